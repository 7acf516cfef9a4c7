"""A store that was moved away: nobody makes an empty one in its place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.errors import StoreUnavailable
from ciwidgets.opening import open_store
from ciwidgets.serving import assets
from ciwidgets.serving.assets import Page as Shown
from ciwidgets.serving.health import StoreCheck
from ciwidgets.store import Store
from tests.support.room import Room, small_program
from tests.support.server import free_port

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(file_url: str, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("CIWIDGETS_STORE", file_url)
    return Room(Store(file_url))


def test_whoever_looks_for_a_moved_store_says_so_and_makes_none(
    room: Room, file_url: str, tmp_path: Path
) -> None:
    page = room.person()
    path = tmp_path / "forum.db"
    path.rename(tmp_path / "moved.db")
    assert asyncio.run(StoreCheck(file_url).milliseconds()) is None  # answered with 503
    assert Shown().program_name == ""
    with pytest.raises(StoreUnavailable, match=r"There is no store .*forum\.db\. `ciwidgets init`"):
        open_store()
    said = page.send(page.board, "add", record_id="an-idea-of-mine", text="Would this be lost?")
    assert said["type"] == "later"
    assert not path.exists()
    (tmp_path / "moved.db").rename(path)
    assert asyncio.run(StoreCheck(file_url).milliseconds()) is not None
    assert page.send(page.board, "add", record_id="an-idea-of-mine", text="No")["type"] == "saved"


def test_an_empty_file_in_a_stores_place_is_no_store(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "forum.db"
    path.rename(tmp_path / "moved.db")
    path.touch()
    with pytest.raises(StoreUnavailable, match="There is no store"):
        Store.from_environment()
    assert not path.stat().st_size


@pytest.mark.postgres
def test_an_empty_database_is_no_store_until_one_is_made_in_it(postgres) -> None:
    url = postgres.new_store_url()
    with pytest.raises(StoreUnavailable, match="There is no store"):
        Store(url, make=False)
    Store(url).close()
    Store(url, make=False).close()


def test_serving_a_store_that_is_not_there_makes_none(
    file_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--store", file_url, "--port", str(free_port())]) == 1
    assert "`ciwidgets init` makes one" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_a_store_away_for_a_moment_keeps_the_programs_name_and_language_on_the_pages(
    file_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIWIDGETS_STORE", file_url)
    store = Store(file_url)
    load_program(store, small_program().model_copy(update={"language": "es"}))
    now = [0.0]
    monkeypatch.setattr(assets.time, "monotonic", lambda: now[0])
    shown = Shown()

    def looks(seconds: float) -> tuple[str, str]:
        now[0] += seconds
        assert shown.program_name  # it looks aside, and shows what it knows meanwhile
        shown._program._reader.submit(lambda: None).result()
        return shown.program_name, shown.program_language

    path = tmp_path / "forum.db"
    assert looks(1) == ("Made-up program", "es")
    path.rename(tmp_path / "moved.db")
    assert looks(30) == ("Made-up program", "es")
    (tmp_path / "moved.db").rename(path)
    load_program(store, small_program().model_copy(update={"name": "A new name"}))
    assert looks(3) == ("A new name", "en")
