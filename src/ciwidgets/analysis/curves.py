"""A measure over time: what it would do if nothing changed, and whether the curve has turned.

Results-based accountability (Friedman, 2005) asks for the history of a measure and a forecast, and
speaks of turning the curve; it fixes no rule for either. Ours: the forecast is set once and never
moved, nor what it is judged by; the curve has turned when the last two periods with a reading
after the one it was set in follow one on the other and are both better than it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

from ciwidgets.analysis.amounts import is_close, percent_change, progress, within
from ciwidgets.words.said import is_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.model import Forecast, Measure, Reading
    from ciwidgets.model.goals import Direction
    from ciwidgets.model.measures import Every

# With fewer periods of history, two chance values would make a direction.
FEWEST_FOR_A_LINE: Final = 3
# Better once may be chance; the curve has turned when it is better so many periods in a row.
IN_A_ROW: Final = 2
# Five years of months: older ones no longer say where a measure is going. It is also what bounds
# the work of one line to 1,770 pairs.
_MOST_PERIODS: Final = 60
# A page shows so many measures at most, and all but one of them are as they were.
_LINES_KEPT: Final = 240
_DAYS_A_YEAR: Final = 365.25
_LARGEST: Final = 1e12  # what a forecast may hold (``model.goals.Amount``)
_YEARS_AHEAD: Final = 5
_PERIODS: Final = {"month": 12, "quarter": 4, "year": 1}

Rule = Literal["flat", "line"]
Verdict = Literal["turned", "not_yet", "open"]
# Why nothing can be said of the curve: no forecast, too few periods since, a period without a
# reading between the last two, or no better value.
Why = Literal["", "no_forecast", "too_few", "gap", "no_room"]
Edited = Literal["direction", "every"]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a day."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What a curve is judged by: where it is to go, how often it is read, and what it can be."""

    direction: Direction
    every: Every
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """What goes on if nothing changes: ``level`` on the day ``on``, ``per_year`` more each year.

    ``readings`` are the periods of history it rests on.
    """

    on: date
    level: float
    per_year: float
    rule: Rule
    readings: int

    def at(self, day: date) -> float:
        """Return the value of the line on a day."""
        return self.level + self.per_year * _years(self.on, day)


@dataclass(frozen=True, slots=True)
class Beside:
    """The newest reading of a period, and what the forecast said of that day."""

    period: Stretch
    point: Point
    expected: float
    is_better: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A measure with its readings, one a day, and what may be said of them.

    ``terms`` are those its forecast was set on, or those of the measure as long as it has none.
    ``progress`` is the share of the way from baseline to target, never clipped; ``change`` the
    part of the baseline it has changed by. Both are None where they are not defined. ``since`` are
    the last periods after the forecast's own that have a reading, two at most.
    """

    measure: Measure
    points: tuple[Point, ...]
    line: Line | None
    terms: Terms
    progress: float | None
    change: float | None
    verdict: Verdict
    why: Why
    since: tuple[Beside, ...]

    @property
    def latest(self) -> Point | None:
        """The newest reading."""
        return self.points[-1] if self.points else None

    @property
    def edited(self) -> tuple[Edited, ...]:
        """What the measure says otherwise by now than the terms its curve is judged by."""
        both: tuple[Edited, ...] = ("direction", "every")
        return tuple(one for one in both if getattr(self.measure, one) != getattr(self.terms, one))

    @property
    def until(self) -> date:
        """The day a picture of it ends: the target's, or a year after the last known day."""
        known = [*(one.on for one in self.points), *([self.line.on] if self.line else [])]
        last = max(known, default=self.measure.by or date(2000, 1, 1))
        wanted = self.measure.by or last + timedelta(days=365)
        return min(max(wanted, last), last + timedelta(days=365 * _YEARS_AHEAD))

    @property
    def forecast(self) -> tuple[Point, ...]:
        """The forecast from its day to the end of the picture, bent where it meets a limit."""
        line = self.line
        if line is None:
            return ()
        days = [line.on, *self._meets(line), max(self.until, line.on)]
        return tuple(Point(day, self.expected(day)) for day in sorted(set(days)))

    def expected(self, day: date) -> float:
        """Return what the forecast says of a day; it needs one that is set."""
        terms = self.terms
        return within(self.line.at(day), terms.least, terms.most) if self.line else math.nan

    def _meets(self, line: Line) -> list[date]:
        """Return the days on which a line leaves what the measure can be, if before the end."""
        found = []
        for limit in (self.terms.least, self.terms.most):
            if limit is None or not line.per_year:
                continue
            days = (limit - line.level) / line.per_year * _DAYS_A_YEAR
            if 0 < days < (self.until - line.on).days:
                found.append(line.on + timedelta(days=round(days)))
        return found


def points_of(readings: Iterable[Reading]) -> tuple[Point, ...]:
    """Return readings by day; of several on one day the one that comes last counts."""
    values = {one.on: one.value for one in readings}
    return tuple(Point(day, values[day]) for day in sorted(values))


