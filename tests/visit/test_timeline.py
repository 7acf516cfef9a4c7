"""A team's days on a page, and as a file for a calendar."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Activity, Body, Goal, Named, NextStep, Win
from tests.support.drafts import draft
from tests.support.room import Page, Room


def keep(room: Room, **bodies: Body) -> None:
    room.store.append([draft(body, record_id=key, team_id="ash") for key, body in bodies.items()])


@pytest.fixture
def days(room: Room) -> Room:
    """The room, with days in it."""
    keep(
        room,
        goal=Goal(
            step="goals/our-goals",
            aim="Zelda Quist opens the clinic",
            by=date(2026, 12, 31),
            owner=Named(name="Zelda Quist"),
        ),
        kits=Activity(step="goals/our-activities", name="Kits", by=date(2026, 4, 1), status="done"),
        win=Win(step="wins/our-wins", title="First kits", done_on=date(2026, 3, 20)),
    )
    return room


def test_the_days_of_a_team_stand_in_order_and_follow_what_is_written(days: Room) -> None:
    page, stranger = days.person(), days.person("elm")
    part, other = (one.visit.timeline("our-timeline") for one in (page, stranger))
    assert [(one["day"], one["kind"], one["state"]) for one in part.widget.things] == [
        ("2026-01-10", "forum", "open"),
        ("2026-03-20", "win", "done"),
        ("2026-04-01", "activity_ends", "done"),
        ("2026-05-10", "forum", "open"),
        ("2026-12-31", "goal", "open"),
    ]
    assert [one["kind"] for one in other.widget.things] == ["forum", "forum"]
    keep(days, call=NextStep(step="months/n", text="Call", by=date(2026, 3, 3)))
    page.visit.look_again()
    assert part.widget.things[1]["what"] == "Call"


def test_a_calendar_holds_what_is_ahead_and_no_name(days: Room) -> None:
    page = days.person()
    reply = page.send(page.visit.timeline("our-timeline"), "take_calendar")
    assert (reply["type"], reply["name"], reply["media"]) == ("file", "ash.ics", "text/calendar")
    text = base64.b64decode(reply["base64"]).decode("utf-8").replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.count("BEGIN:VEVENT") == 3
    assert "Goal due: A member opens the clinic" in text
    assert "20261231" in text
    for left_out in ("Zelda", "Quist", "Kits", "First kits"):
        assert left_out not in text


def test_a_calendar_is_written_once(days: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def write(events: object, *, title: str, owner: str) -> bytes:
        del events
        written.append(f"{title} of {owner}")
        return b""

    monkeypatch.setattr("ciwidgets.formats.calendar.calendar_file", write)
    page = days.person()
    assert page.send(page.visit.timeline("our-timeline"), "take_calendar")["type"] == "file"
    assert written == ["Ash County of ash"]


def test_nobody_and_a_calendar_without_days_get_a_sentence(days: Room) -> None:
    nobody = Page(days.store)
    part = nobody.visit.timeline("our-timeline")
    assert part.widget.things == []
    assert nobody.send(part, "take_calendar")["type"] == "refused"
    page = days.person()
    reply = page.send(page.visit.timeline("our-timeline"), "take_calendar", format="doc")
    assert reply["type"] == "refused"


def test_days_move_with_the_program(days: Room) -> None:
    page = days.person()
    part = page.visit.timeline("our-timeline")
    later = [one.model_copy(update={"date": date(2027, 1, 1)}) for one in days.program.occasions]
    load_program(days.store, days.program.model_copy(update={"occasions": later}))
    page.visit.look_again()
    assert part.widget.things[-1]["day"] == "2027-01-01"
