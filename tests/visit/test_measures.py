"""What a team measures, on a page: measures, readings, a forecast that stays, and the curve."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ciwidgets.model import Body, Draft, Forecast, Goal, Measure, Reading
from ciwidgets.results.plans.measures import measure_curves
from ciwidgets.visit.plans import measures as module
from tests.support.filling import fill
from tests.support.room import Page, Room

STEP = "goals/our-measures"
GOALS = "goals/our-goals"
DEATHS = "deaths-by-overdose-0001"
TODAY = date(2026, 6, 20)


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "today", lambda: TODAY)


class Here:
    """A person's page with the measures on it, as another workbook shows them too."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.measures(STEP, on=GOALS)
        self.widget = self.part.widget

    def say(self, **changed: Any) -> dict[str, Any]:
        fields = {
            "record_id": DEATHS,
            "base_revision": 0,
            "goal_id": "",
            "name": "Deaths by overdose",
            "unit": "deaths",
            "asks": "better_off",
            "level": "population",
            "population": "Ash County",
            "direction": "fall",
            "every": "month",
            "baseline": 20,
            "source": "State vital records",
            "year": 2025,
            "target": 10,
            "by": "2027-12-31",
        }
        return self.page.send(self.part, "save", **{**fields, **changed})

    def read(self, on: str, value: float, **changed: Any) -> dict[str, Any]:
        fields = {
            "record_id": f"reading-{secrets.token_hex(6)}",
            "base_revision": 0,
            "measure_id": DEATHS,
            "on": on,
            "value": value,
            "note": "",
        }
        return self.page.send(self.part, "save_reading", **{**fields, **changed})

    def drop(self, record_id: str, base: int = 1, what: str = "drop") -> dict[str, Any]:
        return self.page.send(self.part, what, record_id=record_id, base_revision=base)

    def set_forecast(self, **changed: Any) -> dict[str, Any]:
        would = self.curve["would"] or {"level": 0, "per_year": 0}
        fields = {"level": would["level"], "per_year": would["per_year"]}
        return self.page.send(self.part, "forecast", measure_id=DEATHS, **{**fields, **changed})

    @property
    def curve(self) -> dict[str, Any]:
        found: dict[str, Any] = self.widget.curves[DEATHS]
        return found


@pytest.fixture
def here(room: Room) -> Here:
    """A page with one measure and three months of readings, all the same."""
    here = Here(room.person())
    assert here.say()["type"] == "saved"
    for day in ("2026-02-28", "2026-03-31", "2026-04-30"):
        assert here.read(day, 20)["type"] == "saved"
    return here


def test_a_measure_is_there_for_the_whole_team_at_once_and_for_no_other(room: Room) -> None:
    writer, reader, stranger = (Here(room.person(team)) for team in ("ash", "ash", "elm"))
    assert writer.say()["type"] == "saved"
    assert writer.read("2026-05-31", 18)["type"] == "saved"
    for one in (reader, stranger):
        one.page.visit.look_again()
    (shown,) = reader.widget.measures
    assert (shown["name"], shown["by"], shown["revision"]) == (
        "Deaths by overdose",
        "2027-12-31",
        1,
    )
    (reading,) = reader.widget.readings
    assert (reading["on"], reading["value"], reading["is_counted"]) == ("2026-05-31", 18, True)
    assert (stranger.widget.measures, stranger.widget.readings, stranger.widget.curves) == (
        [],
        [],
        {},
    )
    assert stranger.read("2026-05-31", 18)["type"] == "refused"


def test_a_curve_is_told_in_sentences(here: Here) -> None:
    here.read("2026-05-31", 15)
    said = here.curve["said"]
    assert said["latest"] == "Latest reading: 15 deaths on May 31, 2026."
    assert said["change"] == "That is 25% less than the baseline."
    assert said["baseline"] == "Baseline: 20 deaths (State vital records, 2025)."
    assert said["target"] == "Target: 10 deaths by December 31, 2027."
    assert said["progress"] == "That is 50% of the way from the baseline to the target."
    assert said["against"] == ""
    assert said["turned"] == (
        "Whether the curve has turned cannot be said yet, because no forecast has been set."
    )


