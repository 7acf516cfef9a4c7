"""The hostile year, and one server before it for all attacks that go through the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ciwidgets.store import Store
from tests.attacks.hostile_year import hostile_store
from tests.support.server import Served, served


@pytest.fixture(scope="package")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the hostile year's file."""
    return f"sqlite:///{tmp_path_factory.mktemp('attacks') / 'forum.db'}"


@pytest.fixture(scope="package")
def hostile(url: str) -> Iterator[Store]:
    """The hostile year."""
    with hostile_store(url, teams=1) as opened:
        yield opened


@pytest.fixture(scope="package")
def server(hostile: Store, url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server before it."""
    del hostile
    with served(url, tmp_path_factory.mktemp("attacks-server")) as running:
        yield running
