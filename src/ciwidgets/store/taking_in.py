"""Taking in a team's entries of another store: as they are, in their order, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from ciwidgets.errors import StoreError
from ciwidgets.model import Body, Draft, Entry
from ciwidgets.store.allowing import NOTHING, Allowing, is_same, named
from ciwidgets.store.appending import checked, row_of
from ciwidgets.store.reading import all_columns, entries_from
from ciwidgets.store.tables import entries

_AT_ONCE: Final = 400  # far below the number of values a statement may hold anywhere

_Known = dict[str, tuple[int, str, str]]  # a record's latest revision, its kind and its team


def take_in_all(connection: Connection, found: Iterable[Entry[Any]]) -> int:
    """Write the entries that are not here yet, after what is here, and return how many they are.

    They keep all they have but their ``seq``; the program's own entries are passed over. The
    connection must hold the write lock. Only a few hundred entries are in memory at once.

    Raises:
        StoreError: an entry would open a door, or speak for somebody else (see ``Allowing``); the
            store has something else under its record and revision, or under its request; or a
            revision before it is missing.
    """
    allowing = Allowing(connection)
    seq = connection.scalar(select(func.coalesce(func.max(entries.c.seq), 0))) or 0
    before = seq
    for batch in _batches(allowed for one in found if (allowed := allowing.as_kept(one))):
        texts = [checked(_as_draft(one)) for one in batch]
        here = _here(connection, batch)
        latest = _latest(connection, batch)
        _check_requests(connection, batch, here)
        rows: list[dict[str, object]] = []
        for one, text in zip(batch, texts, strict=True):
            known = here.get((one.record_id, one.revision))
            if known is not None:
                _check_same(one, known)
                continue
            allowing.check_author(one)
            _check_follows(one, latest.get(one.record_id))
            seq += 1
            kept = replace(one, seq=seq)
            here[one.record_id, one.revision] = kept
            latest[one.record_id] = (one.revision, one.kind, one.team_id)
            rows.append(row_of(kept, text))
        if rows:
            connection.execute(insert(entries), rows)
    return seq - before


def _batches(found: Iterable[Entry[Any]]) -> Iterator[list[Entry[Any]]]:
    every = iter(found)
    while batch := list(islice(every, _AT_ONCE)):
        yield batch


def _as_draft(entry: Entry[Any]) -> Draft:
    """Return an entry as the draft it was, once it is sure that the store can keep the rest."""
    if entry.revision < 1 or not 1 <= entry.schema <= entry.body.schema_version:
        raise StoreError(
            f"{named(entry)} says that it is of version {entry.schema}. Upgrade this program with "
            "`pip install --upgrade ciwidgets` and try again."
        )
    if entry.created_at.utcoffset() != timedelta(0):
        raise StoreError(f"{named(entry)} does not say in UTC when it was kept.")
    return Draft(
        record_id=entry.record_id,
        body=entry.body,
        request_id=entry.request_id,
        team_id=entry.team_id,
        author_id=entry.author_id,
        occasion=entry.occasion,
        base_revision=entry.revision - 1,
        ordinal=entry.ordinal,
        retracted=entry.retracted,
    )


def _here(connection: Connection, batch: list[Entry[Any]]) -> dict[tuple[str, int], Entry[Body]]:
    question = all_columns().where(
        entries.c.record_id.in_({one.record_id for one in batch}),
        entries.c.revision.in_({one.revision for one in batch}),
    )
    return {
        (one.record_id, one.revision): one for one in entries_from(connection.execute(question))
    }


def _latest(connection: Connection, batch: list[Entry[Any]]) -> _Known:
    question = (
        select(entries.c.record_id, func.max(entries.c.revision), entries.c.kind, entries.c.team_id)
        .where(entries.c.record_id.in_({one.record_id for one in batch}))
        .group_by(entries.c.record_id, entries.c.kind, entries.c.team_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(question)}


def _check_requests(
    connection: Connection,
    batch: list[Entry[Any]],
    here: dict[tuple[str, int], Entry[Body]],
) -> None:
    """Refuse an entry whose request became another entry, here or within the batch."""
    columns = (entries.c.author_id, entries.c.request_id, entries.c.ordinal)
    question = select(*columns, entries.c.record_id, entries.c.revision).where(
        entries.c.request_id.in_({one.request_id for one in batch})
    )
    used = {
        (row[0], row[1], row[2]): (row[3], row[4]) for row in connection.execute(question).all()
    }
    for one in batch:
        place = (one.record_id, one.revision)
        if used.setdefault((one.author_id, one.request_id, one.ordinal), place) != place:
            if place in here:
                _check_same(one, here[place])
            raise StoreError(
                f"{named(one)} came of a request that became another entry here. {NOTHING}"
            )


def _check_same(entry: Entry[Any], known: Entry[Body]) -> None:
    if not is_same(entry, known):
        raise StoreError(
            f"{named(entry)} is here already and says something else. {NOTHING} The two stores "
            "went different ways: bring the record into a store in which this team has not worked."
        )


def _check_follows(entry: Entry[Any], latest: tuple[int, str, str] | None) -> None:
    revision, kind, team_id = latest or (0, entry.kind, entry.team_id)
    if (kind, team_id) != (entry.kind, entry.team_id):
        raise StoreError(
            f"{named(entry)} is another kind of entry here, or another team's. {NOTHING}"
        )
    if entry.revision != revision + 1:
        raise StoreError(
            f"{named(entry)} should follow revision {entry.revision - 1}, and here is "
            f"{f'revision {revision}' if revision else 'none'}. {NOTHING}"
        )