def no_change(points: Sequence[Point], on: date, every: Every) -> Line | None:
    """Return what goes on from a day if nothing changes, or None where there is no reading yet.

    The newest reading of each period up to ``on`` is its history. With fewer than three the last
    value goes on. With more it is the line through the medians (Theil, 1950; Sen, 1968), which one
    odd value in four does not move far.
    """
    history = list(_by_period([one for one in points if one.on <= on], every).values())
    history = history[-_MOST_PERIODS:]
    if not history:
        return None
    last = history[-1].value
    flat = Line(on, last, 0.0, "flat", len(history))
    if len(history) < FEWEST_FOR_A_LINE:
        return flat
    slope = _trend(tuple((one.on.toordinal(), one.value) for one in history))
    level = median(one.value - slope * _years(on, one.on) for one in history)
    if max(abs(slope), abs(level)) > _LARGEST:
        return flat
    return Line(on, level, slope, "line", len(history))


def curve(measure: Measure, readings: Iterable[Reading], forecast: Forecast | None) -> Curve:
    """Return what may be said of a measure's readings, given in the order they were kept."""
    points = points_of(readings)
    line, terms = None, _terms_now(measure, points)
    if forecast is not None:
        line = Line(
            forecast.on, forecast.level, forecast.per_year, forecast.rule, forecast.readings
        )
        terms = _terms_set(forecast, terms)
    since = _since(points, line, terms) if line else ()
    verdict, why = _verdict(line, since, terms)
    now = points[-1].value if points else None
    return Curve(
        measure,
        points,
        line,
        terms,
        progress(measure.baseline, now, measure.target),
        percent_change(measure.baseline, now),
        verdict,
        why,
        since,
    )


def stretch_of(day: date, every: Every) -> Stretch:
    """Return a day's period: its year, and its place in the year from 1."""
    if every == "year":
        return day.year, 1
    return day.year, day.month if every == "month" else (day.month + 2) // 3


@lru_cache(maxsize=_LINES_KEPT)
def _trend(history: tuple[tuple[int, float], ...]) -> float:
    """Return by how much values rise a year: the median over all pairs of their days."""
    pairs = combinations(history, 2)
    slopes = [(later - earlier) / (end - start) for (start, earlier), (end, later) in pairs]
    return median(slopes) * _DAYS_A_YEAR


def _terms_now(measure: Measure, points: Sequence[Point]) -> Terms:
    """Return the measure's own terms: a count is never below 0, a percentage never above 100."""
    known = [measure.baseline, measure.target, *(one.value for one in points)]
    values = [one for one in known if one is not None]
    least = 0.0 if min(values, default=-1.0) >= 0 else None
    most = 100.0 if is_percent(measure.unit) and max(values, default=101.0) <= 100 else None
    return Terms(measure.direction, measure.every, least, most)


def _terms_set(forecast: Forecast, now: Terms) -> Terms:
    """Return the terms a forecast was set on; one that names none goes by those of now."""
    if not forecast.direction or not forecast.every:
        return now
    return Terms(forecast.direction, forecast.every, forecast.least, forecast.most)


def _since(points: Sequence[Point], line: Line, terms: Terms) -> tuple[Beside, ...]:
    # What came in the forecast's own period is partly from before it.
    set_in = stretch_of(line.on, terms.every)
    later = [one for one in points if stretch_of(one.on, terms.every) > set_in]
    found = []
    for period, point in list(_by_period(later, terms.every).items())[-IN_A_ROW:]:
        expected = within(line.at(point.on), terms.least, terms.most)
        gap = point.value - expected if terms.direction == "rise" else expected - point.value
        is_better = gap > 0 and not is_close(point.value, expected, abs(line.level))
        found.append(Beside(period, point, expected, is_better))
    return tuple(found)


def _verdict(line: Line | None, since: Sequence[Beside], terms: Terms) -> tuple[Verdict, Why]:
    if line is None:
        return "open", "no_forecast"
    if len(since) < IN_A_ROW:
        return "open", "too_few"
    places = [_place(one.period, terms.every) for one in since]
    if places[-1] - places[0] >= IN_A_ROW:
        return "open", "gap"
    if all(one.is_better for one in since):
        return "turned", ""
    # Where the forecast itself is as good as can be, no reading could ever be better.
    best = terms.most if terms.direction == "rise" else terms.least
    if best is not None and any(is_close(one.expected, best, abs(line.level)) for one in since):
        return "open", "no_room"
    return "not_yet", ""


def _place(period: Stretch, every: Every) -> int:
    """Return the number of a period, so that the next one's is one more."""
    year, part = period
    return year * _PERIODS[every] + part


def _by_period(points: Sequence[Point], every: Every) -> dict[Stretch, Point]:
    """Return the newest of the points of each period, the earliest period first."""
    return {stretch_of(one.on, every): one for one in sorted(points, key=lambda one: one.on)}


def _years(start: date, end: date) -> float:
    return (end - start).days / _DAYS_A_YEAR