def test_a_late_reading_stands_where_it_belongs(here: Here) -> None:
    assert here.read("2026-01-31", 21, note="From paper")["type"] == "saved"
    assert [one["on"] for one in here.widget.readings][:1] == ["2026-01-31"]


def test_of_two_readings_on_one_day_the_last_is_counted_and_both_are_shown(here: Here) -> None:
    here.read("2026-04-30", 22)
    same = [one for one in here.widget.readings if one["on"] == "2026-04-30"]
    assert [(one["value"], one["is_counted"]) for one in same] == [(20, False), (22, True)]
    assert here.curve["said"]["latest"].startswith("Latest reading: 22 deaths")


def test_a_day_to_come_is_refused_kindly(here: Here) -> None:
    reply = here.read("2026-06-21", 5)
    assert reply["type"] == "refused"
    assert "June 21, 2026 is still to come" in reply["text"]
    assert "today, June 20, 2026" in reply["text"]
    assert here.read("2026-06-20", 5)["type"] == "saved"
    assert "1900 on" in here.read("0206-06-20", 5)["text"]


def test_a_reading_can_be_changed_and_dropped_and_stays_in_the_past(here: Here, room: Room) -> None:
    here.read("2026-05-31", 18, record_id="reading-of-may-1")
    assert (
        here.read("2026-05-31", 17, record_id="reading-of-may-1", base_revision=1)["type"]
        == "saved"
    )
    assert here.drop("reading-of-may-1", 2, "drop_reading")["type"] == "saved"
    assert "2026-05-31" not in [one["on"] for one in here.widget.readings]
    past: list[Any] = list(room.store.history("reading-of-may-1"))
    assert [(one.body.value, one.retracted) for one in past] == [
        (18, False),
        (17, False),
        (17, True),
    ]


def test_two_who_change_one_reading_both_see_it_and_lose_nothing(here: Here, room: Room) -> None:
    other = Here(room.person())
    here.read("2026-05-31", 18, record_id="reading-of-may-1")
    here.read("2026-05-31", 17, record_id="reading-of-may-1", base_revision=1)
    reply = other.read("2026-05-30", 18, record_id="reading-of-may-1", base_revision=1)
    assert (reply["type"], reply["revision"]) == ("conflict", 2)
    assert (reply["theirs"]["value"], reply["theirs"]["on"]) == (17, "2026-05-31")


def test_the_forecast_is_set_once_and_stays_whatever_is_read_later(here: Here, room: Room) -> None:
    would = here.curve["would"]
    assert (would["level"], would["per_year"]) == (20, 0)
    assert "it stays near 20 deaths" in would["said"]
    assert here.set_forecast()["type"] == "saved"
    assert here.curve["would"] is None
    (kept,) = room.store.current(Forecast)
    assert (kept.body.on, kept.body.rule, kept.body.readings) == (TODAY, "line", 3)
    # A late reading belongs to the history, and the forecast was made without it.
    here.read("2026-01-31", 300)
    assert room.store.current(Forecast) == [kept]
    assert here.curve["forecast"][0] == ["2026-06-20", 20]


def test_the_forecast_keeps_what_it_is_judged_by(here: Here, room: Room) -> None:
    here.set_forecast()
    (kept,) = room.store.current(Forecast)
    said = kept.body
    assert (said.direction, said.every, said.least, said.most) == ("fall", "month", 0, None)
    plain = here.curve["said"]["turned"]
    here.say(base_revision=1, direction="rise", every="year")
    told = here.curve["said"]["turned"]
    assert told.startswith(plain)
    assert "Now it is to rise, and the curve is still judged by whether it falls." in told
    assert "the curve is still judged month by month." in told
    assert room.store.current(Forecast) == [kept]


def test_a_reading_of_the_month_the_forecast_was_set_in_is_not_after_it(here: Here) -> None:
    here.set_forecast()
    here.read("2026-06-20", 1)
    assert here.curve["said"]["turned"] == (
        "Whether the curve has turned cannot be said yet, because there is no reading after June "
        "2026, when the forecast was set."
    )


