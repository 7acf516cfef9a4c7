"""A team's entries kept at hand, so that a page need not ask the store for what it has seen."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar, cast

from ciwidgets.model import Body, Entry
from ciwidgets.store import Store

B = TypeVar("B", bound=Body)


class TeamRecord:
    """Everything of one team and of the program, in the store's order, read once and kept up.

    It answers ``current``, ``history`` and ``get`` as the store does, from memory.
    """

    def __init__(self, store: Store, team_id: str) -> None:
        """Read the team's entries so far."""
        self._store = store
        self._team_id = team_id
        self._revisions: dict[str, list[Entry[Any]]] = {}
        self._by_kind: defaultdict[str, list[str]] = defaultdict(list)
        self._by_request: dict[tuple[str, str], Entry[Any]] = {}
        self.seq = 0
        self.catch_up()

    def catch_up(self) -> list[Entry[Any]]:
        """Take in what the store has kept since; return just that."""
        news: list[Entry[Any]] = []
        while batch := self._store.since(self.seq, team_id=self._team_id):
            for entry in batch:
                self._add(entry)
            news.extend(batch)
            self.seq = batch[-1].seq
        return news

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
        """Return the latest revision of each record of a kind, as ``Store.current`` does."""
        found = []
        for record_id in self._by_kind[body.kind]:
            entry = self.get(record_id, as_of=as_of)
            if entry is None or (entry.retracted and not with_retracted):
                continue
            if team_id is not None and entry.team_id != team_id:
                continue
            if occasion is not None and entry.occasion != occasion:
                continue
            if author_id is not None and entry.author_id != author_id:
                continue
            found.append(cast("Entry[B]", entry))
        return found

    def get(self, record_id: str, *, as_of: int | None = None) -> Entry[Any] | None:
        """Return the latest revision of a record, retracted or not."""
        revisions = self._revisions.get(record_id, [])
        if as_of is not None:
            revisions = [entry for entry in revisions if entry.seq <= as_of]
        return revisions[-1] if revisions else None

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record, oldest first."""
        return list(self._revisions.get(record_id, []))

    def answer_to(self, author_id: str, request_id: str) -> Entry[Any] | None:
        """Return what an author's request was stored as, if it was."""
        return self._by_request.get((author_id, request_id))

    def _add(self, entry: Entry[Any]) -> None:
        revisions = self._revisions.setdefault(entry.record_id, [])
        if not revisions:
            self._by_kind[entry.kind].append(entry.record_id)
        revisions.append(entry)
        self._by_request.setdefault((entry.author_id, entry.request_id), entry)
