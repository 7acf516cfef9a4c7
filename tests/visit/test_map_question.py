"""The question a team's maps are about: one for the whole team, and nobody's words are lost."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.model import Role
from ciwidgets.results.maps.question import map_question
from ciwidgets.words import kernel_section
from tests.support.room import Page, Room

STEP = "needs_assessment/the-question"


class Here:
    """A person's page with the question on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.map_question("the-question")
        self.widget = self.part.widget

    def say(self, text: str = "What drives rent?", **changed: Any) -> dict[str, Any]:
        fields = {"record_id": self.widget.question["id"], "base_revision": 0, "need_id": ""}
        return self.page.send(self.part, "save", **{**fields, "text": text, **changed})

    def add_need(self, text: str, rank: int = 1) -> str:
        record_id = f"need-of-rank-{rank}-0001"
        reply = self.page.send(
            self.page.needs, "save", record_id=record_id, base_revision=0, text=text, rank=rank
        )
        assert reply["type"] == "saved", reply
        return record_id


def said(room: Room, team: str = "ash") -> str:
    """Return the question as a report or another step asks for it."""
    return map_question(room.store, team, STEP, kernel_section("map_question")).text


def test_until_somebody_chooses_the_question_asks_after_the_first_need(room: Room) -> None:
    here = Here(room.person())
    assert here.widget.question["text"] == "What drives overdose deaths in our community?"
    second = here.add_need("Beds for women.", rank=2)
    first = here.add_need("Rides to treatment.", rank=1)
    shown = here.widget.question
    assert (shown["text"], shown["need_id"]) == ("What drives: Rides to treatment?", first)
    assert shown["revision"] == 0
    assert [one["id"] for one in here.widget.needs] == [first, second]
    assert said(room) == shown["text"]
    assert here.widget.answered == 0


def test_a_need_too_long_to_be_asked_after_stands_alone(room: Room) -> None:
    here = Here(room.person())
    long = "x" * 279
    here.add_need(long)
    assert here.widget.question["text"] == long
    assert here.say(long, need_id=here.widget.question["need_id"])["type"] == "saved"


def test_a_question_is_there_for_the_whole_team_and_for_no_other(room: Room) -> None:
    writer, reader = Here(room.person()), Here(room.person())
    stranger = Here(room.person("elm"))
    need = writer.add_need("Rides to treatment.")
    reply = writer.say("What drives whether people get a ride?", need_id=need)
    assert (reply["type"], reply["revision"]) == ("saved", 1)
    for one in (reader, stranger):
        one.page.visit.look_again()
    assert reader.widget.question["text"] == "What drives whether people get a ride?"
    assert reader.widget.question["need_id"] == need
    assert reader.widget.answered == 1
    assert "overdose" in stranger.widget.question["text"]
    assert said(room) == "What drives whether people get a ride?"
    assert "overdose" in said(room, "elm")


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.say("What drives rent?")
    reply = other.say("What drives waiting?")
    assert (reply["type"], reply["revision"]) == ("conflict", 1)
    assert reply["theirs"]["text"] == "What drives rent?"
    assert "step" not in reply["theirs"]
    assert other.say("What drives waiting?", base_revision=1)["type"] == "saved"
    history = room.store.history(other.widget.question["id"])
    assert [entry.body.text for entry in history] == ["What drives rent?", "What drives waiting?"]


def test_a_question_stands_as_worded_whatever_becomes_of_its_need(room: Room) -> None:
    here = Here(room.person())
    need = here.add_need("Rides to treatment.")
    here.say("What drives rides?", need_id=need)
    here.page.send(here.page.needs, "drop", record_id=need, base_revision=1)
    assert here.widget.question["text"] == "What drives rides?"
    assert here.widget.needs == []
    assert here.say("What drives rides here?", need_id=need, base_revision=1)["type"] == "saved"


def test_what_was_sent_twice_is_kept_once(room: Room) -> None:
    here = Here(room.person())
    message = {
        "type": "save",
        "request_id": "q" * 22,
        "record_id": here.widget.question["id"],
        "base_revision": 0,
        "text": "What drives rent?",
        "need_id": "",
    }
    first = here.page.visit.receive(here.part, message)
    assert here.page.visit.receive(here.part, message) == first
    assert len(room.store.history(here.widget.question["id"])) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"record_id": "a-second-question"}, "not your team's question"),
        ({"need_id": "need-of-nobody"}, "no longer on your team's list"),
        ({"text": " "}, "the text is empty"),
        ({"text": "x" * 281}, "281 characters and 280 fit"),
    ],
)
def test_what_is_no_question_of_the_team_is_refused(
    room: Room, changed: dict[str, Any], said: str
) -> None:
    here = Here(room.person())
    reply = here.say(**changed)
    assert reply["type"] == "refused"
    assert said in reply["text"]


def test_a_closed_question_stands_and_a_stranger_reaches_it_by_no_id(room: Room) -> None:
    here = Here(room.person())
    here.say("What drives rent?")
    stranger = Here(room.person("elm"))
    reply = stranger.say("Ours", record_id=here.widget.question["id"], base_revision=1)
    assert reply["type"] == "refused"
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    manager.page.set_step(manager.part, is_open=False)
    assert here.say("Another", base_revision=1)["type"] == "refused"
    assert said(room) == "What drives rent?"


def test_nobody_who_has_not_joined_sees_a_question(room: Room) -> None:
    part = Page(room.store).visit.map_question("the-question")
    assert (part.widget.question, part.widget.needs) == ({}, [])
