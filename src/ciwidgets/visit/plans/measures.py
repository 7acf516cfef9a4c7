"""What a team measures, in a step: measures, their readings, and a forecast that is set once."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.analysis.curves import no_change
from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.formats.plans import MOST_READINGS, reading_day_refused
from ciwidgets.model import Body, Entry, Forecast, Goal, Measure, Reading, record_id_for
from ciwidgets.results.labels import goals
from ciwidgets.results.plans.measures import curve_words, forecast_words, measure_curves
from ciwidgets.visit.messages import (
    DropReading,
    DropRecord,
    Message,
    SaveMeasure,
    SaveReading,
    SetForecast,
)
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import MeasuresWidget
from ciwidgets.words import said
from ciwidgets.words.refusals import Refusal, refusal

if TYPE_CHECKING:
    from ciwidgets.analysis.curves import Line, Point
    from ciwidgets.results.plans.measures import MeasureCurve
    from ciwidgets.visit.presence import Presence, Reply, Shows


class MeasuresExercise(RecordsExercise[MeasuresWidget, Measure]):
    """Measures the whole team keeps; readings can be changed and dropped, a forecast cannot."""

    kind: ClassVar[type[Body]] = Measure
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    kinds: ClassVar[tuple[type[Body], ...]] = (Measure, Reading)
    forms: ClassVar[dict[str, type[Message]]] = {
        "save": SaveMeasure,
        "drop": DropRecord,
        "save_reading": SaveReading,
        "drop_reading": DropReading,
        "forecast": SetForecast,
    }
    shows: ClassVar[Shows] = frozenset({Measure, Reading, Forecast, Goal})
    most = 60

    def __init__(self, visit: Presence, step: str, on: str, *, brief: bool = False) -> None:
        """List the measures of a step, for the goals of step ``on``."""
        widget = MeasuresWidget(words=visit.words_for("measures"), is_brief=brief)
        super().__init__(visit, step, widget)
        self.goals_step = on if "/" in on else f"{visit.workbook}/{on}"

    def answer(self, message: Message) -> Reply:
        """Keep, change or drop a measure or a reading, or set a forecast."""
        match message:
            case SaveReading():
                self.require(self.may)
                return self._read(message)
            case SetForecast():
                self.require(self.may)
                return self._set_forecast(message)
            case DropReading():
                self.require(self.may)
                entry = self.of_this_step(message.record_id, Reading)
                return self.save(
                    self.draft(
                        entry.record_id, entry.body, message, message.base_revision, retracted=True
                    )
                )
        return super().answer(message)

    def body(self, message: Any) -> Measure:
        """Return the measure as the message words it.

        Raises:
            NotAllowed: when it is for a goal the team does not have.
        """
        before = self.visit.record.get(message.record_id)
        known = {"", before.body.goal_id if before else ""}
        known |= {one.record_id for one in goals(self.visit.record, self.visit.team_id)}
        if message.goal_id not in known:
            raise NotAllowed(refusal("goal_gone"))
        fields = message.model_dump(exclude={"type", "request_id", "record_id", "base_revision"})
        return Measure(step=self.step, **fields)

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return the answer to a message that became ``entry`` before."""
        if content.get("type") == "drop_reading":
            content = {**content, "type": "drop"}
        return super().again(content, entry)

    def show(self) -> None:
        """Show the measures, their readings and curves, and goals that wait for a measure."""
        visit, widget = self.visit, self.widget
        words = visit.kernel_words_for("measures")
        day = today()
        every = measure_curves(visit.record, visit.team_id)
        found = [one for one in every if one.measure.body.step == self.step]
        widget.today = day.isoformat()
        widget.measures = [self.as_shown(entry) for entry in self.records()]
        widget.readings = [shown for one in found for shown in self._readings(one)]
        widget.curves = {one.measure.record_id: _curve(one, day, words) for one in found}
        team_goals = [
            one
            for one in goals(visit.record, visit.team_id)
            if self.goals_step in ("", one.body.step)
        ]
        widget.goals = [{"id": one.record_id, "label": one.body.aim} for one in team_goals]
        measured = {one.measure.body.goal_id for one in every}
        widget.starts = [
            {"label": one.body.aim, "start": _start(one)}
            for one in team_goals
            if one.body.measure and one.body.status == "open" and one.record_id not in measured
        ]

    def clear(self) -> None:
        """Show nobody's measures."""
        widget = self.widget
        widget.measures, widget.readings, widget.curves = [], [], {}
        widget.goals, widget.starts = [], []

    def _readings(self, one: MeasureCurve) -> list[dict[str, Any]]:
        last = {entry.body.on: entry.record_id for entry in one.readings}
        return [
            {**self.theirs(entry), "is_counted": last[entry.body.on] == entry.record_id}
            for entry in one.readings
        ]

    def _measure(self, measure_id: str) -> Entry[Measure]:
        """Return a measure that is on the list now.

        Raises:
            NotAllowed: when somebody dropped it, or it is none of this step.
        """
        entry = self.of_this_step(measure_id, Measure)
        if entry.retracted:
            raise NotAllowed(refusal("measure_gone", name=entry.body.name))
        return entry

    def _read(self, message: SaveReading) -> Reply:
        words = self.visit.kernel_words_for("measures")
        if why := reading_day_refused(message.on, today(), lambda on: said.day(on, words)):
            raise NotAllowed(why)
        measure = self._measure(message.measure_id)
        record_id = self.new_record(message.record_id, Reading)
        before = self.visit.record.get(record_id)
        if before is not None and before.body.measure_id != message.measure_id:
            raise NotAllowed(refusal("reading_of_another"))
        count = sum(
            one.body.measure_id == message.measure_id
            for one in self.visit.record.current(Reading, team_id=self.visit.team_id)
        )
        if count >= MOST_READINGS and (before is None or before.retracted):
            raise NotAllowed(
                refusal("most_readings", name=measure.body.name, n=count, most=MOST_READINGS)
            )
        body = Reading(
            step=self.step,
            measure_id=message.measure_id,
            on=message.on,
            value=message.value,
            note=message.note,
        )
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _set_forecast(self, message: SetForecast) -> Reply:
        visit = self.visit
        measure_id = self._measure(message.measure_id).record_id
        one = next(
            found
            for found in measure_curves(visit.record, visit.team_id)
            if found.measure.record_id == measure_id
        )
        if one.forecast is not None:
            raise NotAllowed(self._is_set(one.forecast.body))
        would = no_change(one.curve.points, today(), one.measure.body.every)
        if would is None:
            raise NotAllowed(refusal("no_reading"))
        # People agree to the line they see; what came in since may have moved it.
        if (would.level, would.per_year) != (message.level, message.per_year):
            raise NotAllowed(refusal("line_changed"))
        # The same id for everybody, so that of two people who set it at once one is first.
        record_id = record_id_for("forecast", visit.team_id, measure_id)
        terms = asdict(one.curve.terms)
        body = Forecast(step=self.step, measure_id=measure_id, **asdict(would), **terms)
        try:
            return self.save(self.draft(record_id, body, message, 0))
        except Conflict as conflict:
            raise NotAllowed(self._is_set(conflict.theirs.body)) from conflict  # type: ignore[arg-type]

    def _is_set(self, forecast: Forecast) -> Refusal:
        day = said.day(forecast.on, self.visit.kernel_words_for("measures"))
        return refusal("forecast_set", day=day)


