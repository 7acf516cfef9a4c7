"""From rows to entries, and the questions the store answers."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, Select, exists, select

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.model import KINDS, Body, Entry
from ciwidgets.model.entries import B
from ciwidgets.store.tables import entries

_later = entries.alias("later")
_first = entries.alias("first")


def entry_as(row: Row[Any], body: type[B]) -> Entry[B]:
    """Return a row as an entry of this kind.

    Raises:
        SchemaMismatch: the body was written by a newer version.
        StoreUnavailable: the body cannot be read, so the store is damaged.
    """
    try:
        is_newer = row.schema > body.schema_version
        content = None if is_newer else body.model_validate_json(row.body)
        created_at = datetime.fromisoformat(row.created_at)
    except (ValidationError, ValueError, TypeError):
        # Not chained: the error would print what somebody wrote.
        raise StoreUnavailable(
            f"Entry {row.seq} ({row.kind}) cannot be read, so the store may be damaged. "
            "Keep it as it is and restore the newest backup."
        ) from None
    if content is None:
        raise _newer(row)
    return Entry(
        seq=row.seq,
        record_id=row.record_id,
        kind=row.kind,
        schema=row.schema,
        team_id=row.team_id,
        author_id=row.author_id,
        occasion=row.occasion,
        revision=row.revision,
        body=content,
        created_at=created_at,
        request_id=row.request_id,
        ordinal=row.ordinal,
        retracted=row.retracted,
    )


def entries_from(rows: Iterable[Row[Any]]) -> list[Entry[Body]]:
    """Return rows of any kinds as entries."""
    return [entry_as(row, body_of(row)) for row in rows]


def digests_of(rows: Iterable[Row[Any]]) -> dict[str, str]:
    """Return a SHA-256 of the rows of each team, in the order they come."""
    found: dict[str, Any] = defaultdict(hashlib.sha256)
    for row in rows:
        found[row.team_id].update(repr(tuple(row)).encode())
    return {team: told.hexdigest() for team, told in found.items()}


def all_columns() -> Select[Any]:
    """Begin a question that is answered with whole entries."""
    return select(entries)


def after(seq: int, team_id: str | None, limit: int) -> Select[Any]:
    """Ask for the entries after ``seq``, a team's and the program's or everybody's, in order."""
    question = all_columns().where(entries.c.seq > seq)
    if team_id is not None:
        question = question.where(entries.c.team_id.in_([team_id, ""]))
    return question.order_by(entries.c.seq).limit(limit)


def is_latest(as_of: int | None = None) -> ColumnElement[bool]:
    """The entry is its record's latest revision, now or as of a ``seq``."""
    newer = exists().where(
        _later.c.record_id == entries.c.record_id, _later.c.revision > entries.c.revision
    )
    if as_of is None:
        return ~newer
    return ~newer.where(_later.c.seq <= as_of) & (entries.c.seq <= as_of)


def in_order_of_birth(question: Select[Any]) -> Select[Any]:
    """Order entries by the ``seq`` of the first revision of their records."""
    return question.join(
        _first, (_first.c.record_id == entries.c.record_id) & (_first.c.revision == 1)
    ).order_by(_first.c.seq)


def body_of(row: Row[Any]) -> type[Body]:
    """Return the kind of a row.

    Raises:
        SchemaMismatch: a newer version wrote it.
    """
    if row.kind not in KINDS:
        raise _newer(row)
    return KINDS[row.kind]


def _newer(row: Row[Any]) -> SchemaMismatch:
    return SchemaMismatch(
        f"Entry {row.seq} ({row.kind}, version {row.schema}) was written by a newer version of "
        "ciwidgets than this one. Nothing was changed. Upgrade this program with "
        "`pip install --upgrade ciwidgets` and open the store again."
    )
