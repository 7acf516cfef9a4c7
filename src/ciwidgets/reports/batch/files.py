"""Files of a batch: named by ids alone, and whole or not there at all."""

from __future__ import annotations

import os
import re
import secrets
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from ciwidgets.errors import ReportError
from ciwidgets.model.text import DEVICE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
# A mark of our own: somebody else's hidden file may end in a date.
_UNFINISHED = re.compile(r"^\.ci-.+\.[0-9a-f]{8}\.tmp$")


class NotWritten(ReportError):
    """A file that could not be written; ``why`` is the reason alone, without the path."""

    def __init__(self, path: Path, why: str) -> None:
        """Say which file, and what to do."""
        self.why = why
        super().__init__(
            f"{path} could not be written: {why}. "
            "Choose a folder you may write to, with room on its disk."
        )


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> bool:
        return file.writable()  # no such lock here: two runs at once are each other's risk

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def report_stem(team_id: str) -> str:
    """Return how the names of a team's files begin.

    Raises:
        ReportError: for what is no id of a team.
    """
    if not _ID.match(team_id):
        raise ReportError(
            f"{team_id[:60]!r} is no id of a team; that is up to 40 small letters, digits, - and _."
        )
    # A report may be opened on Windows, and a store may hold a team that is refused by now.
    return f"team-{team_id}" if DEVICE_NAME.match(team_id) or team_id == "index" else team_id


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises:
        NotWritten: when the folder cannot be written.
    """
    unfinished = path.with_name(f".ci-{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL follows no link that somebody laid there.
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise NotWritten(path, _why(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    """Return the reason in words that are right for a folder that was to be made, too."""
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return "a file stands where a folder should be"
    if isinstance(error, PermissionError):
        return "you may not write there"
    if isinstance(error, FileNotFoundError):
        # The folder is made with all above it, so the system refused to make one.
        return "no folder can be made there"
    return error.strerror or str(error)


def remove_unfinished(*folders: Path) -> None:
    """Remove what a run left that was killed in the middle of writing a file."""
    for folder in folders:
        for path in folder.iterdir() if folder.is_dir() else ():
            if _UNFINISHED.match(path.name) and path.is_file():
                path.unlink(missing_ok=True)


@contextmanager
def only_run(lock: Path) -> Iterator[None]:
    """Let one run at a time write into a folder; a run that was killed holds nobody up.

    Raises:
        ReportError: while another run writes there, or when the folder cannot be written.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        # No link that somebody laid there is followed, and nothing in it is emptied.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        file = os.fdopen(os.open(lock, flags, 0o644), "r+b")
    except OSError as error:
        raise ReportError(
            f"The folder {lock.parent.parent} cannot be written: {_why(error)}. "
            "Choose a folder you may write to."
        ) from error
    with file:
        if not _lock(file):
            raise ReportError(
                "Another run is writing reports into this folder. Wait until it is done, or "
                "choose another folder."
            )
        yield
