"""Putting a backup in a store's place: what is there is kept beside it, and nothing is mixed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.model import Erasure, Person, Program
from ciwidgets.store.backend import Backend
from ciwidgets.store.backup import SET_ASIDE, Backup, backups_in, note_of, read_note
from ciwidgets.store.checking import file_of, is_damaged
from ciwidgets.store.disk import new_file, sha256_of, sync_folder, synced
from ciwidgets.store.facade import Store
from ciwidgets.store.failures import plain_words
from ciwidgets.store.rows import are_lines, format_of, put_rows, rows_from
from ciwidgets.store.sqlite import BUSY_SECONDS, connect_file, open_file
from ciwidgets.store.tables import SCHEMA_VERSION, make_ready
from ciwidgets.store.turns import turn

Erasures = tuple[tuple[str, Erasure], ...]

_NOTHING: Final = "Nothing was changed."
_COMPANIONS: Final = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup, for whoever decides about it."""

    program: str
    entries: int
    people: int
    teams: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, where what was there lies now, and what that alone has.

    ``only_there`` counts entries of the former store that the backup lacks, None where it cannot
    be read; ``erasures`` are those made since, each with its team: the backup brings them back.
    """

    contents: Contents
    aside: Path | None
    only_there: int | None
    erasures: Erasures


def verified(path: Path, *, without_note: bool = False) -> Backup:
    """Return what a backup's note says, once the backup is as it was made, byte by byte.

    Raises:
        StoreUnavailable: it is missing, has no note, or was changed.
    """
    if not path.is_file():
        raise StoreUnavailable(f"There is no backup {path}. Please check its name and folder.")
    note, found = read_note(path), sha256_of(path)
    if note is None and not without_note:
        raise StoreUnavailable(
            f"The note of the backup is missing ({note_of(path)}), so nobody can tell whether it "
            f"is as it was made. {_NOTHING} Bring the note, or say --without-note."
        )
    if note is not None and note.sha256 != found:
        raise StoreUnavailable(
            f"The backup {path} is not as it was made: its SHA-256 is {found[:12]}…, and its note "
            f"says {note.sha256[:12]}…. {_NOTHING} Please take another backup."
        )
    version = format_of(path)
    if version > SCHEMA_VERSION:
        raise SchemaMismatch(
            f"The backup {path} has format {version}, of a newer version of ciwidgets; this one "
            f"reads format {SCHEMA_VERSION}. {_NOTHING} Upgrade this program with "
            "`pip install --upgrade ciwidgets` and try again."
        )
    if not are_lines(path) and is_damaged(path):
        raise StoreUnavailable(f"The backup {path} is damaged. {_NOTHING} Please take another.")
    return note or Backup(path, datetime.now(UTC), 0, version, found)


def newest_backup(place: Path) -> Path:
    """Return a backup: the one named, or the newest with a note in the folder named.

    Raises:
        StoreUnavailable: the folder has none.
    """
    if not place.is_dir():
        return place
    found = backups_in(place)
    if not found:
        raise StoreUnavailable(
            f"The folder {place} holds no backup with its note beside it. {_NOTHING} Please name "
            "another folder, or the backup itself."
        )
    return found[0].path


def restore_backup(
    path: Path, url: str, *, without_note: bool = False, lose_newer: bool = False
) -> Restored:
    """Put a backup in the place of a store, which is kept beside it under another name.

    A store in PostgreSQL has to be empty: the former one stays where it is. While it happens,
    whoever wants to save waits.

    Raises:
        StoreUnavailable: the backup is not whole, or has no note and ``without_note`` is not
            said, or the store has entries that the backup lacks and ``lose_newer`` is not said;
            nothing was changed.
    """
    path = path.absolute()
    verified(path, without_note=without_note)
    contents = contents_of(path)
    file = file_of(url)
    if file is None:
        _fill(url, path)
        return Restored(contents, None, 0, ())
    if not file.parent.is_dir():
        raise StoreUnavailable(f"There is no folder {file.parent}. Make it, then try again.")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with plain_words(str(file)):
            _make_file(path, part)
            with _alone(file) as connection:
                only_there, erasures = _only_in(connection, path) if connection else (None, ())
                _check_may_go(file, only_there, lose_newer=lose_newer)
                aside = _swap(part, file)
    except OSError as error:
        raise StoreUnavailable(
            f"The store {file} could not be replaced: {error.strerror or error}. {_NOTHING}"
        ) from error
    finally:
        for ending in ("", *_COMPANIONS, "-turn"):
            part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
    return Restored(contents, aside, only_there if aside else 0, erasures)


def contents_of(path: Path) -> Contents:
    """Return what is in a backup."""
    entries, program, people, teams, days = 0, "", set[str](), set[str](), ("", "")
    for row in rows_from(path):
        entries += 1
        day = row["created_at"][:10]
        days = (min(days[0] or day, day), max(days[1], day))
        teams.add(row["team_id"])
        if row["kind"] == Person.kind:
            people.add(row["record_id"])
        if row["kind"] == Program.kind:
            program = str(json.loads(row["body"]).get("name", ""))
    return Contents(program, entries, len(people), tuple(sorted(teams - {""})), *days)


def _make_file(path: Path, part: Path) -> None:
    """Make the file that takes the store's place, for this user only."""
    part.unlink(missing_ok=True)
    new_file(part)
    if are_lines(path):
        _write(open_file(str(part)), path)
    else:
        shutil.copyfile(path, part)
    synced(part)


