"""Files of a batch: named by ids alone, and whole or not there at all."""

from __future__ import annotations

import os
import re
import secrets
from typing import TYPE_CHECKING

from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
# Names that are a device and no file on Windows, where a report may be opened.
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def report_name(team_id: str) -> str:
    """Return the name of a team's report, ``team-01.html``.

    Raises:
        ReportError: for what is no id of a team.
    """
    if not _ID.match(team_id):
        raise ReportError(
            f"{team_id[:60]!r} is no id of a team; that is up to 40 small letters, digits, - and _."
        )
    stem = f"team-{team_id}" if _DEVICES.match(team_id) or team_id == "index" else team_id
    return f"{stem}.html"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises:
        ReportError: when the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL follows no link that somebody laid there.
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise ReportError(
            f"{path.name} could not be written: {error.strerror}. "
            "Choose a folder you may write to, with room on its disk."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
