"""Rows of the store as erasing asks for them: whole, in the store's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row

from ciwidgets.model import Body
from ciwidgets.store.reading import all_columns, is_latest
from ciwidgets.store.tables import entries

_AT_ONCE: Final = 400


def kinds(bodies: Iterable[type[Body]]) -> list[str]:
    """Return what the store calls these kinds."""
    return [one.kind for one in bodies]


def rows_where(connection: Connection, wanted: ColumnElement[bool]) -> list[Row[Any]]:
    """Return the rows of which something holds."""
    return list(connection.execute(all_columns().where(wanted).order_by(entries.c.seq)))


def latest(connection: Connection, *bodies: type[Body]) -> list[Row[Any]]:
    """Return the latest revision of each record of these kinds."""
    return rows_where(connection, entries.c.kind.in_(kinds(bodies)) & is_latest())


def whole(connection: Connection, record_ids: Iterable[str]) -> list[Row[Any]]:
    """Return every revision of these records."""
    found = [
        row
        for ids in _parts(sorted(set(record_ids)))
        for row in rows_where(connection, entries.c.record_id.in_(ids))
    ]
    return sorted(found, key=lambda row: int(row.seq))


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
