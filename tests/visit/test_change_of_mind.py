"""A change of mind is its owner's; shared, it has no name and no place that tells whose it is."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.model import ChangeOfMind, Role
from tests.support.room import Page, Room


class Here:
    """A person's page with the exercise on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.change_of_mind("my-change")
        self.widget = self.part.widget

    def say(self, used: str, now: str, *, is_shared: bool = False, base: int = 0) -> Any:
        return self.page.send(
            self.part,
            "save",
            base_revision=base,
            used_to_think=used,
            now_think=now,
            is_shared=is_shared,
        )

    def look(self) -> Here:
        self.page.visit.look_again()
        return self


def test_what_is_not_shared_reaches_no_other_page(room: Room) -> None:
    writer, reader = Here(room.person()), Here(room.person())
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    guest = Here(room.person(role=Role.FACILITATOR))
    assert writer.say("They do not want help.", "They do not trust us.")["type"] == "saved"
    assert writer.widget.mine["now_think"] == "They do not trust us."
    for other in (reader, manager, guest):
        state = json.dumps(other.look().widget.get_state(), default=str)
        assert "trust us" not in state
        assert "want help" not in state
        assert other.widget.answered == 1


def test_what_is_shared_reaches_the_team_without_a_name_and_no_other_team(room: Room) -> None:
    writer, reader, stranger = (Here(room.person(team)) for team in ("ash", "ash", "elm"))
    writer.say("A", "B", is_shared=True)
    assert reader.look().widget.shared == [{"used_to_think": "A", "now_think": "B"}]
    assert stranger.look().widget.shared == []
    me = writer.page.visit.require_identity().person_id
    assert me not in json.dumps(reader.widget.get_state(), default=str)


def test_what_is_shared_no_longer_leaves_every_page(room: Room) -> None:
    writer, reader = Here(room.person()), Here(room.person())
    writer.say("A", "B", is_shared=True)
    writer.say("A", "B", is_shared=False, base=1)
    assert reader.look().widget.shared == []
    assert writer.widget.mine == {
        "used_to_think": "A", "now_think": "B", "is_shared": False, "revision": 2,
    }  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(["clinic", "Jail", "bus", "Church"]))
def test_the_order_of_what_is_shared_does_not_tell_who_came_first(
    room: Room, order: list[str]
) -> None:
    fresh = Room(type(room.store)("sqlite://"))
    people = [Here(page) for page in fresh.people(4)]
    for here, text in zip(people, order, strict=True):
        here.say(text, "B", is_shared=True)
    shown = [one["used_to_think"] for one in people[0].look().widget.shared]
    assert shown == ["bus", "Church", "clinic", "Jail"]


def test_a_person_has_one_and_two_tabs_meet_in_a_conflict(room: Room) -> None:
    here = Here(room.person())
    here.say("A", "B")
    reply = here.say("A", "C")
    assert (reply["type"], reply["theirs"]["now_think"]) == ("conflict", "B")
    here.say("A", "C", base=1)
    assert len(room.store.current(ChangeOfMind)) == 1


def test_a_facilitator_looks_on_and_nothing_half_written_is_kept(room: Room) -> None:
    guest, here = Here(room.person(role=Role.FACILITATOR)), Here(room.person())
    assert guest.say("A", "B")["type"] == "refused"
    assert here.say("A", " ")["type"] == "refused"
    assert room.store.current(ChangeOfMind) == []


def test_it_is_never_closed_and_shows_nothing_to_whoever_has_not_joined(room: Room) -> None:
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    assert manager.page.set_step(manager.part, is_open=False)["type"] == "refused"
    assert "open_step" not in manager.widget.may
    manager.say("A", "B", is_shared=True)
    part = Page(room.store).visit.change_of_mind("my-change")
    assert (part.widget.mine, part.widget.shared) == ({}, [])