def _fill(url: str, path: Path) -> None:
    with Store(url) as store:
        if store.last_seq():
            raise StoreUnavailable(
                f"The store {store.backend.place} holds entries already. {_NOTHING} Make a new, "
                "empty database, restore into that, and name it in CIWIDGETS_STORE."
            )
        _write(store.backend, path)


def _write(backend: Backend, path: Path) -> None:
    if format_of(path) != SCHEMA_VERSION:
        raise StoreUnavailable(
            f"The backup {path} has an earlier format than this program writes. Restore it into "
            "a file, then bring that up to date with `ciwidgets upgrade`."
        )
    make_ready(backend)
    with backend.writing() as connection:
        put_rows(connection, rows_from(path))
    if backend.file:
        backend.close()


@contextmanager
def _alone(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Keep everybody else from a store's file; what cannot be read at all is lent as None."""
    if not file.exists() or is_damaged(file):
        yield None
        return
    with turn(file, BUSY_SECONDS), closing(connect_file(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # what stands in a log goes in
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


def _only_in(connection: sqlite3.Connection, path: Path) -> tuple[int, Erasures]:
    """Return how many entries of a store its backup lacks, and the erasures among them."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return 0, ()
    if "ciwidgets_stores" not in tables:
        raise StoreUnavailable(
            f"What lies there is a database of another program. {_NOTHING} Name another place."
        )
    known = {(row["record_id"], row["revision"], row["request_id"]) for row in rows_from(path)}
    only_there, erasures = 0, []
    asked = "SELECT record_id, revision, request_id, kind, team_id, body FROM entries ORDER BY seq"
    for *key, kind, team_id, body in connection.execute(asked):
        if tuple(key) in known:
            continue
        only_there += 1
        if kind == Erasure.kind:
            erasures.append((team_id, Erasure.model_validate_json(body)))
    return only_there, tuple(erasures)


def _check_may_go(file: Path, only_there: int | None, *, lose_newer: bool) -> None:
    if only_there and not lose_newer:
        entries = "1 entry" if only_there == 1 else f"{only_there:,} entries"
        raise StoreUnavailable(
            f"The store {file} holds {entries} that the backup lacks, saved or erased since it "
            f"was made. {_NOTHING} To go back all the same, say --lose-newer: the store as it is "
            "now is kept beside it."
        )


def _swap(part: Path, file: Path) -> Path | None:
    """Put a new file in a store's place; return where the former one is now."""
    aside = None
    if file.exists():
        aside = _free_name(file)
        for ending in _COMPANIONS:  # a journal of the former file must never meet the new one
            beside = file.with_name(f"{file.name}{ending}")
            if beside.exists():
                beside.rename(aside.with_name(f"{aside.name}{ending}"))
        try:
            os.link(file, aside)  # so that at no moment there is no store
        except OSError:
            file.rename(aside)
    part.replace(file)
    sync_folder(file.parent)
    return aside


def _free_name(file: Path) -> Path:
    stem = f"{file.stem}{SET_ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    paths = (file.with_name(f"{name}{file.suffix}") for name in names)
    return next(path for path in paths if not path.exists())
