"""A team's days: what has one, in which order, and what a calendar is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from ciwidgets.model import Activity, Body, Goal, Meeting, Named, NextStep, Occasion, Win
from ciwidgets.results.plans.dates import DatedThing, dated_things, for_a_calendar
from ciwidgets.store import Store
from ciwidgets.words import kernel_section
from tests.support.drafts import draft
from tests.support.room import small_program

PROGRAM = small_program()


def things(*bodies: Body, **program: Any) -> list[DatedThing]:
    store = Store("sqlite://")
    store.append([draft(body, record_id=f"r{n}") for n, body in enumerate(bodies)])
    return dated_things(store, PROGRAM.model_copy(update=program), "pine")


def told(found: list[DatedThing]) -> list[tuple[str, str, str]]:
    return [(one.day.isoformat(), one.kind, one.what) for one in found]


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_everything_with_a_day_stands_in_order_beside_the_forums() -> None:
    found = things(
        Goal(step="goals/g", aim="Fewer deaths", by=day("2026-12-31"), owner=Named(name="Ada B")),
        Activity(step="goals/a", name="Kits", begins=day("2026-02-01"), by=day("2026-04-01")),
        NextStep(step="months/n", text="Call the jail", by=day("2026-03-03")),
        Meeting(step="months/m", on=day("2026-03-02"), next_on=day("2026-04-02")),
        Win(
            step="wins/w",
            title="First kits",
            done_on=day("2026-03-20"),
            next_win="Ten more",
            next_by=day("2026-05-09"),
        ),
        Goal(step="goals/g", aim="No day yet"),
    )
    assert told(found) == [
        ("2026-01-10", "forum", "Forum 1"),
        ("2026-02-01", "activity_begins", "Kits"),
        ("2026-03-02", "meeting", ""),
        ("2026-03-03", "next_step", "Call the jail"),
        ("2026-03-20", "win", "First kits"),
        ("2026-04-01", "activity_ends", "Kits"),
        ("2026-04-02", "next_meeting", ""),
        ("2026-05-09", "next_win", "Ten more"),
        ("2026-05-10", "forum", "Forum 2"),
        ("2026-12-31", "goal", "Fewer deaths"),
    ]
    assert "Ada" not in str(found)


def test_the_minutes_of_a_day_of_the_program_are_no_second_day() -> None:
    minutes = Meeting(step="months/m", on=day("2026-01-10"), sort="forum")
    meeting = Meeting(step="months/m", on=day("2026-01-10"))
    elsewhere = Meeting(step="months/m", on=day("2026-01-11"), sort="forum")
    coaching = Meeting(step="months/m", on=day("2026-01-10"), sort="coaching")
    assert [one.kind for one in things(minutes)] == ["forum", "forum"]
    assert [one.kind for one in things(meeting)] == ["forum", "forum"]
    assert [one.kind for one in things(elsewhere)] == ["forum", "meeting", "forum"]
    assert [one.kind for one in things(coaching)] == ["forum", "meeting", "forum"]


def test_only_the_last_meeting_says_when_the_next_one_is() -> None:
    found = things(
        Meeting(step="months/m", on=day("2026-03-02"), next_on=day("2026-04-02")),
        Meeting(step="months/m", on=day("2026-04-09"), next_on=day("2026-05-10")),
    )
    assert [one.kind for one in found] == ["forum", "meeting", "meeting", "forum"]


def test_a_next_meeting_that_lies_before_its_own_meeting_is_no_day_ahead() -> None:
    found = things(Meeting(step="months/m", on=day("2026-04-09"), next_on=day("2026-04-02")))
    assert [one.kind for one in found] == ["forum", "meeting", "forum"]


def test_a_monthly_meeting_of_the_program_is_no_forum() -> None:
    month = Occasion(id="may", name="May call", kind="meeting", date=day("2026-05-01"))
    assert told(things(occasions=[month])) == [("2026-05-01", "program_meeting", "May call")]


def test_where_each_thing_stands_is_told_by_its_own_record() -> None:
    on: dict[str, Any] = {"begins": day("2026-02-01"), "by": day("2026-04-01")}
    found = things(
        Activity(step="goals/a", name="A", status="planned", **on),
        Activity(step="goals/a", name="B", status="under_way", **on),
        Activity(step="goals/a", name="C", status="done", **on),
        Activity(step="goals/a", name="D", status="stopped", **on),
        Goal(step="goals/g", aim="E", by=day("2026-02-01"), status="reached"),
        NextStep(step="months/n", text="F", by=day("2026-02-01"), status="dropped"),
    )
    assert {(one.what, one.kind): one.state for one in found if one.kind != "forum"} == {
        ("A", "activity_begins"): "open",
        ("A", "activity_ends"): "open",
        ("B", "activity_begins"): "done",
        ("B", "activity_ends"): "open",
        ("C", "activity_begins"): "done",
        ("C", "activity_ends"): "done",
        ("D", "activity_begins"): "stopped",
        ("D", "activity_ends"): "stopped",
        ("E", "goal"): "done",
        ("F", "next_step"): "stopped",
    }


def test_a_calendar_is_told_what_is_still_to_be_done_in_words_that_were_looked_through() -> None:
    found = things(
        Goal(step="goals/g", aim="Fewer deaths", by=day("2026-12-31")),
        Activity(step="goals/a", name="Done", by=day("2026-04-01"), status="done"),
        Meeting(step="months/m", on=day("2026-03-02")),
        Win(
            step="wins/w",
            title="First kits",
            done_on=day("2026-03-20"),
            next_win="Ten more",
            next_by=day("2026-05-09"),
        ),
    )
    asked: list[tuple[str, str]] = []

    def say(text: str, about: str) -> str:
        asked.append((text, about))
        return text.upper()

    told = for_a_calendar(found, kernel_section("timeline"), say)
    assert [one.what for one in told] == [
        "FORUM 1",
        "Team meeting",
        "Next small win: TEN MORE",
        "FORUM 2",
        "Goal due: FEWER DEATHS",
    ]
    assert ("Ten more", "r3") in asked
    assert ("Fewer deaths", "") in asked
    assert len({(one.kind, one.id) for one in told}) == len(told)
