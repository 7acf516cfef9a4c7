"""A guided exercise: a person's answers are saved, come back to them, and reach nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ciwidgets.model import Reflection, Role
from ciwidgets.visit.reflection import EXERCISES
from tests.support.room import Page, Room


class Here:
    """A person's page with the ladder on it."""

    def __init__(self, page: Page, exercise: str = "ladder") -> None:
        self.page = page
        self.part = page.visit.reflection("the-ladder", exercise=exercise)
        self.widget = self.part.widget

    def say(self, base: int = 0, **answers: str) -> Any:
        return self.page.send(self.part, "save", base_revision=base, answers=answers)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_prompt_of_an_exercise_has_its_words(room: Room, exercise: str) -> None:
    here = Here(room.person(), exercise)
    parts = here.widget.parts
    assert [[one["id"] for one in part["prompts"]] for part in parts] == [
        list(prompts) for prompts in EXERCISES[exercise].values()
    ]
    for part in parts:
        assert part["name"]
        for prompt in part["prompts"]:
            assert prompt["name"]
            assert prompt["ask"].count("?") >= 1
            assert prompt["such_as"].startswith("Such as: ")
            assert here.say(base=here.widget.mine["revision"], **{prompt["id"]: "x"})


def test_the_ladder_goes_from_what_happened_to_what_was_done() -> None:
    assert EXERCISES["ladder"]["up"] == (
        "data", "selected", "meaning", "assumption", "conclusion", "belief", "action",
    )  # fmt: skip
    assert EXERCISES["iceberg"]["look"] == ("event", "pattern", "structure", "model")


def test_answers_come_back_to_whoever_wrote_them_on_any_page(room: Room) -> None:
    here = Here(room.person())
    assert here.say(data="Eleven people, one hour.", belief="They gave up.")["type"] == "saved"
    assert here.say(1, data="Eleven people.", belief="", meaning="Bored.")["type"] == "saved"
    again = Page(room.store)
    again.visit.become(here.page.visit.identity)
    assert Here(again).widget.mine == {
        "answers": {"data": "Eleven people.", "meaning": "Bored."}, "revision": 2,
    }  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_nobody_else_is_shown_an_answer_nor_that_there_is_one(room: Room, role: Role) -> None:
    writer, other = Here(room.person()), Here(room.person(role=role))
    before = other.widget.get_state()
    writer.say(data="Only mine.")
    other.page.visit.look_again()
    assert "Only mine." not in json.dumps(other.widget.get_state(), default=str)
    assert other.widget.get_state() == before
    assert other.widget.answered == 0


def test_a_facilitator_may_do_it_too_in_each_team_looked_at(room: Room) -> None:
    guest = Here(room.person(role=Role.FACILITATOR))
    assert guest.say(data="Here")["type"] == "saved"
    guest.page.send(guest.page.strip, "look", team_id="elm")
    assert guest.widget.mine == {"answers": {}, "revision": 0}
    assert guest.say(data="There")["type"] == "saved"
    guest.page.send(guest.page.strip, "look", team_id="ash")
    assert guest.widget.mine["answers"] == {"data": "Here"}


def test_two_exercises_in_one_step_keep_their_answers_apart(room: Room) -> None:
    page = room.person()
    ladder, iceberg = Here(page), Here(page, "iceberg")
    ladder.say(data="One")
    iceberg.say(event="Two")
    assert ladder.widget.mine["answers"] == {"data": "One"}
    assert iceberg.widget.mine["answers"] == {"event": "Two"}
    assert len(room.store.current(Reflection)) == 2


def test_what_is_no_prompt_is_refused_and_nobody_answers_before_joining(room: Room) -> None:
    here = Here(room.person())
    assert "not in this exercise" in here.say(event="Two")["text"]
    assert here.say(data="x" * 2001)["type"] == "refused"
    assert "join your team" in Here(Page(room.store)).say(data="One")["text"]
    assert room.store.current(Reflection) == []


def test_two_tabs_of_one_person_meet_in_a_conflict(room: Room) -> None:
    here = Here(room.person())
    here.say(data="One")
    reply = here.say(data="Two")
    assert (reply["type"], reply["theirs"]["answers"]) == ("conflict", {"data": "One"})


def test_it_cannot_be_closed_and_an_unknown_exercise_is_named(room: Room) -> None:
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    assert manager.page.set_step(manager.part, is_open=False)["type"] == "refused"
    with pytest.raises(LookupError, match=r"no guided exercise 'stairs'. There are: ladder"):
        manager.page.visit.reflection("x", exercise="stairs")
