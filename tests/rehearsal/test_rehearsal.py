"""Twelve made-up people: what they do, where, and when they leave it."""

from __future__ import annotations

import logging
import os
import random
import signal
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.model import Draft, Person, Rehearsal, RoomPlace, new_id, record_id_for
from ciwidgets.model.entries import Body
from ciwidgets.opening import load_sample_program
from ciwidgets.rehearsal.player import Player
from ciwidgets.rehearsal.run import PEOPLE, RehearsedRoom
from ciwidgets.serving import made_up_people as waiting
from ciwidgets.serving.command import serve
from ciwidgets.serving.made_up_people import made_up_people
from ciwidgets.store import Store
from tests.support.desk import Desk
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
        assert minutes(room, beats=20) == 0  # nobody has let them begin
        put(store, SWITCH, Rehearsal(is_on=True))
        put(store, PLACE, RoomPlace(step=RATING))
        minutes(room)
        assert len(store.current(Person)) == PEOPLE
        put(store, SWITCH, Rehearsal(is_on=False))
        assert minutes(room, start=500.0) == 0


def test_they_go_on_as_the_switch_says_when_only_they_began_anew() -> None:
    store = Store("sqlite://")
    Room(store)
    put(store, SWITCH, Rehearsal(is_on=True))
    put(store, PLACE, RoomPlace(step=RATING))
    assert minutes(RehearsedRoom(store, random.Random(3))) >= PEOPLE


def test_they_do_nothing_at_the_groups_tables_and_go_on_after_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = Store("sqlite://")
    Room(store)
    room = RehearsedRoom(store, random.Random(3))
    put(store, SWITCH, Rehearsal(is_on=True))
    for step in ("what-we-tried", "what-we-could-borrow", "what-is-worth-trying", "take-home"):
        put(store, PLACE, RoomPlace(step=f"breakout/{step}"))
        assert minutes(room, beats=40) == 0
    put(store, PLACE, RoomPlace(step=RATING))
    assert minutes(room, start=500.0) >= PEOPLE
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


def test_one_who_fails_is_named_in_the_log_once_a_step_and_the_rest_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store("sqlite://")
    Room(store)
    put(store, SWITCH, Rehearsal(is_on=True))
    put(store, PLACE, RoomPlace(step=RATING))
    room, whole = RehearsedRoom(store, random.Random(3)), Player.act
    failing: list[Player] = []

    def act(player: Player, step: str, chance: random.Random) -> bool:
        failing[:] = failing or [player]
        if player in failing:
            raise AttributeError("no such exercise")
        return whole(player, step, chance)

    monkeypatch.setattr(Player, "act", act)
    assert minutes(room) >= PEOPLE - 1
    assert len(store.current(Person)) == PEOPLE - 1
    assert len([one for one in caplog.records if one.exc_info]) == 1


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """A made-up program in a file, as a server has it."""
    url = f"sqlite:///{tmp_path / 'room.db'}"
    with Store(url) as store:
        Room(store)
        yield url, store


def test_a_server_that_begins_anew_has_nobody_answering(
    kept: tuple[str, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, store = kept
    put(store, SWITCH, Rehearsal(is_on=True))
    monkeypatch.setattr(waiting, "_COMMAND", ("-c", "import time; time.sleep(60)"))
    with made_up_people(url):
        desk = Desk(Room(store))
        assert desk.visit.room_rehearsal().widget.is_on is False
        [switch] = store.current(Rehearsal)
        assert switch.body.is_on is False
    put(store, SWITCH, Rehearsal(is_on=True))
    shown = Desk(Room(store)).visit.room_rehearsal().widget
    assert (shown.state, shown.is_on) == ("here", False)  # nobody is waiting now


def test_made_up_people_whose_process_ended_come_back(
    kept: tuple[str, Store],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    note = tmp_path / "who"
    note.touch()
    says = f"import os, time; open({str(note)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(60)"
    monkeypatch.setattr(waiting, "_COMMAND", ("-c", says))
    monkeypatch.setattr(waiting, "_LOOK_SECONDS", 0.05)

    def come(count: int) -> list[int]:
        ends = time.monotonic() + 10.0
        while len(found := note.read_text().split()) < count and time.monotonic() < ends:
            time.sleep(0.02)
        assert len(found) == count
        return [int(one) for one in found]

    with made_up_people(kept[0]):
        os.kill(come(1)[0], signal.SIGKILL)
        second = come(2)[1]
    assert "come back" in caplog.text
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)  # they go with the server


def test_a_rehearsal_of_a_real_program_is_refused_in_a_sentence(kept: tuple[str, Store]) -> None:
    url, store = kept
    load_program(store, Room(store).program.model_copy(update={"made_up": False}))
    options = Namespace(
        rehearsal=True, workers=1, public_url="", host="127.0.0.1", port=0, base_url="/",
        most_pages=1,
    )  # fmt: skip
    with pytest.raises(CiwidgetsError, match="--rehearsal"):
        serve(options, url)


def test_a_real_program_has_no_made_up_people() -> None:
    store = Store("sqlite://")
    room = Room(store)
    load_program(store, room.program.model_copy(update={"made_up": False}))
    rehearsed = RehearsedRoom(store)
    put(store, SWITCH, Rehearsal(is_on=True))
    put(store, PLACE, RoomPlace(step=RATING))
    assert minutes(rehearsed) == 0
    assert store.current(Person) == []
