"""How far each team is in each step, kept up entry by entry, with nothing of what anybody said.

How many have answered is live for everyone. What they answered is not, and is not kept here.
"""

from __future__ import annotations

import logging
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from ciwidgets.errors import StoreError
from ciwidgets.model import Erasure, Person, Role, StepState
from ciwidgets.results.room.answers import LISTED, OWN_ANSWERS, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ciwidgets.model import Body
    from ciwidgets.results.room.answers import OwnAnswer
    from ciwidgets.store import Kept, Store

_AT_ONCE: Final = 1000
_OF_THE_TEAM: Final = (Role.PARTICIPANT, Role.PROJECT_MANAGER)
_log = logging.getLogger(__name__)


class _Came(NamedTuple):
    """A person's arrival: the occasion, when, and whom they were found to be the same as."""

    occasion: str
    at: datetime
    same_as: str


class _Said(NamedTuple):
    """That a record says something: whose it is, and the occasion it counts at ("" is any)."""

    author: str
    occasion: str
    is_own: bool


class StepMark(NamedTuple):
    """Whether a team's step is open, and the revision that says so; 0 where nothing ever did."""

    is_open: bool = True
    revision: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a team is in a step at an occasion.

    ``answered`` counts those here who answered, ``written`` what stands in the team's lists;
    ``last_at`` is when something last came in.
    """

    answered: int
    written: int
    last_at: datetime | None


class Progress:
    """Every team's progress; an entry is read once and let go, whatever it says.

    Its size follows how many records there are, not how often they are saved.
    """

    def __init__(self, store: Store) -> None:
        """Begin with an empty hall: the first ``catch_up`` reads what there is.

        Raises:
            StoreError: when the store cannot be read.
        """
        self._store = store
        # What was erased before the first look is not read at all.
        self._erased_by = store.last_seq()
        self._begin()

    def _begin(self) -> None:
        self._newest: Kept | None = None
        self._people: defaultdict[str, dict[str, _Came]] = defaultdict(dict)
        # When somebody last wrote anything.
        self._wrote: dict[str, datetime] = {}
        self._said: defaultdict[tuple[str, str], dict[str, _Said]] = defaultdict(dict)
        self._last: dict[tuple[str, str, str], datetime] = {}
        self._steps: dict[tuple[str, str, str], StepMark] = {}

    def catch_up(self) -> set[type[Body]]:
        """Take in what the store has kept since; return the kinds there was news of.

        Raises:
            StoreWentBack: a backup was put in the store's place, so what was read no longer holds.
        """
        news: set[type[Body]] = set()
        while batch := self._store.kept_since(self._newest, team_id=None, limit=_AT_ONCE):
            for kept in batch:
                news.add(kept.kind)
                if kept.kind is Erasure and kept.seq > self._erased_by:
                    self._begin_anew()
                    break
                self._newest = kept
                if kept.team_id:
                    self._take(kept)
            else:
                if len(batch) < _AT_ONCE:
                    break
        return news

    def here(self, team_id: str, occasion: str, since: datetime) -> set[str]:
        """Return who of a team has come to an occasion, each person once.

        Whoever has neither come nor written anything ``since`` is not here now.
        """
        people = self._people.get(team_id, {})
        seen: dict[str, datetime] = {}
        for one, came in people.items():
            who = came.same_as if came.same_as in people else one
            last = max(came.at, self._wrote.get(one, came.at))
            seen[who] = max(last, seen.get(who, last))
        return {
            one
            for one, came in people.items()
            if came.occasion == occasion and came.same_as not in people and seen[one] > since
        }

    def standing(
        self, team_id: str, keys: Iterable[str], occasion: str, here: set[str]
    ) -> Standing:
        """Return how far a team is in the steps of these names; ``here`` is who has come."""
        authors: set[str] = set()
        written = 0
        moments: list[datetime] = []
        for key in keys:
            for said in self._said.get((team_id, key), {}).values():
                if not said.is_own:
                    written += 1
                elif said.occasion in ("", occasion):
                    authors.add(said.author)
            last = self._last.get((team_id, key, occasion))
            if last is not None:
                moments.append(last)
        return Standing(len(authors & here), written, max(moments, default=None))

    def step(self, team_id: str, key: str, occasion: str) -> StepMark:
        """Return whether a step of a team is open at an occasion; a step starts open."""
        return self._steps.get((team_id, key, occasion), StepMark())

    def _begin_anew(self) -> None:
        """Forget all, once something of it was erased; it is read again as it is now."""
        self._erased_by = self._store.last_seq()
        self._begin()

    def _take(self, kept: Kept) -> None:
        kind = kept.kind
        if kind is not Person and kind is not StepState and not _counts(kind):
            return
        try:
            if kind is Person:
                self._take_person(kept)
            elif kind is StepState:
                body = cast("StepState", kept.entry.body)
                mark = StepMark(body.is_open, kept.entry.revision, kept.entry.created_at)
                self._steps[(kept.team_id, sys.intern(body.step), kept.occasion)] = mark
            else:
                self._take_work(kept)
        except StoreError:
            # One entry that cannot be read must not take the whole hall off the screen.
            _log.warning("Entry %s could not be read and is not counted.", kept.seq)

    def _take_person(self, kept: Kept) -> None:
        body = cast("Person", kept.entry.body)
        team = self._people[kept.team_id]
        if kept.retracted or body.role not in _OF_THE_TEAM or body.source == "import":
            team.pop(kept.record_id, None)
        else:
            came = _Came(sys.intern(kept.occasion), kept.entry.created_at, body.same_as)
            team[sys.intern(kept.record_id)] = came

    def _take_work(self, kept: Kept) -> None:
        body = kept.entry.body
        own = kept.kind in OWN_ANSWERS
        key = sys.intern(str(body.step))
        records = self._said[(sys.intern(kept.team_id), key)]
        if kept.retracted or (own and not is_own(cast("OwnAnswer", body))):
            records.pop(kept.record_id, None)
        else:
            bound = own and OWN_ANSWERS[cast("type[OwnAnswer]", kept.kind)]
            occasion = sys.intern(kept.occasion) if bound else ""
            author = sys.intern(kept.author_id) if own else ""
            records[kept.record_id] = _Said(author, occasion, own)
        at = kept.entry.created_at
        self._last[(kept.team_id, key, kept.occasion)] = at
        self._wrote[sys.intern(kept.author_id)] = at


def _counts(kind: type[Body]) -> bool:
    return kind in OWN_ANSWERS or kind in LISTED