def test_sixty_measures_of_a_hundred_readings_are_shown_at_once(here: Here) -> None:
    who = here.page.visit.require_identity()
    drafts: list[Draft] = []

    def keep(record_id: str, body: Body) -> None:
        where = (who.team_id, who.person_id, who.occasion)
        drafts.append(Draft(record_id, body, "f" * 22, *where, ordinal=len(drafts)))

    for number in range(1, module.MeasuresExercise.most):
        keep(f"calls-{number}", Measure(step=STEP, name=f"Calls {number}", unit="calls"))
        for back in range(6, 106):
            of = {"measure_id": f"calls-{number}", "on": date(2026 - back // 12, 12 - back % 12, 1)}
            keep(f"calls-{number}-{back}", Reading(step=STEP, value=float(back % 7), **of))
    here.page.visit.append(drafts)
    here.part.show()
    assert len(here.widget.curves) == 60


def test_the_forecast_is_refused_a_second_time_and_cannot_be_edited_or_dropped(
    here: Here, room: Room
) -> None:
    here.set_forecast()
    (kept,) = room.store.current(Forecast)
    again = here.set_forecast(level=5, per_year=0)
    assert again["type"] == "refused"
    assert "was set on June 20, 2026, and it stays as it is" in again["text"]
    for what in ("drop", "drop_reading"):
        assert here.drop(kept.record_id, 1, what)["type"] == "refused"
    assert here.say(record_id=kept.record_id, base_revision=1)["type"] == "refused"
    assert (
        here.read("2026-06-01", 1, record_id=kept.record_id, base_revision=1)["type"] == "refused"
    )
    assert room.store.history(kept.record_id) == [kept]


def test_of_two_who_set_it_at_once_one_is_first_and_the_other_is_told(
    here: Here, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Here(room.person())
    here.set_forecast()
    # The other's page has not heard of it when it is asked.
    monkeypatch.setattr(module, "measure_curves", _as_before(measure_curves))
    reply = other.page.visit.receive(
        other.part,
        {
            "type": "forecast",
            "request_id": "q" * 22,
            "measure_id": DEATHS,
            "level": 20,
            "per_year": 0,
        },
    )
    assert reply["type"] == "refused"
    assert "was set on June 20, 2026" in reply["text"]
    assert len(room.store.current(Forecast)) == 1


def _as_before(real: Any) -> Any:
    def blind(*asked: Any) -> Any:
        return [replace(one, forecast=None) for one in real(*asked)]

    return blind


def test_a_forecast_that_nobody_saw_is_not_set(here: Here, room: Room) -> None:
    shown = here.curve["would"]
    here.read("2026-05-31", 90)
    here.read("2026-06-15", 95)
    reply = here.set_forecast(level=shown["level"] + 1)
    assert reply["type"] == "refused"
    assert "look at the new line" in reply["text"]
    assert here.read("2026-06-15", 95, measure_id="nowhere-at-all")["type"] == "refused"
    assert room.store.current(Forecast) == []


def test_without_a_reading_there_is_no_forecast_to_set(room: Room) -> None:
    here = Here(room.person())
    here.say()
    assert here.curve["would"] is None
    assert "add a reading first" in here.set_forecast()["text"]


def test_what_was_sent_twice_is_kept_once(here: Here, room: Room) -> None:
    reading = {"record_id": "reading-of-may-1", "base_revision": 0, "measure_id": DEATHS}
    messages: list[dict[str, Any]] = [
        {"type": "save_reading", "on": "2026-05-31", "value": 18.5, "note": "", **reading},
        {"type": "forecast", "measure_id": DEATHS},
        {"type": "drop_reading", "record_id": "reading-of-may-1", "base_revision": 1},
    ]
    for number, message in enumerate(messages):
        would = here.curve["would"]
        if message["type"] == "forecast":
            message |= {"level": would["level"], "per_year": would["per_year"]}
        whole = {"request_id": f"{number}" * 22, **message}
        first = here.page.visit.receive(here.part, whole)
        assert first["type"] == "saved", first
        assert here.page.visit.receive(here.part, whole) == first
    assert len(room.store.history("reading-of-may-1")) == 2
    assert len(room.store.current(Forecast)) == 1


def test_a_goal_with_a_measure_in_words_is_offered_until_it_has_one(room: Room) -> None:
    here = Here(room.person())
    keep_goal(here.page, "goal-1", measure="deaths by overdose", direction="fall", target=10.0)
    keep_goal(here.page, "goal-2", aim="Meet more often", measure="")
    keep_goal(here.page, "goal-3", aim="Given up", measure="calls", status="set_aside")
    (start,) = here.widget.starts
    assert start["label"] == "Fewer deaths"
    assert start["start"]["goal_id"] == "goal-1"
    assert (start["start"]["direction"], start["start"]["target"]) == ("fall", 10)
    assert {one["label"] for one in here.widget.goals} == {
        "Fewer deaths",
        "Meet more often",
        "Given up",
    }
    assert here.say(**start["start"])["type"] == "saved"
    assert here.widget.starts == []
    assert here.say(goal_id="goal-9", base_revision=1)["type"] == "refused"


def keep_goal(page: Page, record_id: str, aim: str = "Fewer deaths", **more: Any) -> None:
    who = page.visit.require_identity()
    body = Goal(step=GOALS, aim=aim, **more)
    page.visit.append(
        [Draft(record_id, body, record_id.ljust(22, "g"), who.team_id, who.person_id)]
    )


def test_readings_of_a_dropped_measure_come_back_with_it(here: Here) -> None:
    here.drop(DEATHS)
    assert (here.widget.measures, here.widget.readings, here.widget.curves) == ([], [], {})
    reply = here.read("2026-05-31", 18)
    assert "“Deaths by overdose” was taken off the list" in reply["text"]
    assert here.say(base_revision=2)["type"] == "saved"
    assert len(here.widget.readings) == 3


def test_a_measure_has_so_many_readings_and_no_more(here: Here, room: Room) -> None:
    body = Reading(step=STEP, measure_id=DEATHS, on=date(2020, 1, 1), value=1.0)
    fill(here.page, body, module.MOST_READINGS - 3)
    reply = here.read("2026-05-31", 18)
    assert "has 400 readings, and 400 is the most" in reply["text"]
    assert here.read("2020-01-02", 2, record_id="filled-0", base_revision=1)["type"] == "saved"
    assert len(room.store.current(Measure)) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "many"}, "unexpected (value)"),
        ({"value": 1e13}, "unexpected (value)"),
        ({"on": "soon"}, "unexpected (on)"),
        ({"note": "x" * 281}, "281 characters and 280 fit"),
        ({"step": "goals/other"}, "unexpected (step)"),
    ],
)
def test_what_is_no_reading_is_refused_in_a_sentence(
    here: Here, changed: dict[str, Any], said: str
) -> None:
    reply = here.read(**{"on": "2026-05-31", "value": 1, **changed})
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert len(here.widget.readings) == 3


def test_what_a_reading_said_before_and_what_was_taken_off_can_be_read(here: Here) -> None:
    here.read("2026-05-31", 18, record_id="reading-of-may-1")
    here.read("2026-05-31", 17, record_id="reading-of-may-1", base_revision=1)
    told = here.page.send(here.part, "history", record_id="reading-of-may-1")
    assert [one["fields"]["value"] for one in told["versions"]] == [17, 18]
    here.drop("reading-of-may-1", 2, "drop_reading")
    off = here.page.send(here.part, "dropped")
    assert [(one["kind"], one["record"]["id"]) for one in off["records"]] == [
        ("reading", "reading-of-may-1")
    ]


def test_a_reading_stays_with_its_measure(here: Here) -> None:
    here.say(record_id="another-measure-01", name="Calls")
    here.read("2026-05-31", 18, record_id="reading-of-may-1")
    moved = {"record_id": "reading-of-may-1", "base_revision": 1}
    reply = here.read("2026-05-31", 18, measure_id="another-measure-01", **moved)
    assert "That reading is of another measure" in reply["text"]
