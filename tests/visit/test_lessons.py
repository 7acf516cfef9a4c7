"""What a team learned: statements everybody on it may word, and nobody loses."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.model import Lesson, Role
from tests.support.room import Page, Room


class Here:
    """A person's page with the statements on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.lessons("our-lessons")
        self.widget = self.part.widget

    def say(self, text: str, base: int = 0, record_id: str = "lesson-of-ours-0001") -> Any:
        return self.page.send(self.part, "save", record_id=record_id, base_revision=base, text=text)


def test_a_statement_is_there_for_the_whole_team_and_for_no_other(room: Room) -> None:
    writer, reader, stranger = (Here(room.person(team)) for team in ("ash", "ash", "elm"))
    assert writer.say("  Shame keeps people from calling.  ")["type"] == "saved"
    for one in (reader, stranger):
        one.page.visit.look_again()
    assert [(one["text"], one["revision"]) for one in reader.widget.lessons] == [
        ("Shame keeps people from calling.", 1)
    ]
    assert stranger.widget.lessons == []
    assert stranger.say("Ours", base=1)["type"] == "refused"


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.say("First")
    one.say("First, in better words", base=1)
    reply = other.say("Second", base=1)
    assert (reply["type"], reply["theirs"]["text"]) == ("conflict", "First, in better words")
    assert other.say("Second", base=2)["type"] == "saved"
    assert len(room.store.history("lesson-of-ours-0001")) == 3


def test_a_dropped_statement_leaves_the_list_and_stays_in_the_past(room: Room) -> None:
    here = Here(room.person())
    here.say("First")
    reply = here.page.send(here.part, "drop", record_id="lesson-of-ours-0001", base_revision=1)
    assert reply["type"] == "saved"
    assert here.widget.lessons == []
    assert [e.retracted for e in room.store.history("lesson-of-ours-0001")] == [False, True]


def test_a_full_list_and_a_closed_one_take_no_more(room: Room) -> None:
    here, manager = Here(room.person()), Here(room.person(role=Role.PROJECT_MANAGER))
    for number in range(30):
        assert here.say("One", record_id=f"lesson-of-ours-{number}")["type"] == "saved"
    assert "30 is the most" in here.say("One", record_id="lesson-of-ours-30")["text"]
    manager.page.set_step(manager.part, is_open=False)
    assert here.say("Two", base=1, record_id="lesson-of-ours-1")["type"] == "refused"
    assert len(room.store.current(Lesson)) == 30


def test_a_months_lessons_are_asked_for_in_their_own_words(room: Room) -> None:
    page = room.person()
    of_maps, of_month = (
        page.visit.lessons("our-lessons"),
        page.visit.lessons("month", about="month"),
    )
    assert of_maps.widget.words["lessons_title"] == "What our team agrees on"
    assert of_month.widget.words["lessons_title"] == "What we learned"
    assert of_month.widget.words["save"] == of_maps.widget.words["save"]
    with pytest.raises(ValueError, match="year"):
        page.visit.lessons("our-year", about="year")


def test_a_list_of_the_month_is_brief_and_the_same_list_is_not(room: Room) -> None:
    page = room.person()
    visit = page.visit
    goals = "goals/our-goals"
    month = (
        visit.activities("goals/our-activities", on=goals, brief=True),
        visit.measures("goals/our-measures", on=goals, brief=True),
        visit.money("goals/our-money", brief=True),
    )
    whole = (visit.activities("a"), visit.measures("m", on=goals), visit.money("l"))
    assert [one.widget.is_brief for one in month] == [True] * 3
    assert [one.widget.is_brief for one in whole] == [False] * 3
