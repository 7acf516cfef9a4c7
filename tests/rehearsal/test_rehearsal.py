"""Twelve made-up people: what they do, where, and when they leave it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Draft, Person, Rehearsal, RoomPlace, new_id, record_id_for
from ciwidgets.model.entries import Body
from ciwidgets.opening import load_sample_program
from ciwidgets.rehearsal.run import PEOPLE, RehearsedRoom
from ciwidgets.store import Store
from tests.support.room import BOARD, RATING, VOTE, Room

PLACE, SWITCH = record_id_for("room_place"), record_id_for("rehearsal")


def put(store: Store, record_id: str, body: Body) -> None:
    """Say something to the room, as its facilitator's page does."""
    before = store.get(record_id)
    revision = before.revision if before else 0
    store.append([Draft(record_id, body, new_id(), base_revision=revision)])


def minutes(room: RehearsedRoom, start: float = 0.0, beats: int = 130) -> int:
    """Let a good minute go by; return how much was done."""
    return sum(room.beat(start + beat / 2) for beat in range(beats))


@pytest.fixture(scope="module")
def sample() -> Store:
    """The made-up program and its year."""
    store = Store("sqlite://")
    load_sample_program(store)
    return store


def all_do(store: Store, room: RehearsedRoom, step: str, kind: str, most: int) -> None:
    """Let the room be at a step, and make sure that each of the twelve does their part there."""
    put(store, PLACE, RoomPlace(step=step))
    before = store.last_seq()
    assert PEOPLE <= minutes(room) <= most
    done = [one for one in store.since(before) if one.kind == kind]
    assert len({one.author_id for one in done}) == PEOPLE
    # Two tables, each large enough for its results to be shown.
    tables = Counter({one.author_id: one.team_id for one in done}.values())
    assert sorted(tables.values()) == [6, 6]


def test_all_twelve_go_where_the_room_goes() -> None:
    store = Store("sqlite://")
    Room(store)
    room = RehearsedRoom(store, random.Random(7))
    put(store, SWITCH, Rehearsal(is_on=True))
    all_do(store, room, RATING, "rating", 12)
    all_do(store, room, BOARD, "idea", 24)
    all_do(store, room, VOTE, "dot_vote", 12)


@pytest.mark.parametrize(
    ("step", "kind"), [("mental_models/my-map", "own_map"), ("wins/the-wall", "thanks")]
)
def test_they_draw_maps_and_say_thanks_in_the_made_up_year(
    sample: Store, step: str, kind: str
) -> None:
    room = RehearsedRoom(sample, random.Random(7))
    put(sample, SWITCH, Rehearsal(is_on=False))
    put(sample, SWITCH, Rehearsal(is_on=True))
    all_do(sample, room, step, kind, 24)


def test_the_same_twelve_come_back_and_stop_when_told() -> None:
    store = Store("sqlite://")
    Room(store)
    for _ in range(2):
        room = RehearsedRoom(store, random.Random(3))
        assert minutes(room, beats=20) == 0  # nobody has let them begin since they came
        put(store, SWITCH, Rehearsal(is_on=True))
        put(store, PLACE, RoomPlace(step=RATING))
        minutes(room)
        assert len(store.current(Person)) == PEOPLE
    put(store, SWITCH, Rehearsal(is_on=False))
    assert minutes(room, start=500.0) == 0


def test_a_real_program_has_no_made_up_people() -> None:
    store = Store("sqlite://")
    room = Room(store)
    load_program(store, room.program.model_copy(update={"made_up": False}))
    rehearsed = RehearsedRoom(store)
    put(store, SWITCH, Rehearsal(is_on=True))
    put(store, PLACE, RoomPlace(step=RATING))
    assert minutes(rehearsed) == 0
    assert store.current(Person) == []
