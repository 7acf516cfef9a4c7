"""The store's one face: append, and ask."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Row, Select, func, make_url, select
from sqlalchemy.exc import ArgumentError, IntegrityError

from ciwidgets.errors import StoreUnavailable
from ciwidgets.model import Body, Draft, Entry, kind_of
from ciwidgets.model.entries import B
from ciwidgets.store.appending import append_all
from ciwidgets.store.backend import Backend
from ciwidgets.store.kept import Kept, kept_after
from ciwidgets.store.postgres import open_postgres
from ciwidgets.store.reading import (
    after,
    all_columns,
    digests_of,
    entries_from,
    entry_as,
    in_order_of_birth,
    is_latest,
)
from ciwidgets.store.sqlite import open_file, open_memory
from ciwidgets.store.tables import entries, make_ready
from ciwidgets.store.taking_in import take_in_all

URL_VARIABLE: Final = "CIWIDGETS_STORE"
DEFAULT_URL: Final = "sqlite:///forum.db"
_PART: Final = 5000

_FORMS: Final = (
    "Write sqlite:///forum.db for a file here, sqlite:////folder/forum.db for a file elsewhere, "
    "sqlite:// for memory, or postgresql+psycopg://user:password@host/database."
)

_NO_TURN: Final = (
    "Another program writes to the store {place} without waiting its turn, so nothing was saved. "
    "Stop that program, then try again."
)


def absolute_url(url: str) -> str:
    """Return the URL with a file's whole path, for processes that run in another folder."""
    prefix = "sqlite:///"
    if not url.startswith(prefix) or url == prefix:
        return url
    return prefix + str(Path(url.removeprefix(prefix)).absolute())


