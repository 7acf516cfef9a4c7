"""A team's record as an audience may read it: what people typed, without names that may not stand.

Everything a report says, and what a facilitator sees who is not of the team, comes through here, so
that no section, figure or page has to remember it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from ciwidgets.model import (
    ChangeOfMind,
    CoachingNote,
    DataSource,
    Idea,
    IdeaGroup,
    ImportedAnswers,
    ImportedIndicators,
    ImportedMap,
    ImportedSurvey,
    Lesson,
    Lever,
    MapQuestion,
    Named,
    Need,
    OwnMap,
    Partner,
    Person,
    Program,
    Reflection,
    Resource,
    SharedWord,
    Thanks,
    Theme,
    Tried,
    WhatIf,
    Win,
)
from ciwidgets.naming.typed import said_anew
from ciwidgets.results.naming.names import WITH_NAMES
from ciwidgets.results.naming.team_record import TeamRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ciwidgets.model import Audience, Body, Entry
    from ciwidgets.model.entries import B
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.record import Record
    from ciwidgets.store import Kept

# Names themselves, and what staff wrote of the program.
_AS_THEY_ARE: Final[frozenset[type[Body]]] = frozenset({Person, Program})
# What a facilitator leads in the room, and writes there with the team: a mask would be saved over
# the team's own words. Whatever a page only tells of these goes through ``Presence.told``.
LED_IN_THE_ROOM: Final[frozenset[type[Body]]] = frozenset(
    {
        ChangeOfMind, CoachingNote, DataSource, Idea, IdeaGroup, ImportedAnswers,
        ImportedIndicators, ImportedMap, ImportedSurvey, Lesson, Lever, MapQuestion, Need, OwnMap,
        Partner, Reflection, Resource, SharedWord, Theme, Tried, WhatIf,
    }
)  # fmt: skip


class MaskedRecord(TeamRecord):
    """A team's record for an audience; kinds ``but_not`` stay as they were written.

    So does what this person wrote. Whoever carries something stands there as they wish to.
    """

    def __init__(
        self,
        record: TeamRecord,
        audience: Audience,
        but_not: Collection[type[Body]] = (),
        person_id: str = "",
    ) -> None:
        """Show this record to this audience; it is read and kept up only once."""
        self._record = record
        self._audience = audience
        self._but_not = _AS_THEY_ARE | frozenset(but_not)
        self._me = person_id
        self._said: tuple[Names, dict[int, Entry[Any]]] = record.names, {}
        # What was asked of the record as it stands: a report asks the same a hundred times.
        self._asked: tuple[int, dict[tuple[Any, ...], list[Entry[Any]]]] = record.seq, {}

    @property
    def seq(self) -> int:
        """The place of the newest entry known here."""
        return self._record.seq

    @property
    def as_written(self) -> Record:
        """The record with nothing masked."""
        return self._record

    @property
    def names(self) -> Names:
        """Who may be named to whom, by what the team wrote."""
        return self._record.names

    def mask(self, text: str) -> str:
        """Return a text made of several records without the names that may not stand."""
        return self.names.masked(text, self._audience)

    def catch_up(self) -> list[Kept]:
        """Take in what the store has kept since; return just that."""
        return self._record.catch_up()

    def newest_of(self, *kinds: type[Body]) -> int:
        """Return the ``seq`` of the newest entry of any of these kinds, 0 where there is none."""
        return self._record.newest_of(*kinds)

    def current(self, body: type[B], **how: Any) -> list[Entry[B]]:
        """Return the latest revision of each record of a kind, as it may be read."""
        if self._asked[0] != self._record.seq:
            self._asked = self._record.seq, {}
        asked = self._asked[1]
        question = (body, *sorted(how.items()))
        if question not in asked:
            asked[question] = [self._masked(one) for one in self._record.current(body, **how)]
        return list(asked[question])

    def get(self, record_id: str, *, as_of: int | None = None) -> Entry[Any] | None:
        """Return the latest revision of a record, retracted or not."""
        found = self._record.get(record_id, as_of=as_of)
        return self._masked(found) if found else None

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record that is kept here, oldest first."""
        return [self._masked(one) for one in self._record.history(record_id)]

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[Sequence[Any]]:
        """Yield what ``TeamRecord.kept_after`` does, as it may be read."""
        for revisions in self._record.kept_after(seq, kinds):
            yield [_KeptToRead(kept, self._masked) for kept in revisions]

    def answer_to(self, author_id: str, request_id: str) -> Entry[Any] | None:
        """Return what a request of this page's own person was stored as, if it was."""
        return self._record.answer_to(author_id, request_id)

    def _masked(self, entry: Entry[B]) -> Entry[B]:
        kind = type(entry.body)
        if kind in self._but_not or (self._me and entry.author_id == self._me):
            return entry
        names = self._record.names
        if self._said[0] is not names:
            self._said = names, {}
        said = self._said[1]
        if entry.seq not in said:
            about = _about(entry)
            body = said_anew(entry.body, lambda text: names.masked(text, self._audience, about))
            said[entry.seq] = replace(entry, body=self._without_names(body, names, about))
        return cast("Entry[B]", said[entry.seq])

    def _without_names(self, body: B, names: Names, about: str) -> B:
        def said(named: Named) -> Named:
            # Not checked: what stands for a name may be longer than the role was.
            role = names.say(named, about, self._audience)
            return Named.model_construct(person_id="", name="", role=role, said_yes=[])

        if not isinstance(body, WITH_NAMES):
            return body
        changed: dict[str, Any] = {}
        for name in ("owner", "who"):
            if isinstance(named := getattr(body, name, None), Named):
                changed[name] = said(named)
        for name in ("thanks_to", "people"):
            if named_here := getattr(body, name, None):
                changed[name] = [said(one) for one in named_here]
        return body.model_copy(update=changed) if changed else body


class _KeptToRead:
    """A kept entry of which somebody reads what they may."""

    def __init__(self, kept: Kept, masked: Callable[[Entry[Any]], Entry[Any]]) -> None:
        self._kept, self._masked = kept, masked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept, name)

    @property
    def entry(self) -> Entry[Any]:
        return self._masked(self._kept.entry)


def _about(entry: Entry[Any]) -> str:
    """Return the win a record is of, whose names have a consent of their own; empty for others."""
    if isinstance(entry.body, Thanks):
        return entry.body.win_id
    return entry.record_id if isinstance(entry.body, Win) else ""
