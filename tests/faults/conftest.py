"""One server, one bad line to it, and one browser, for all that goes wrong with a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ciwidgets.store import Store
from tests.support.bad_line import BadLine
from tests.support.room import Room
from tests.support.server import Served, served

# The server as it is, except that a minute's outage is over in seconds, and that its built files
# may be those of another version.
_PROGRAM = """\
import os, sys
from pathlib import Path
from ciwidgets.serving import assets
from ciwidgets.serving.kernel_manager import RoomKernelManager
assets.BUILT = Path(os.environ.get("TESTED_BUILD", assets.BUILT))
RoomKernelManager.absent_seconds.default_value = 3.0
RoomKernelManager.check_seconds.default_value = 0.5
from ciwidgets.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the store, the server's log and its program."""
    made = tmp_path_factory.mktemp("faults")
    (made / "impatient.py").write_text(_PROGRAM, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def hall(folder: Path) -> Iterator[Room]:
    """The small program in a file."""
    with Store(f"sqlite:///{folder / 'forum.db'}") as store:
        yield Room(store)


@pytest.fixture(scope="module")
def server(hall: Room, folder: Path) -> Iterator[Served]:
    """The server before that store, which soon lets go of who is away."""
    assert hall.program.made_up
    url = f"sqlite:///{folder / 'forum.db'}"
    with served(url, folder, program=("-u", "impatient.py")) as running:
        yield running


@pytest.fixture(scope="module")
def line(server: Served) -> Iterator[BadLine]:
    """A line to that server which can be cut, and can swallow everything."""
    with BadLine(int(server.url.rsplit(":", 1)[1].strip("/"))) as made:
        yield made
