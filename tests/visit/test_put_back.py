"""A backup put in the store's place while pages are open: they see it, and save on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ciwidgets.enrolment import NoProgram
from ciwidgets.errors import Conflict, SchemaMismatch, StoreError, StoreUnavailable
from ciwidgets.model import Idea, Rating, Role, Timer
from ciwidgets.store import Store
from ciwidgets.store.backup import make_backup
from ciwidgets.store.restoring import restore_backup
from tests.support.desk import Desk
from tests.support.room import VOTE, Room

WALL = "what-hurts-most"

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(Store(f"sqlite:///{tmp_path}/forum.db"))


@pytest.fixture
def put_back(room: Room, tmp_path: Path) -> Callable[[], None]:
    """Make a backup now, and return what puts it in the store's place."""

    def now() -> Callable[[], None]:
        made = make_backup(room.store.backend, tmp_path / "copy.db")
        url = f"sqlite:///{tmp_path}/forum.db"
        return lambda: restore_backup(made.path, url, lose_newer=True) and None

    return now  # type: ignore[return-value]


def texts(room: Room) -> list[str]:
    return [one.body.text for one in room.store.current(Idea)]


def test_open_pages_see_the_record_as_it_was_put_back(room: Room, put_back: Any) -> None:
    ash, elm, desk = room.person(), room.person("elm"), Desk(room)
    ash.add_idea("Before")
    desk.send(desk.timer, "start", seconds=300, label="a")
    back = put_back()
    ash.add_idea("After")
    desk.send(desk.timer, "add", seconds=60)
    ash.rate(talk=3)
    for page in (ash, elm, desk):
        page.visit.look_again()
    back()
    for page in (ash, elm, desk):
        page.visit.look_again()
    assert [one["text"] for one in ash.board.widget.ideas] == ["Before"]
    assert ash.rating.widget.mine == {"answers": {}, "revision": 0}
    assert ash.visit.record.current(Rating) == []
    [timer] = room.store.current(Timer)
    assert desk.visit.record.get(timer.record_id) == timer
    assert desk.visit.watch_hall().step("ash", VOTE, "forum-2").is_open


def test_pages_save_on_top_of_what_was_put_back(room: Room, put_back: Any) -> None:
    ash, desk = room.person(), Desk(room)
    desk.send(desk.timer, "start", seconds=300, label="a")
    back = put_back()
    for _ in range(3):
        desk.send(desk.timer, "add", seconds=60)
    back()
    assert desk.send(desk.timer, "add", seconds=60)["revision"] == 2
    assert ash.rate(talk=2)["revision"] == 1
    desk.place(VOTE)
    assert desk.set_steps(VOTE, is_open=False)["type"] == "saved"


def test_a_page_sees_a_store_put_back_even_where_as_much_was_saved_since(
    room: Room, put_back: Any
) -> None:
    ash, other = room.person(), room.person()
    back = put_back()
    ash.add_idea("Lost with the backup")
    other.visit.look_again()
    back()
    ash.visit.look_again()
    ash.add_idea("Said again")  # under the same number
    other.visit.look_again()
    assert [one["text"] for one in other.board.widget.ideas] == ["Said again"]


def test_whoever_came_in_after_the_backup_comes_in_again_and_the_others_stay(
    room: Room, put_back: Any
) -> None:
    before = room.person()
    back = put_back()
    after, guest = room.person(), Desk(room)
    assert len(before.visit.people_here()) == 1
    before.visit.look_again()
    assert len(before.visit.people_here()) == 2
    back()
    for page in (before, after, guest):
        page.visit.look_again()
    assert len(before.visit.people_here()) == 1
    assert (before.visit.identity is None, after.visit.identity) == (False, None)
    assert guest.visit.identity is None
    assert after.join(room.code())["type"] == "joined"
    before.visit.look_again()
    assert len(before.visit.people_here()) == 2


def test_saving_over_others_ends_after_five_tries_and_is_sent_again_later(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, manager, tries = Desk(room), room.person(role=Role.PROJECT_MANAGER), []
    model, ways = manager.visit.where_we_are("where"), manager.visit.priorities("ways", on=WALL)
    bus = manager.add_idea("A bus")
    desk.send(desk.timer, "start", seconds=300, label="a")
    desk.place(VOTE)
    [timer] = room.store.current(Timer)

    def quicker(drafts: Any) -> Any:
        tries.append(drafts)
        raise Conflict(drafts[0], timer)

    monkeypatch.setattr(room.store, "append", quicker)
    sheet = {"method": "hanlon", "is_together": True, "base_revision": 0}
    scores = {bus: dict.fromkeys(("size", "seriousness", "effectiveness"), 2)}
    for save in (
        lambda: desk.send(desk.timer, "add", seconds=60),
        lambda: desk.set_steps(VOTE, is_open=False),
        lambda: manager.set_step(manager.vote, is_open=False),
        lambda: manager.send(model, "save", model="collective_impact"),
        lambda: manager.send(ways, "score", scores=scores, **sheet),
    ):
        tries.clear()
        assert save()["type"] == "later"
        assert len(tries) == 5


@pytest.mark.parametrize("revision", [1, 5])
def test_words_on_top_of_what_is_gone_are_shown_to_be_kept_or_let_go(
    room: Room, put_back: Any, revision: int
) -> None:
    page = room.person()
    back = put_back()
    for base in range(revision):
        assert page.rate(base, talk=3)["type"] == "saved"
    back()
    said = page.rate(revision, talk=4)
    assert (said["type"], said["revision"], said["theirs"]) == ("conflict", 0, {"type": "drop"})
    assert "not in our record any more" in said["text"]
    assert page.rate(said["revision"], talk=4)["type"] == "saved"


def test_what_can_never_be_saved_is_refused_and_not_sent_for_ever(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, elm = room.person(), room.person("elm")
    taken = elm.add_idea("Elm's own")
    said = page.send(page.board, "add", record_id=taken, text="Under the same id")
    assert said["type"] == "refused"
    assert "Elm's own" not in said["text"]

    def fail(drafts: Any) -> Any:
        raise StoreError("The store cannot keep this draft.")

    monkeypatch.setattr(room.store, "append", fail)
    assert page.rate(talk=3)["text"] == page.visit.words["reload"]


@pytest.mark.parametrize(
    "error", [StoreUnavailable("The disk is full."), SchemaMismatch("A newer one."), NoProgram("")]
)
def test_what_passes_is_sent_again_by_itself(
    room: Room, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    page = room.person()

    def fail(drafts: Any) -> Any:
        raise error

    monkeypatch.setattr(room.store, "append", fail)
    assert page.rate(talk=3)["type"] == "later"
