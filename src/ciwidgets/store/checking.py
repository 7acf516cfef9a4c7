"""Whether a store in a file is whole: looked at before a room relies on it, and never changed."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, NoReturn

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.backup import backups_near
from ciwidgets.store.failures import sentence_for
from ciwidgets.store.reading import entries_from
from ciwidgets.store.sqlite import BUSY_SECONDS
from ciwidgets.store.tables import SCHEMA_VERSION, entries, stores

# What says nothing about the file itself.
_NOT_THE_FILE: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


_COLUMNS: Final = tuple(column.name for column in entries.columns)
_NUMBERS: Final = {"seq", "schema", "revision", "ordinal", "retracted"}


class _Damage(Exception):
    """What was found, in a few words."""


def check_store(url: str) -> None:
    """Read a store in a file whole and make sure that it can be; others need no such look.

    Takes a second or two for 50,000 entries. A store that is not there yet is no damaged one.

    Raises:
        SchemaMismatch: a newer version wrote in it.
        StoreUnavailable: it is damaged, and this says which backup to restore, or it cannot be
            read now.
    """
    path = file_of(url)
    if path is None or not path.is_file():
        return
    try:
        check_file(path)
    except _Damage as damage:
        _say(path, str(damage))


def file_of(url: str) -> Path | None:
    """Return the file a store's address names; None for PostgreSQL and for memory."""
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        return None
    is_file = found.drivername == "sqlite" and found.database not in {None, "", ":memory:"}
    return Path(found.database or "").absolute() if is_file else None


def is_damaged(path: Path) -> bool:
    """Whether the file of a store is damaged.

    Raises:
        StoreUnavailable: it cannot be read now.
    """
    try:
        check_file(path)
    except _Damage:
        return True
    return False


def check_file(path: Path) -> None:
    """Check pages, format, the order of the entries, and read what each says."""
    was_used = path.with_name(f"{path.name}-turn").exists()
    if not path.stat().st_size:
        if was_used:
            raise _Damage("it is empty, and it has been used before")
        return
    try:
        with closing(_opened(path)) as connection:
            is_ours = _check_pages(connection)
            if is_ours:
                connection.execute("BEGIN")  # one moment of it
                _check_entries(connection)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        is_foreign = code == sqlite3.SQLITE_NOTADB and not was_used
        if code in _NOT_THE_FILE or is_foreign:
            raise StoreUnavailable(sentence_for(error, str(path))) from error
        raise _Damage("the file cannot be read as a database") from None
    if not is_ours and was_used:
        raise _Damage("its tables are not there")


def _opened(path: Path) -> sqlite3.Connection:
    journal = path.with_name(f"{path.name}-journal")
    # Somebody was stopped in the middle of saving: SQLite takes that back first, as it always does.
    mode = "rw" if journal.is_file() and journal.stat().st_size else "ro"
    return sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)


def _check_pages(connection: sqlite3.Connection) -> bool:
    """Check the pages; return whether the database is a store of ours."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise _Damage("its pages do not fit together")
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {entries.name, stores.name} <= {name for (name,) in named}


def _check_entries(connection: sqlite3.Connection) -> None:
    versions = connection.execute(f"SELECT schema_version FROM {stores.name}").fetchall()  # noqa: S608
    if len(versions) != 1 or not isinstance(versions[0][0], int) or versions[0][0] < 1:
        raise _Damage("it does not say which format it has")
    if versions[0][0] != SCHEMA_VERSION:
        return  # who opens it says what to do
    first, last, count = connection.execute(
        f"SELECT min(seq), max(seq), count(*) FROM {entries.name}"  # noqa: S608
    ).fetchone()
    if count and (first, last) != (1, count):
        raise _Damage("entries are missing from it")
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    for values in connection.execute(f"SELECT {names} FROM {entries.name} ORDER BY seq"):  # noqa: S608
        row: Any = SimpleNamespace(**dict(zip(_COLUMNS, values, strict=True)))
        if not all(
            isinstance(value, int if name in _NUMBERS else str) or (name, value) == ("lookup", None)
            for name, value in zip(_COLUMNS, values, strict=True)
        ):
            raise _Damage(f"entry {row.seq} is not as this program writes them")
        try:
            entries_from([row])
        except StoreUnavailable:
            raise _Damage(f"entry {row.seq} ({row.kind}) cannot be read") from None


def _say(path: Path, found: str) -> NoReturn:
    backups = backups_near(path)
    cure = (
        "No backup lies beside it or in backups/: look where you keep them, and restore the "
        "newest with"
    )
    name = "BACKUP"
    if backups:
        newest = backups[0]
        name = str(newest.path)
        cure = (
            f"The newest backup near it was made on {newest.made_at:%Y-%m-%d at %H:%M} UTC and "
            f"has {newest.entries:,} entries. Restore it with"
        )
    raise StoreUnavailable(
        f"The store {path} is damaged: {found}. Nothing was changed. {cure}\n"
        f"  ciwidgets restore {shlex.quote(name)} --store {shlex.quote(f'sqlite:///{path}')}"
    )
