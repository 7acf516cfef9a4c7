"""Backups: a copy of a store that is whole, made while it is in use, and what proves it is."""

from __future__ import annotations

import glob
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.backend import Backend
from ciwidgets.store.disk import sha256_of, synced, whole_file
from ciwidgets.store.failures import BUSY, plain_words
from ciwidgets.store.rows import count_in, format_in, rows_in, write_lines
from ciwidgets.store.sqlite import BUSY_SECONDS, connect_file
from ciwidgets.store.turns import turn

NOTE_ENDING: Final = ".sha256"
# In the name of a store that a restore has put aside.
SET_ASIDE: Final = "-before-restore-"
_NOTE: Final = re.compile(
    r"# ciwidgets backup\n# made at: (?P<made_at>\S+)\n# entries: (?P<entries>\d+)\n"
    r"# format: (?P<format>\d+)\n(?P<sha256>[0-9a-f]{64})  (?P<name>[^\n]+)\n"
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and what its note beside it says: its SHA-256, its entries, its store's format."""

    path: Path
    made_at: datetime
    entries: int
    format: int
    sha256: str


def make_backup(backend: Backend, out: Path) -> Backup:
    """Copy a store, also while others write to it, and write a note beside the copy.

    A store in a file becomes a SQLite file, which is a store itself; one in PostgreSQL becomes
    JSON lines of all rows as they stood at one moment. All that was saved before is in it.
    ``out`` is the new file, or a folder in which it is named by its moment.

    Raises:
        StoreUnavailable: it could not be read or written; nothing is left half made.
    """
    made_at = datetime.now(UTC).replace(microsecond=0)
    path = _named(backend, out, made_at)
    note = note_of(path)
    for there in (path, note):
        if there.exists():
            raise StoreUnavailable(
                f"{there} is there already. Please choose another name for the backup."
            )
    with whole_file(path) as part:
        count, version = _copy_file(backend, part) if backend.file else _copy_rows(backend, part)
        made = Backup(path, made_at, count, version, sha256_of(part))
        # Before the backup itself: there is never a backup without its note.
        with whole_file(note) as note_part:
            note_part.write_text(_note(made), encoding="utf-8")
    return made


def note_of(path: Path) -> Path:
    """Return where the note of a backup is."""
    return path.with_name(f"{path.name}{NOTE_ENDING}")


def read_note(path: Path) -> Backup | None:
    """Return what a backup's note says of it; None where there is no note of ours."""
    try:
        said = _NOTE.fullmatch(note_of(path).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said["made_at"]) if said else None
    except (OSError, ValueError):
        return None
    if said is None or made_at is None:
        return None
    return Backup(path, made_at, int(said["entries"]), int(said["format"]), said["sha256"])


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in a folder that have their notes, newest first; they are not read."""
    ends = len(NOTE_ENDING)
    found = [
        read_note(note.with_name(note.name[:-ends]))
        for note in folder.glob(f"*{NOTE_ENDING}")
        if note.with_name(note.name[:-ends]).is_file()
    ]
    return sorted(filter(None, found), key=lambda one: one.made_at, reverse=True)


def backups_near(file: Path) -> list[Backup]:
    """Return the backups beside a store and in ``backups/`` there, newest first."""
    found = [one for name in (".", "backups") for one in backups_in(file.parent / name)]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def copies_near(file: Path) -> list[Path]:
    """Return the backups near a store, and what a restore put aside there."""
    aside = file.parent.glob(f"{glob.escape(file.stem)}{SET_ASIDE}*{file.suffix}")
    return [*(one.path for one in backups_near(file)), *sorted(aside, reverse=True)]


def _named(backend: Backend, out: Path, made_at: datetime) -> Path:
    if backend.is_in_memory:
        raise StoreUnavailable("A store in memory has no backup: it is gone with its program.")
    if not out.is_dir():
        return out
    name, ending = (backend.file.stem, ".db") if backend.file else ("forum", ".jsonl")
    return out / f"{name}-{made_at:%Y%m%dT%H%M%SZ}{ending}"


def _copy_file(backend: Backend, part: Path) -> tuple[int, int]:
    """Copy a SQLite file in one step, while whoever wants to write waits a moment.

    In several steps it would have to begin anew after each save of somebody's, and never end.
    """
    assert backend.file is not None
    until = time.monotonic() + BUSY_SECONDS

    def still_trying(*_: int) -> None:
        if time.monotonic() > until:
            raise StoreUnavailable(BUSY.format(place=backend.place))

    with plain_words(backend.place), closing(sqlite3.connect(part)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # one sync at the end does
        with turn(backend.file, BUSY_SECONDS), closing(connect_file(backend.file)) as source:
            source.backup(copy, progress=still_trying, sleep=0.02)
        copy.execute("PRAGMA journal_mode = DELETE")  # a copy of a store with a log needs no log
        (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise StoreUnavailable(
                f"The store {backend.place} is damaged, so no backup of it was made. Keep the "
                "file as it is and restore the newest backup."
            )
        (count,) = copy.execute("SELECT count(*) FROM entries").fetchone()
        (version,) = copy.execute("SELECT schema_version FROM ciwidgets_stores").fetchone()
    synced(part)
    return count, version


def _copy_rows(backend: Backend, part: Path) -> tuple[int, int]:
    """Write all rows of a PostgreSQL store as they stand at one moment."""
    with plain_words(backend.place):
        engine = backend.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            version, wanted = format_in(connection), count_in(connection)
            count = write_lines(part, version, rows_in(connection))
    if count != wanted:
        raise StoreUnavailable(
            f"{count:,} of the {wanted:,} entries of the store {backend.place} came out, so no "
            "backup was made. Please try again; if it happens twice, let PostgreSQL check the "
            "database."
        )
    return count, version


def _note(made: Backup) -> str:
    # As `sha256sum --check` reads it: lines with # are passed over.
    return (
        f"# ciwidgets backup\n# made at: {made.made_at.isoformat()}\n# entries: {made.entries}\n"
        f"# format: {made.format}\n{made.sha256}  {made.path.name}\n"
    )
