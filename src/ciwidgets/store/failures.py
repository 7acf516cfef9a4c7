"""What a database says when it cannot, in words for the person who has to act."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ciwidgets.errors import StoreUnavailable

BUSY: Final = (
    "The store {place} is being used by another program, and waiting did not help. What is in it "
    "is safe. Close other programs that have it open, then try again."
)
_READ_ONLY: Final = (
    "The store {place} can be read but not written, so nothing was saved. Let this user write the "
    "file and its folder, then try again."
)
_FULL: Final = (
    "The disk that holds the store {place} is full, so nothing was saved. What is in the store is "
    "safe. Free some space, then try again."
)
_CANNOT_OPEN: Final = (
    "The store {place} cannot be opened. Check that it is still there, and that this user may read "
    "and write both the file and its folder."
)
_DAMAGED: Final = (
    "The store {place} is damaged. Keep the file as it is and restore the newest backup."
)
_NOT_OURS: Final = (
    "{place} is not a ciwidgets store: it is some other kind of file. Nothing was changed. Name "
    "the store's own file, or a new one."
)
_DISK: Final = (
    "The disk that holds the store {place} reported a fault. Make a copy of the store now, then "
    "check the disk."
)

_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_PERM: _CANNOT_OPEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_IOERR: _DISK,
}

# By SQLSTATE, the code PostgreSQL gives with each error.
_POSTGRES: Final = {
    "55P03": BUSY,
    "57014": BUSY,
    "53100": _FULL,
    "25006": (
        "The database {place} can be read but not written, so nothing was saved. It may be a "
        "standby: name the main server in CIWIDGETS_STORE."
    ),
    "42501": (
        "This user of the database {place} lacks a right it needs. Make the user the owner of the "
        "database, then try again."
    ),
}
# Refusals at the door come without a code, only with the server's own words.
_NO_ANSWER: Final = (
    "The database {place} does not answer. What is in it is safe. Check that PostgreSQL runs and "
    "has a free connection (`max_connections`), and that the host, the database, the user and the "
    "password in CIWIDGETS_STORE are right. It says: {said}"
)
_ODD: Final = "The store {place} did not do what was asked ({name}). Nothing was saved."


def nothing_at(place: object) -> str:
    """Return what is said where a store was looked for and none is there."""
    return (
        f"There is no store {place}. `ciwidgets init` makes one; one that is elsewhere is named "
        "with --store or in CIWIDGETS_STORE."
    )


@contextmanager
def plain_words(place: str) -> Iterator[None]:
    """Turn what the database raises into ``StoreUnavailable``.

    ``IntegrityError`` passes: what it means is for the one who wrote to find out.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreUnavailable(sentence_for(error, place)) from error


def sentence_for(error: BaseException, place: str) -> str:
    """Return what happened and what to do about it, for an error of the database."""
    if isinstance(error, PoolTimeout):
        return BUSY.format(place=place)
    cause = (error.orig or error) if isinstance(error, DBAPIError) else error
    name = type(cause).__name__
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, sqlite3.Error):
        # The low byte is the error, the rest says more about it.
        template = _ODD if code is None else _SQLITE.get(code & 0xFF, _ODD)
        return template.format(place=place, name=getattr(cause, "sqlite_errorname", name))
    state = getattr(cause, "sqlstate", None) or ""
    is_away = isinstance(error, OperationalError | InterfaceError)
    template = _POSTGRES.get(state, _NO_ANSWER if is_away else _ODD)
    said = str(cause).strip().partition("\n")[0].rpartition("FATAL:")[2].strip()
    return template.format(place=place, name=state or name, said=said)
