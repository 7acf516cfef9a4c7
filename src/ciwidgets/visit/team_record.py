"""A team's entries kept at hand, so that a page need not ask the store for what it has seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ciwidgets.model import Body, ChangeOfMind, Entry, OwnMap, Reflection, StepState
from ciwidgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

B = TypeVar("B", bound=Body)
# What each person draws or writes for themselves, saved whole again and again: a hundred people
# with forty saves of a map each would fill a hundred megabytes of every page's kernel.
_SAVED_OFTEN = (OwnMap, Reflection, ChangeOfMind)
# A kernel that opens holds so many entries at once that it may not keep.
_AT_ONCE = 250


class TeamRecord:
    """Everything of one team and of the program, in the store's order, read once and kept up.

    It answers ``current``, ``history`` and ``get`` as the store does, from memory. Of what others
    than its own person save often, only the newest is kept, and what stood whenever the step was
    opened or closed: a page asks for no other moment of it.
    """

    def __init__(self, store: Store, team_id: str, person_id: str = "") -> None:
        """Read the team's entries so far, for a page of this person."""
        self._store = store
        self._team_id = team_id
        self._person_id = person_id
        self._revisions: dict[str, list[Entry[Any]]] = {}
        self._by_kind: defaultdict[str, list[str]] = defaultdict(list)
        self._by_request: dict[str, Entry[Any]] = {}
        self._newest_of: dict[type[Body], int] = {}
        self._opened_or_closed: dict[str, int] = {}
        self.seq = 0
        for _ in self._read():
            pass  # each is kept, or not, as it comes

    def catch_up(self) -> list[Entry[Any]]:
        """Take in what the store has kept since; return just that."""
        return list(self._read())

    def newest_of(self, *kinds: type[Body]) -> int:
        """Return the ``seq`` of the newest entry of any of these kinds, 0 where there is none."""
        return max(self._newest_of.get(kind, 0) for kind in kinds)

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
        """Return every revision of a record that is kept here, oldest first."""
        return list(self._revisions.get(record_id, []))

    def answer_to(self, author_id: str, request_id: str) -> Entry[Any] | None:
        """Return what a request of this page's own person was stored as, if it was."""
        return self._by_request.get(request_id) if author_id == self._person_id else None

    def _read(self) -> Iterator[Entry[Any]]:
        """Take in what is new, entry by entry."""
        while batch := self._store.since(self.seq, team_id=self._team_id, limit=_AT_ONCE):
            for entry in batch:
                self._add(entry)
                self.seq = entry.seq
                yield entry

    def _add(self, entry: Entry[Any]) -> None:
        revisions = self._revisions.setdefault(entry.record_id, [])
        if not revisions:
            self._by_kind[entry.kind].append(entry.record_id)
        elif self._is_over(revisions[-1]):
            revisions.pop()
        revisions.append(entry)
        self._newest_of[type(entry.body)] = entry.seq
        if isinstance(entry.body, StepState):
            self._opened_or_closed[entry.body.step] = entry.seq
        if entry.author_id == self._person_id:
            self._by_request.setdefault(entry.request_id, entry)

    def _is_over(self, entry: Entry[Any]) -> bool:
        """Whether no page asks for an entry once its record has a newer one."""
        return (
            isinstance(entry.body, _SAVED_OFTEN)
            and entry.author_id != self._person_id
            and self._opened_or_closed.get(entry.body.step, 0) < entry.seq
        )
