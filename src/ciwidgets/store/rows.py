"""Rows as they are kept, in and out: what a backup is made of and what it is compared by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, text

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.backend import Backend
from ciwidgets.store.sqlite import open_read_only
from ciwidgets.store.tables import entries, stores

_AT_ONCE: Final = 500
_MARK: Final = "ciwidgets_backup"
_VERSION: Final = 1
_COLUMNS: Final = tuple(column.name for column in entries.columns)

Row = dict[str, Any]


def rows_in(connection: Connection) -> Iterator[Row]:
    """Yield all rows in their order, some hundreds in memory at once."""
    last = 0
    while True:
        # All columns there are: before an upgrade they may be fewer than this program has.
        question = (
            select(text("*"))
            .select_from(entries)
            .where(entries.c.seq > last)
            .order_by(entries.c.seq)
        )
        found = connection.execute(question.limit(_AT_ONCE)).mappings().all()
        yield from map(dict, found)
        if len(found) < _AT_ONCE:
            return
        last = found[-1]["seq"]


def put_rows(connection: Connection, rows: Iterable[Row]) -> None:
    """Write rows into tables that are empty; the connection must hold the write lock."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            connection.execute(insert(entries), batch)
            batch = []
    if batch:
        connection.execute(insert(entries), batch)


def count_in(connection: Connection) -> int:
    """Return how many entries there are."""
    return connection.scalar(select(func.count()).select_from(entries)) or 0


def format_in(connection: Connection) -> int:
    """Return the format of a store."""
    return connection.scalar(select(stores.c.schema_version)) or 0


def write_lines(path: Path, version: int, rows: Iterable[Row]) -> int:
    """Write rows as JSON lines, after a line that says what they are; return how many they are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{json.dumps({_MARK: _VERSION, 'format': version})}\n")
        for row in rows:
            count += 1
            file.write(f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n")
    return count


def rows_from(path: Path) -> Iterator[Row]:
    """Yield the rows of a backup of either kind.

    Raises:
        StoreUnavailable: it is no backup, or cannot be read.
    """
    if are_lines(path):
        yield from _from_lines(path)
        return
    backend = open_read_only(path)
    try:
        with backend.reading() as connection:
            yield from rows_in(connection)
    finally:
        backend.close()


def format_of(path: Path) -> int:
    """Return the format of the store a backup was made of.

    Raises:
        StoreUnavailable: it is no backup, or cannot be read.
    """
    if are_lines(path):
        with path.open(encoding="utf-8") as file:
            try:
                said = json.loads(file.readline())
                is_ours, version = said[_MARK] == _VERSION, int(said["format"])
            except (ValueError, LookupError, TypeError):
                is_ours, version = False, 0
        if not is_ours:
            raise StoreUnavailable(f"{path} is not a backup that this program can read.")
        return version
    backend: Backend = open_read_only(path)
    try:
        with backend.reading() as connection:
            return format_in(connection)
    finally:
        backend.close()


def are_lines(path: Path) -> bool:
    """Whether a backup is JSON lines; else it is a SQLite file."""
    with path.open("rb") as file:
        return file.read(1) == b"{"


def _from_lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        file.readline()
        for number, line in enumerate(file, 2):
            try:
                row = json.loads(line)
                yield {name: row[name] for name in _COLUMNS}
            except (ValueError, LookupError, TypeError):
                raise StoreUnavailable(
                    f"Line {number} of {path} is not an entry, so the backup is not whole. "
                    "Please take another backup."
                ) from None
