"""A server, a store with the small program, and people whose pages are real or scripted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ciwidgets.store import Store
from tests.support.room import Page, Room
from tests.support.server import Served, served


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the store and the server's log."""
    return tmp_path_factory.mktemp("forum")


@pytest.fixture(scope="module")
def hall(folder: Path) -> Iterator[Room]:
    """The small program in a file, as a forum has it."""
    with Store(f"sqlite:///{folder / 'forum.db'}") as store:
        yield Room(store)


@pytest.fixture(scope="module")
def server(hall: Room, folder: Path) -> Iterator[Served]:
    """The server before that store."""
    with served(f"sqlite:///{folder / 'forum.db'}", folder) as running:
        yield running


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, hall: Room) -> Callable[[str], Page]:
    """Return how to script one more person of Ash County."""
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1:8866/needs_assessment")
    return lambda sector: hall.person("ash", sector=sector)
