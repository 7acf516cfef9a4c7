"""All a team has in a practice store: out of it as one file, and back into another."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ciwidgets.formats.record import RecordSummary
    from ciwidgets.store import Store


def work_of(store: Store, team_id: str) -> bytes:
    """Return a team's record as ``ciwidgets export record`` writes it."""
    # Not needed before somebody asks for the file: a page should start without it.
    from ciwidgets.formats.record import record_lines  # noqa: PLC0415
    from ciwidgets.formats.record_contents import that_travel  # noqa: PLC0415

    return b"".join(record_lines(team_id, that_travel(store.all_of(team_id))))


def bring_work(store: Store, name: str, data: bytes) -> tuple[RecordSummary, int]:
    """Take a record in as ``ciwidgets import record`` does; return what it holds, how much is new.

    Raises:
        FileRefused: it is no record, or was changed on its way.
        StoreError: the store's program does not have its team, or the store cannot take it.
    """
    from ciwidgets.formats.record import RecordFile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        # Errors name the file as its owner knows it, and nothing else of where it lies.
        path = Path(folder) / (Path(name).name or "record.jsonl")
        path.write_bytes(data)
        file = RecordFile(path)
        found = file.check()
        return found, store.take_in(file.entries())
