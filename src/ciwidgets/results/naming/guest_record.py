"""A team's record as a guest reads it: whoever carries something stands there as they wish to.

A facilitator is not of the team. What names people (goals, activities, meetings, wins) leaves the
team on their page, so each name needs its person's yes for the faculty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from ciwidgets.model import NameConsent, Named, Person, Win
from ciwidgets.results.naming.masked import masked_part
from ciwidgets.results.naming.names import WITH_NAMES, Names
from ciwidgets.results.naming.team_record import TeamRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ciwidgets.model import Body, Entry
    from ciwidgets.store import Kept, Store

_FACULTY: Final = "cohort"


class GuestRecord(TeamRecord):
    """A team's record for somebody who is not of it; they may look at these kinds, not write."""

    def __init__(self, store: Store, team_id: str, person_id: str = "") -> None:
        """Find the team's entries, and keep them as they were written beside."""
        super().__init__(store, team_id, person_id)
        self._found: tuple[int, Names] | None = None

    @property
    def names(self) -> Names:
        """Who may be named to whom, by what the team wrote."""
        stamp = self.newest_of(Person, NameConsent, *WITH_NAMES)
        if self._found is None or self._found[0] != stamp:
            self._found = (stamp, Names(_AsWritten(self), self._team_id))
        return self._found[1]

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[Sequence[Any]]:
        """Yield what ``TeamRecord.kept_after`` does, as a guest reads it."""
        for revisions in super().kept_after(seq, kinds):
            yield [_ForAGuest(kept, self) for kept in revisions]

    def entry_of(self, kept: Kept) -> Entry[Any]:
        """Return an entry as a guest reads it."""
        entry = kept.entry
        if kept.kind not in WITH_NAMES:
            return entry
        about = kept.record_id if kept.kind is Win else ""
        body = masked_part(entry.body, lambda text: self.names.masked(text, _FACULTY, about))
        return replace(entry, body=self._without_names(cast("Body", body), about))

    def _without_names(self, body: Body, about: str) -> Body:
        def said(named: Named) -> Named:
            return Named(role=self.names.say(named, about, _FACULTY))

        changed: dict[str, Any] = {}
        for name in ("owner", "who"):
            if isinstance(named := getattr(body, name, None), Named):
                changed[name] = said(named)
        for name in ("thanks_to", "people"):
            if named_here := getattr(body, name, None):
                changed[name] = [said(one) for one in named_here]
        return body.model_copy(update=changed) if changed else body


class _AsWritten:
    """What ``Names`` asks of a record, answered with nothing masked."""

    def __init__(self, record: TeamRecord) -> None:
        self._record = record

    def current(self, *args: Any, **how: Any) -> Any:
        return TeamRecord.current(self._record, *args, **how, as_written=True)

    def history(self, record_id: str) -> list[Entry[Any]]:
        return TeamRecord.history(self._record, record_id, as_written=True)


class _ForAGuest:
    """A kept entry of which a guest reads the rest."""

    def __init__(self, kept: Kept, record: GuestRecord) -> None:
        self._kept, self._record = kept, record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept, name)

    @property
    def entry(self) -> Entry[Any]:
        return self._record.entry_of(self._kept)
