"""Appending: what is new, what was only sent again, and what somebody else saved first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, func, insert, select

from ciwidgets.errors import Conflict, RecordGone, RequestReused, StoreError
from ciwidgets.model import KINDS, Body, Draft, Entry
from ciwidgets.store.reading import all_columns, entries_from, is_latest
from ciwidgets.store.tables import ID_LENGTH, entries

_MOST_ORDINALS: Final = 2**31
_PER_QUESTION: Final = 500  # far below the number of values a statement may hold anywhere

_Request = tuple[str, str, int]


def append_all(connection: Connection, drafts: Sequence[Draft]) -> list[Entry[Body]]:
    """Write the drafts that are new and return every draft's entry, in the drafts' order.

    The connection must hold the write lock: between looking and writing nobody else may write.

    Raises:
        Conflict: another revision was saved since the draft's writer looked.
        RequestReused: the request id was used for something else.
        StoreError: the draft is not one the store can keep.
    """
    texts = [checked(draft) for draft in drafts]
    stored = _stored_requests(connection, drafts)
    latest = _latest_revisions(connection, drafts)
    seq = connection.scalar(select(func.coalesce(func.max(entries.c.seq), 0))) or 0
    now = datetime.now(UTC)
    kept: list[Entry[Body]] = []
    rows: list[dict[str, object]] = []
    for draft, text in zip(drafts, texts, strict=True):
        request = _request_of(draft)
        if request in stored:
            kept.append(_sent_again(draft, stored[request]))
            continue
        _check_follows(draft, latest.get(draft.record_id))
        seq += 1
        entry = draft.kept(seq, draft.told_at or now)
        stored[request] = latest[draft.record_id] = entry
        kept.append(entry)
        rows.append(row_of(entry, text))
    if rows:
        connection.execute(insert(entries), rows)
    return kept


def checked(draft: Draft) -> str:
    """Return the body as JSON, once it is sure that it can be read back."""
    for name in ("record_id", "request_id", "team_id", "author_id", "occasion"):
        value = getattr(draft, name)
        is_text = isinstance(value, str) and value.isprintable() and len(value) <= ID_LENGTH
        if not is_text or (not value and name in ("record_id", "request_id")):
            raise StoreError(
                f"The {name} of this {draft.kind} is {str(value)[:40]!r}. It must be plain text of "
                f"at most {ID_LENGTH} characters."
            )
    if not 0 <= draft.ordinal < _MOST_ORDINALS or draft.base_revision < 0:
        raise StoreError(
            f"This {draft.kind} has the ordinal {draft.ordinal} and the base revision "
            f"{draft.base_revision}. Both count from 0."
        )
    body = draft.body
    if KINDS.get(draft.kind) is not type(body):
        raise StoreError(
            f"{type(body).__name__} ({draft.kind}) is not a kind the store keeps. "
            "Add it to KINDS in ciwidgets.model first."
        )
    if len(body.lookup) > ID_LENGTH:
        raise StoreError(f"The lookup of this {draft.kind} is longer than {ID_LENGTH} characters.")
    try:
        text = body.model_dump_json()
        is_same = type(body).model_validate_json(text) == body
    except (ValidationError, ValueError):
        is_same = False
    if not is_same:
        # A number such as NaN has no JSON, and what was never checked may break the rules.
        raise StoreError(
            f"This {draft.kind} holds something that could not be read back, so it was not saved. "
            "Make it anew from valid values."
        )
    return text


def _request_of(one: Draft | Entry[Body]) -> _Request:
    return one.author_id, one.request_id, one.ordinal


def _stored_requests(
    connection: Connection, drafts: Sequence[Draft]
) -> dict[_Request, Entry[Body]]:
    found: dict[_Request, Entry[Body]] = {}
    for ids in _parts({draft.request_id for draft in drafts}):
        found |= {
            _request_of(entry): entry for entry in _where(connection, entries.c.request_id.in_(ids))
        }
    return found


def _latest_revisions(connection: Connection, drafts: Sequence[Draft]) -> dict[str, Entry[Body]]:
    found: dict[str, Entry[Body]] = {}
    for ids in _parts({draft.record_id for draft in drafts}):
        is_meant = entries.c.record_id.in_(ids) & is_latest()
        found |= {entry.record_id: entry for entry in _where(connection, is_meant)}
    return found


def _where(connection: Connection, is_meant: ColumnElement[bool]) -> list[Entry[Body]]:
    return entries_from(connection.execute(all_columns().where(is_meant)))


def _parts(ids: set[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _PER_QUESTION):
        yield ordered[start : start + _PER_QUESTION]


def _sent_again(draft: Draft, entry: Entry[Body]) -> Entry[Body]:
    is_same = (
        draft.record_id == entry.record_id
        and draft.body == entry.body
        and draft.team_id == entry.team_id
        and draft.occasion == entry.occasion
        and draft.base_revision == entry.revision - 1
        and draft.retracted == entry.retracted
    )
    if is_same:
        return entry
    raise RequestReused(
        f"The request {draft.request_id} (part {draft.ordinal}) was already used to save another "
        f"{entry.kind}. Nothing was changed. Send other content with a new request id."
    )


def _check_follows(draft: Draft, latest: Entry[Body] | None) -> None:
    if latest is None:
        if draft.base_revision == 0:
            return
        raise RecordGone(draft)
    # Before the conflict, so that nobody is shown another team's words.
    if (draft.kind, draft.team_id) != (latest.kind, latest.team_id):
        raise StoreError(
            f"The record {draft.record_id} is another kind of entry or another team's, and neither "
            "ever changes. Save this under a new record id."
        )
    if draft.base_revision != latest.revision:
        raise Conflict(draft, latest)


def row_of(entry: Entry[Body], text: str) -> dict[str, object]:
    """Return an entry, whose body is this text as JSON, as the table keeps it."""
    row: dict[str, object] = {name: getattr(entry, name) for name in entry.__slots__}
    return row | {
        "body": text,
        "created_at": entry.created_at.isoformat(timespec="microseconds"),
        "lookup": entry.body.lookup or None,
    }
