"""A team's entries kept at hand, so that a page need not ask the store for what it has seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ciwidgets.model import (
    KINDS,
    Body,
    ChangeOfMind,
    Entry,
    Erased,
    Erasure,
    NameConsent,
    OwnMap,
    Person,
    Reflection,
    StepState,
)
from ciwidgets.results.naming.names import WITH_NAMES, Names
from ciwidgets.store import Kept, Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ciwidgets.results.record import Record

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
    opened or closed: a page asks for no other moment of it. A record ``for_a_report`` keeps all.
    """

    def __init__(
        self, store: Store, team_id: str, person_id: str = "", *, for_a_report: bool = False
    ) -> None:
        """Find the team's entries so far, for a page of this person or for a report."""
        self._store = store
        self._keeps_all = for_a_report
        self._team_id = team_id
        self._person_id = person_id
        # What was erased by now is read as that; what is erased later asks for reading anew.
        self._erased_by = store.last_seq()
        self._forget()
        for _ in self._read():
            pass  # each is kept, or not, as it comes

    def _forget(self) -> None:
        """Hold nothing yet."""
        self._revisions: dict[str, list[Kept]] = {}
        self._by_kind: defaultdict[type[Body], list[str]] = defaultdict(list)
        self._by_request: dict[str, Kept] = {}
        self._newest_of: dict[type[Body], int] = {}
        self._opened_or_closed: dict[str, int] = {}
        self._names: tuple[int, Names] | None = None
        self._names_at = -1
        self._last: Kept | None = None

    def catch_up(self) -> list[Kept]:
        """Take in what the store has kept since; return just that.

        Raises:
            StoreWentBack: a backup was put in the store's place, so this record no longer holds.
        """
        return list(self._read())

    @property
    def seq(self) -> int:
        """The place of the newest entry known here."""
        return self._last.seq if self._last else 0

    @property
    def as_written(self) -> Record:
        """The record with nothing masked."""
        return self

    @property
    def names(self) -> Names:
        """Who may be named to whom, by what the team wrote; made anew when that changes."""
        if self._names is None or self._names_at != self.seq:
            self._names_at = self.seq
            stamp = self.newest_of(Person, NameConsent, *WITH_NAMES)
            if self._names is None or self._names[0] != stamp:
                self._names = (stamp, Names(self.as_written, self._team_id))
        return self._names[1]

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
        for record_id in self._by_kind[body]:
            kept = self._latest(record_id, as_of)
            if kept is None or (kept.retracted and not with_retracted):
                continue
            if team_id is not None and kept.team_id != team_id:
                continue
            if occasion is not None and kept.occasion != occasion:
                continue
            if author_id is not None and kept.author_id != author_id:
                continue
            found.append(cast("Entry[B]", kept.entry))
        return found

    def get(self, record_id: str, *, as_of: int | None = None) -> Entry[Any] | None:
        """Return the latest revision of a record, retracted or not."""
        kept = self._latest(record_id, as_of)
        return kept.entry if kept else None

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record that is kept here, oldest first."""
        return [one.entry for one in self._revisions.get(record_id, ())]

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[Sequence[Kept]]:
        """Yield the revisions, oldest first, of each record of these kinds with one after ``seq``.

        What they say is not read yet.
        """
        for kind in kinds:
            for record_id in self._by_kind[kind]:
                revisions = self._revisions[record_id]
                if revisions[-1].seq > seq:
                    yield list(revisions)

    def answer_to(self, author_id: str, request_id: str) -> Entry[Any] | None:
        """Return what a request of this page's own person was stored as, if it was."""
        kept = self._by_request.get(request_id) if author_id == self._person_id else None
        return kept.entry if kept else None

    def _latest(self, record_id: str, as_of: int | None) -> Kept | None:
        revisions = self._revisions.get(record_id)
        if not revisions:
            return None
        if as_of is None:
            return revisions[-1]
        return next((kept for kept in reversed(revisions) if kept.seq <= as_of), None)

    def _read(self) -> Iterator[Kept]:
        """Take in what is new, entry by entry."""
        while batch := self._next():
            for kept in batch:
                if kept.kind is Erasure and kept.seq > self._erased_by:
                    self._read_anew(kept.seq)
                    yield kept
                    break
                self._add(kept)
                self._last = kept
                yield kept

    def _read_anew(self, erasure: int) -> None:
        """Read all again, once something of it was erased: nothing of that stays at hand."""
        self._erased_by = self._store.last_seq()
        self._forget()
        while self.seq < erasure:
            for kept in self._next():
                if kept.seq > erasure:
                    break
                self._add(kept)
                self._last = kept
        # What was made of any kind of entry is made anew.
        self._newest_of |= dict.fromkeys(KINDS.values(), erasure)

    def _next(self) -> list[Kept]:
        return self._store.kept_since(self._last, team_id=self._team_id, limit=_AT_ONCE)

    def _add(self, kept: Kept) -> None:
        revisions = self._revisions.setdefault(kept.record_id, [])
        if not revisions:
            self._by_kind[kept.kind].append(kept.record_id)
        elif not self._keeps_all and self._is_over(revisions[-1]):
            revisions.pop()
        revisions.append(kept)
        self._newest_of[kept.kind] = kept.seq
        if kept.kind is StepState:
            self._opened_or_closed[kept.step] = kept.seq
        if kept.author_id == self._person_id and kept.kind is not Erased:
            self._by_request.setdefault(kept.request_id, kept)

    def _is_over(self, kept: Kept) -> bool:
        """Whether no page asks for an entry once its record has a newer one."""
        return (
            kept.kind in _SAVED_OFTEN
            and kept.author_id != self._person_id
            and self._opened_or_closed.get(kept.step, 0) < kept.seq
        )