def _start(goal: Entry[Goal]) -> dict[str, Any]:
    """Return what a goal already says of its measure, as the fields of a new one."""
    body = goal.body
    return {
        "goal_id": goal.record_id,
        "name": body.measure,
        "unit": body.unit,
        "population": body.population,
        "direction": body.direction or "rise",
        "baseline": body.baseline,
        "source": body.source,
        "year": body.year,
        "target": body.target,
        "by": body.by.isoformat() if body.by else None,
    }


def _curve(one: MeasureCurve, day: date, words: dict[str, str]) -> dict[str, Any]:
    curve = one.curve
    would = no_change(curve.points, day, curve.measure.every) if curve.line is None else None
    return {
        "said": asdict(curve_words(curve, words)),
        "verdict": curve.verdict,
        "until": curve.until.isoformat(),
        "forecast": _pairs(curve.forecast),
        "would": _would(one, would, words) if would else None,
    }


def _would(one: MeasureCurve, line: Line, words: dict[str, str]) -> dict[str, Any]:
    return {
        "level": line.level,
        "per_year": line.per_year,
        "said": forecast_words(line, one.measure.body.unit, words),
        "forecast": _pairs(replace(one.curve, line=line).forecast),
    }


def _pairs(points: tuple[Point, ...]) -> list[list[str | float]]:
    return [[point.on.isoformat(), point.value] for point in points]
