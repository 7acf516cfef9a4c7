"""The hostile year, and one server before it for all attacks that go through the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ciwidgets.store import Store
from tests.attacks.hostile_year import hostile_store
from tests.support.server import Served, served

# The server as it is, except that a page which was left may be taken at once for one that is gone.
_PROGRAM = """\
from ciwidgets.serving import kernel_manager
kernel_manager._LEFT_SECONDS = 0.0
from ciwidgets.cli import main
raise SystemExit(main())
"""


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
    folder = tmp_path_factory.mktemp("attacks-server")
    with served(url, folder, program=("-c", _PROGRAM)) as running:
        yield running
