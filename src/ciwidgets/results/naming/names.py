"""Who may be named to whom: what stands wherever words leave a team.

A member's name stands only where they said yes themselves; another person's only where the team
wrote down that they did. What people typed is read through too, since a name may stand in it.
Consent is that of now, whatever moment a report tells of: it can be taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ciwidgets.model import (
    Activity,
    CarryOn,
    Goal,
    Meeting,
    NameConsent,
    Named,
    NextStep,
    Person,
    Risk,
    Role,
    Win,
)
from ciwidgets.naming.finding import Finder, parts_of
from ciwidgets.naming.folding import key_of
from ciwidgets.results.people import stands_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import Audience, Body
    from ciwidgets.results.record import Record

Mask = Callable[[str], str]
SOMEBODY: Final = "a member"

# What names people: in these, a name leaves the team only with its person's yes.
WITH_NAMES: Final[tuple[type[Body], ...]] = (Goal, Activity, Risk, Win, Meeting, NextStep, CarryOn)


@dataclass(slots=True)
class _Member:
    """A person under one record or several: what they are called, were, and said yes to."""

    name: str = ""
    is_here: bool = False
    called: set[str] = field(default_factory=set)
    said: dict[str, frozenset[Audience]] = field(default_factory=dict)


class Names:
    """The people a team names, and what may be said in place of each.

    It is to be built on a record as it was written: ``names_of`` sees to that.
    """

    def __init__(self, record: Record, team_id: str) -> None:
        """Read who joined, who is named where, and who said yes to what."""
        self._written: dict[str, str] = {}  # each name once, by its key
        self._stands_for = stands_for(record, team_id)
        self._members: dict[str, _Member] = {}
        self._read_people(record, team_id)
        self._typed: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
        self._read_named(record, team_id)
        self._may: dict[tuple[str, str, str], bool] = {}

    def name_of(self, named: Named) -> str:
        """Return the name the team itself knows somebody by, empty where it has none."""
        if not named.person_id:
            return named.name
        member = self._member(named.person_id)
        return member.name if member and member.is_here else ""

    def said_yes(self, person_id: str, about: str) -> frozenset[Audience]:
        """Return to whom a person said yes under the name they have now."""
        member = self._member(person_id)
        return member.said.get(about, frozenset()) if member else frozenset()

    def is_of(self, named: Named, person_id: str) -> bool:
        """Say whether a record means somebody, or writes a name they have or had."""
        own_id = self._stands_for.get(person_id, person_id)
        if named.person_id:
            return self._stands_for.get(named.person_id, named.person_id) == own_id
        key = key_of(named.name)
        return own_id in self._called(key) or own_id in self._sharing(key)

    def may(self, named: Named, about: str, audience: Audience) -> bool:
        """Say whether an audience may read somebody's name beside the record ``about``."""
        name = self.name_of(named)
        if not name:
            return False
        if named.person_id and audience not in self.said_yes(named.person_id, about):
            return False
        return self._may_stand(key_of(name), about, audience)

    def say(self, named: Named, about: str, audience: Audience, somebody: str = SOMEBODY) -> str:
        """Return the name where it may be read, else the role, else ``a member``."""
        if self.may(named, about, audience):
            return self.name_of(named)
        return self.masked(named.role, audience, about, somebody) or somebody

    def masked(
        self, text: str, audience: Audience, about: str = "", somebody: str = SOMEBODY
    ) -> str:
        """Return what somebody wrote with ``somebody`` for each name that may not be read."""
        said, read = [], 0
        for hit in self._finder.hits(text) if text else ():
            if all(self._may_stand(key, about, audience) for key in hit.keys):
                continue
            said += [text[read : hit.start], somebody.capitalize() if hit.begins else somebody]
            read = hit.end
        return "".join((*said, text[read:])) if said else text

    def _read_people(self, record: Record, team_id: str) -> None:
        names_now: dict[str, str] = {}
        renamed: dict[str, int] = {}
        for entry in record.current(Person, team_id=team_id, with_retracted=True):
            own_id, body = entry.record_id, entry.body
            if body.role is Role.FACILITATOR:
                self._learn(body.name)  # a guest has no page to say yes on
                continue
            member = self._members.setdefault(self._stands_for.get(own_id, own_id), _Member())
            before = None
            for old in record.history(own_id):
                key = key_of(old.body.name)
                if before is not None and key != before:
                    renamed[own_id] = old.seq
                before = key
                member.called |= {key} - {""}
                self._learn(old.body.name)
            names_now[own_id] = body.name
            member.is_here |= not entry.retracted
        for one in record.current(Person, team_id="") if team_id else ():
            if one.body.role is Role.FACILITATOR:
                self._learn(one.body.name)
        for own_id, member in self._members.items():
            names = (names_now[one] for one in names_now if self._own_id(one) == own_id)
            member.name = names_now.get(own_id, "") or next(filter(None, names), "")
        for consent in sorted(record.current(NameConsent, team_id=team_id), key=lambda it: it.seq):
            if found := self._member(consent.author_id):
                # What a person said last counts, on whichever phone; and only of this name.
                is_of_now = consent.seq > renamed.get(consent.author_id, 0) and key_of(
                    names_now.get(consent.author_id, "")
                ) == key_of(found.name)
                audiences = consent.body.audiences if is_of_now else ()
                found.said[consent.body.about] = frozenset(audiences)

    def _read_named(self, record: Record, team_id: str) -> None:
        for kind in WITH_NAMES:
            for entry in record.current(kind, team_id=team_id, with_retracted=True):
                # What somebody was called on a list once is still in what was written then.
                for old in record.history(entry.record_id):
                    for named in named_in(old.body):
                        self._learn(named.name)
                about = entry.record_id if kind is Win else ""
                # What was taken off the list is nobody's yes any more.
                for named in named_in(entry.body) if not entry.retracted else ():
                    if named.name:
                        self._typed[key_of(named.name)].append((about, named))

    def _learn(self, name: str) -> None:
        if name:
            self._written.setdefault(name, name)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._written)

    @cached_property
    def _by_part(self) -> dict[str, set[str]]:
        """Members by each word of their names, those they gave up too."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for own_id, member in self._members.items():
            for part in frozenset().union(*map(parts_of, member.called)):
                found[part].add(own_id)
        return found

    def _own_id(self, person_id: str) -> str:
        return self._stands_for.get(person_id, person_id)

    def _member(self, person_id: str) -> _Member | None:
        return self._members.get(self._own_id(person_id))

    def _called(self, key: str) -> list[str]:
        """Return the members who have or had a name; who left only where nobody else does."""
        found = [own_id for own_id, one in self._members.items() if key in one.called]
        return [one for one in found if self._members[one].is_here] or found

    def _sharing(self, key: str) -> set[str]:
        """Return the members with a part of a name in theirs."""
        return set[str]().union(*(self._by_part.get(part, set()) for part in parts_of(key)))

    def _may_stand(self, key: str, about: str, audience: Audience) -> bool:
        asked = (key, about, audience)
        if asked not in self._may:
            self._may[asked] = self._all_said_yes(key, about, audience)
        return self._may[asked]

    def _all_said_yes(self, key: str, about: str, audience: Audience) -> bool:
        if called := self._called(key):
            # A name somebody gave up is not theirs to read any more, whatever they said yes to.
            return all(
                self._says_yes(one, about, audience)
                and set(key.split()) <= set(key_of(self._members[one].name).split())
                for one in called
            )
        # Who joined speaks for themselves, also where somebody wrote their name in another way.
        typed = [named for place, named in self._typed[key] if place == about]
        return (
            bool(typed)
            and all(audience in named.said_yes for named in typed)
            and all(
                audience in self._members[one].said.get(about, ()) for one in self._sharing(key)
            )
        )

    def _says_yes(self, own_id: str, about: str, audience: Audience) -> bool:
        return audience in self._members[own_id].said.get(about, ())


def names_of(record: Record, team_id: str) -> Names:
    """Return who may be named to whom by a team's record as it was written.

    Every ``Names`` is had from here, so that none is built on a record that hides some already.
    """
    known = getattr(record, "names", None)
    return known if isinstance(known, Names) else Names(record, team_id)


def as_written(record: Record) -> Record:
    """Return a record with nothing masked, to reckon with; what is said of it is masked."""
    found: Record = getattr(record, "as_written", record)
    return found


def mask_of(record: Record) -> Mask:
    """Return what masks a text as a record masks its own, nothing where it shows all."""
    found: Mask = getattr(record, "mask", str)
    return found


def named_in(body: Any) -> Iterator[Named]:
    """Yield everybody a record names."""
    fields = body.__dict__
    for name in ("owner", "who"):
        if isinstance(named := fields.get(name), Named):
            yield named
    for name in ("thanks_to", "people"):
        yield from fields.get(name, ())