class Store:
    """Everything people did, kept in the order it was committed; safe to call from any thread.

    Args:
        url: ``sqlite:///forum.db``, ``sqlite://`` (memory) or ``postgresql+psycopg://…``.
        make: whether a store that is not there is made. Whoever serves or reads one says no: a
            store that was moved away must not come back empty.

    Raises:
        SchemaMismatch: the store was made by another version.
        StoreUnavailable: it cannot be opened, is not there, or is not a store.
    """

    def __init__(self, url: str, *, make: bool = True) -> None:
        """Open the store, or make it."""
        self._backend = open_backend(url, make=make)
        try:
            make_ready(self._backend, make=make)
        except BaseException:
            self._backend.close()
            raise

    @property
    def backend(self) -> Backend:
        """The database, for the store's own modules."""
        return self._backend

    @classmethod
    def from_environment(cls) -> Store:
        """Open the store that ``CIWIDGETS_STORE`` names, or ``forum.db`` here; none is made."""
        return cls(os.environ.get(URL_VARIABLE) or DEFAULT_URL, make=False)

    def append(self, drafts: Sequence[Draft]) -> list[Entry[Body]]:
        """Save all the drafts or none, and return their entries in the same order.

        A draft that was saved before (same author, request id, ordinal and content) is answered
        with the entry it became, so sending again is harmless.

        Raises:
            Conflict: somebody saved the record first; it holds both versions.
            RequestReused: the request id came with another content before.
            StoreUnavailable: nothing was saved, or it is not known; send the same drafts again.
            StoreError: the store cannot keep this draft.
        """
        if not drafts:
            return []
        try:
            return self._append_once(drafts)
        except IntegrityError:
            # Something wrote past the lock. What it wrote is committed now: look again.
            pass
        try:
            return self._append_once(drafts)
        except IntegrityError as error:
            raise StoreUnavailable(_NO_TURN.format(place=self._backend.place)) from error

    def take_in(self, found: Iterable[Entry[Any]]) -> int:
        """Keep entries of another store as they are, all or none; return how many were new.

        Each record's revisions must come in their order. An entry that is here already changes
        nothing, so taking in twice is harmless. Others wait meanwhile: a second or two for ten
        thousand entries.

        Raises:
            StoreError: the store has something else under a record and its revision; it is named.
            StoreUnavailable: nothing was taken in.
        """
        try:
            with self._backend.writing() as connection:
                return take_in_all(connection, found)
        except IntegrityError as error:
            raise StoreUnavailable(_NO_TURN.format(place=self._backend.place)) from error

    def get(self, record_id: str, *, as_of: int | None = None) -> Entry[Body] | None:
        """Return the latest revision of a record, retracted or not, now or as of a ``seq``."""
        found = self._ask(all_columns().where(entries.c.record_id == record_id, is_latest(as_of)))
        return found[0] if found else None

    def current(
        self,
        body: type[B],
        *,
        team_id: str | None = None,
        occasion: str | None = None,
        author_id: str | None = None,
        as_of: int | None = None,
        with_retracted: bool = False,
    ) -> list[Entry[B]]:
        """Return the latest revision of each record of one kind, oldest record first.

        The team, the occasion and the author are those of the latest revision. ``as_of`` is the
        ``seq`` up to which entries count.
        """
        question = all_columns().where(entries.c.kind == kind_of(body), is_latest(as_of))
        for column, wanted in (
            (entries.c.team_id, team_id),
            (entries.c.occasion, occasion),
            (entries.c.author_id, author_id),
        ):
            if wanted is not None:
                question = question.where(column == wanted)
        if not with_retracted:
            question = question.where(~entries.c.retracted)
        return self._ask_for(body, in_order_of_birth(question))

    def look_up(self, body: type[B], key: str) -> list[Entry[B]]:
        """Return the records of one kind whose ``lookup`` is this key now, oldest record first.

        Retracted records and keys of earlier revisions are not found.
        """
        question = all_columns().where(
            entries.c.lookup == key,
            entries.c.kind == kind_of(body),
            ~entries.c.retracted,
            is_latest(),
        )
        return self._ask_for(body, in_order_of_birth(question))

    def history(self, record_id: str) -> list[Entry[Body]]:
        """Return every revision of a record, first to latest."""
        return self._ask(
            all_columns().where(entries.c.record_id == record_id).order_by(entries.c.revision)
        )

    def since(
        self, seq: int, *, team_id: str | None = None, limit: int = 1000
    ) -> list[Entry[Body]]:
        """Return up to ``limit`` entries after ``seq``, in order.

        With a team: that team's, and those of the whole program (whose team is ""). An entry is
        never passed over: none appears later with a ``seq`` before one already seen.
        """
        return self._ask(after(seq, team_id, limit))

    def all_of(self, team_id: str) -> Iterator[Entry[Body]]:
        """Yield all that a team and the program have by now, some hundreds in memory at once."""
        seq, last = 0, self.last_seq()
        while seq < last and (batch := self.since(seq, team_id=team_id, limit=500)):
            yield from (one for one in batch if one.seq <= last)
            seq = batch[-1].seq

    def kept_since(
        self, last: Kept | None, *, team_id: str | None, limit: int = 1000
    ) -> list[Kept]:
        """Return what ``since`` does after the entry read last, with bodies read when asked for.

        Raises:
            StoreWentBack: the entry read last is not there any more.
        """
        with self._backend.reading() as connection:
            return kept_after(connection, last, team_id, limit)

    def digests(self, *, without: Collection[str] = ()) -> dict[str, str]:
        """Return a SHA-256 of each team's rows as they are kept; under "" the whole program's.

        ``without`` names kinds that do not count. Bodies are not read, so a damaged one has a
        digest too.
        """
        rows = chain.from_iterable(self._in_parts(entries.c.kind.not_in(without)))
        return digests_of(rows)

    def every(self, *kinds: type[Body]) -> list[Entry[Body]]:
        """Return every revision of these kinds, in order."""
        named = [kind_of(one) for one in kinds]
        return self._ask(all_columns().where(entries.c.kind.in_(named)).order_by(entries.c.seq))

    def marks(self, *kinds: type[Body]) -> list[tuple[str, int, str]]:
        """Return record, revision and moment of every entry of these kinds; no body is read."""
        wanted = entries.c.kind.in_([kind_of(one) for one in kinds])
        columns = (entries.c.record_id, entries.c.revision, entries.c.created_at)
        with self._backend.reading() as connection:
            rows = connection.execute(select(*columns).where(wanted).order_by(entries.c.seq)).all()
        return [(row.record_id, row.revision, row.created_at) for row in rows]

    def last_seq(self) -> int:
        """Return the ``seq`` of the newest entry, 0 in an empty store."""
        with self._backend.reading() as connection:
            return connection.scalar(select(func.max(entries.c.seq))) or 0

    def close(self) -> None:
        """Give back the connections; a store in memory is gone then."""
        self._backend.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def __repr__(self) -> str:
        """Name the place, never a password."""
        return f"<Store {self._backend.place}>"

    def _in_parts(self, wanted: ColumnElement[bool]) -> Iterator[Sequence[Row[Any]]]:
        """Yield the rows in order, some thousands at a time: a long program's are too many."""
        last = 0
        while True:
            with self._backend.reading() as connection:
                rows = connection.execute(after(last, None, _PART).where(wanted)).all()
            yield rows
            if len(rows) < _PART:
                return
            last = rows[-1].seq

    def _append_once(self, drafts: Sequence[Draft]) -> list[Entry[Body]]:
        with self._backend.writing() as connection:
            return append_all(connection, drafts)

    def _ask(self, question: Select[Any]) -> list[Entry[Body]]:
        with self._backend.reading() as connection:
            rows = connection.execute(question).all()
        return entries_from(rows)

    def _ask_for(self, body: type[B], question: Select[Any]) -> list[Entry[B]]:
        with self._backend.reading() as connection:
            rows = connection.execute(question).all()
        return [entry_as(row, body) for row in rows]


def open_backend(text: str, *, make: bool = True) -> Backend:
    """Return the database an address names; no tables are made in it yet."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Not chained and not quoted whole: it may hold a password.
        shown = f": {text!r}" if text.isprintable() and not set(text) & set(":@") else ""
        raise StoreUnavailable(f"The store's address is not a URL{shown}. {_FORMS}") from None
    if url.drivername == "sqlite" and not (url.host or url.query):
        in_memory = not url.database or url.database == ":memory:"
        return open_memory() if in_memory else open_file(url.database or "", make=make)
    if url.drivername == "postgresql+psycopg":
        return open_postgres(url)
    raise StoreUnavailable(
        f"A store's address cannot begin with {url.drivername}:// in this way. {_FORMS}"
    )
