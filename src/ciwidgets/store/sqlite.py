"""SQLite, by the rules that keep a file whole when many processes write it."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, StaticPool

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.backend import IN_MEMORY, Backend
from ciwidgets.store.disk import new_file
from ciwidgets.store.failures import nothing_at
from ciwidgets.store.mounts import network_file_system
from ciwidgets.store.turns import turn

BUSY_SECONDS: Final = 8.0
_WRITE_LOCK: Final = "BEGIN IMMEDIATE"
# The byte of a SQLite file's header that says how it is read, and what it says of a WAL file.
_WAL_READ_VERSION: Final = 19
_WAL: Final = b"\x02"


def journal_mode_for(version: tuple[int, int, int]) -> Literal["WAL", "TRUNCATE"]:
    """Return the journal a SQLite library of this version may be trusted with.

    Libraries from 3.7.0 to 3.51.2 can lose the write-ahead log when several processes write and
    one of them resets it; 3.51.3 cured it, and 3.50.7 and 3.44.6 in their lines.
    """
    line = version[:2]
    is_cured = (
        version >= (3, 51, 3)
        or (line == (3, 50) and version >= (3, 50, 7))
        or (line == (3, 44) and version >= (3, 44, 6))
    )
    return "WAL" if is_cured else "TRUNCATE"


def open_memory() -> Backend:
    """Return a store that lives as long as its object; threads take turns on one connection."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _with_rules(_connect("file::memory:")),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    return Backend(IN_MEMORY, engine, _WRITE_LOCK, guard=threading.RLock())


def open_file(name: str, *, make: bool = True) -> Backend:
    """Return the store in one file; a missing one is made, if that is said.

    Every use opens the file anew: about 0.2 ms, and a fork, another thread or a file restored
    from a backup can never meet an old connection.

    Raises:
        StoreUnavailable: the folder is missing, or is on a network, or the file is not there and
            is not to be made, or cannot be.
    """
    # Taken once: a program that changes its folder must not find another store.
    path = Path(name).absolute()
    _check_place(path, make=make)
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect_file(path),
        poolclass=NullPool,
        hide_parameters=True,
    )
    return Backend(
        str(path), engine, _WRITE_LOCK, queue=lambda: turn(path, BUSY_SECONDS), file=path
    )


def open_read_only(path: Path) -> Backend:
    """Return a store in a file that nobody writes, such as a backup; nothing is made or changed."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(uri), poolclass=NullPool, hide_parameters=True
    )
    return Backend(str(path), engine, _WRITE_LOCK, file=path)


def _check_place(path: Path, *, make: bool) -> None:
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder. Name the store's file inside it.")
    if not make and not path.exists():
        raise StoreUnavailable(nothing_at(path))
    if not path.parent.is_dir():
        raise StoreUnavailable(
            f"The store {path} cannot be made: the folder {path.parent} does not exist. "
            "Make the folder, or name another place in CIWIDGETS_STORE."
        )
    kind = network_file_system(path)
    if kind:
        raise StoreUnavailable(
            f"The store {path} lies on a network drive ({kind}), where SQLite files get damaged. "
            "Put it on a disk of this machine, or use PostgreSQL (postgresql+psycopg://…)."
        )
    if not path.exists():
        try:
            # Answers of real people: for this user only.
            new_file(path)
        except OSError as error:
            raise StoreUnavailable(
                f"The store {path} cannot be made: {error.strerror}. "
                "Let this user write the folder, or name another place in CIWIDGETS_STORE."
            ) from error


def _connect(uri: str) -> sqlite3.Connection:
    # isolation_level None: the one transaction there is begins with the write lock, in Backend.
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def connect_file(path: Path) -> sqlite3.Connection:
    """Open a store's file by the rules."""
    # mode=rw never makes a file: a store that was moved away is an error, not an empty store.
    uri = f"{path.as_uri()}?mode=rw"
    if os.access(path, os.W_OK):
        return _with_rules(_connect(uri), journal_mode_for(sqlite3.sqlite_version_info))
    if _is_settled_wal(path):
        # SQLite wants to write beside a WAL file even to read it, unless told that nobody writes.
        uri += "&immutable=1"
    return _with_rules(_connect(uri))


def _is_settled_wal(path: Path) -> bool:
    """A closed WAL store whose log is gone, such as a backup on a read-only disk."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    try:
        with path.open("rb") as file:
            header = file.read(_WAL_READ_VERSION + 1)
    except OSError:
        return False
    return header[_WAL_READ_VERSION:] == _WAL


def _with_rules(connection: sqlite3.Connection, journal: str = "") -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if journal:
            _set_journal(connection, journal.lower())
    except BaseException:
        connection.close()
        raise
    return connection


def _set_journal(connection: sqlite3.Connection, wanted: str) -> None:
    # Changing to and from WAL needs the file alone, and SQLite does not wait for that by itself.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
            break
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
        time.sleep(0.02)
    if mode != wanted:
        raise StoreUnavailable(
            f"The store's disk does not allow the {wanted} journal (it gives {mode}). "
            "Put the store on another disk of this machine."
        )
