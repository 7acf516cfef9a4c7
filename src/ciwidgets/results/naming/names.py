"""Who may be named to whom: what stands wherever words leave a team.

A member's name stands only where they said yes themselves; another person's only where the team
wrote down that they did. What people typed is read through too, since a name may stand in it.
Consent is that of now, whatever moment a report tells of: it can be taken back.
"""

from __future__ import annotations

import re
from collections import defaultdict
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
    Win,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import Audience, Body
    from ciwidgets.results.record import Record

SOMEBODY: Final = "a member"

# What names people: in these, a name leaves the team only with its person's yes.
WITH_NAMES: Final[tuple[type[Body], ...]] = (Goal, Activity, Risk, Win, Meeting, NextStep, CarryOn)
# Parts of names that are also words: as part of a longer name, or in small letters, they are words.
_ALSO_WORDS = (
    "angel april art august autumn baker bell bill bishop black brook brown carter chance chase "
    "christian church clay cook cross dale dawn day dean drew faith field fisher ford forest frank "
    "gene glen grace grant gray green hall hill hope house hunter iris ivy jack jean joy june king "
    "lake lane lee long major mark mason may miller noble page park pat pearl pope price ray rice "
    "rich river robin rose ruby sage sandy sky star stone storm summer sunny taylor terry violet "
    "white will winter wood woods worth young"
)
_WORDS: Final = frozenset(_ALSO_WORDS.split())


class Names:
    """The people a team names, and what may be said in place of each."""

    def __init__(self, record: Record, team_id: str) -> None:
        """Read who joined, who is named where, and who said yes to what."""
        self._members: dict[str, str] = {
            one.record_id: one.body.name
            for one in record.current(Person, team_id=team_id)
            if one.body.name
        }
        self._yes: defaultdict[tuple[str, str], set[Audience]] = defaultdict(set)
        for consent in record.current(NameConsent, team_id=team_id):
            self._yes[consent.author_id, consent.body.about].update(consent.body.audiences)
        # Also what somebody called themselves before: others may have written it down.
        self._called: dict[str, set[str]] = {
            one.record_id: {old.body.name for old in record.history(one.record_id)} - {""}
            for one in record.current(Person, team_id=team_id, with_retracted=True)
        }
        self._typed: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
        for kind in WITH_NAMES:
            for entry in record.current(kind, team_id=team_id, with_retracted=True):
                about = entry.record_id if isinstance(entry.body, Win) else ""
                for named in named_in(entry.body):
                    if named.name:
                        # What was taken off the list is nobody's yes any more.
                        gone = named.model_copy(update={"said_yes": []})
                        self._typed[_key(named.name)].append(
                            (about, gone if entry.retracted else named)
                        )

    def name_of(self, named: Named) -> str:
        """Return the name the team itself knows somebody by, empty where it has none."""
        return self._members.get(named.person_id, "") if named.person_id else named.name

    def may(self, named: Named, about: str, audience: Audience) -> bool:
        """Say whether an audience may read somebody's name beside the record ``about``."""
        if named.person_id:
            return audience in self._yes[named.person_id, about]
        if not named.name:
            return False
        # Who joined speaks for themselves, even where somebody else wrote their name.
        joined = self._joined(named.name)
        return audience in named.said_yes and all(
            audience in self._yes[person_id, about] for person_id in joined
        )

    def say(self, named: Named, about: str, audience: Audience) -> str:
        """Return the name where it may be read, else the role, else ``a member``."""
        name = self.name_of(named)
        if name and self.may(named, about, audience):
            return name
        return self.masked(named.role, audience, about) or SOMEBODY

    def masked(self, text: str, audience: Audience, about: str = "") -> str:
        """Return what somebody wrote with ``a member`` for each name that may not be read."""
        if not text or self._pattern is None:
            return text

        def instead(found: re.Match[str]) -> str:
            word = found[0]
            if word.islower() and word in _WORDS:
                return word
            known = self._names_with(" ".join(word.split()))
            if known and all(self._may_stand(name, about, audience) for name in known):
                return word
            begins = not re.search(r"[^\s.!?]\s*$", text[: found.start()])
            return SOMEBODY.capitalize() if begins else SOMEBODY

        return self._pattern.sub(instead, text)

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        """The keys of names by each spelling they can be told by: the whole name, or a part."""
        typed = [named.name for found in self._typed.values() for _, named in found]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*typed, *(one for names in self._called.values() for one in names)):
            key = _key(name)
            # Small letters can be more letters than capitals ("İ"), so both are looked for.
            for spelled in (key, " ".join(name.split())):
                found[spelled].add(key)
                parts = spelled.split()
                for part in parts if len(parts) > 1 else ():
                    if len(part) >= 3 and part.lower() not in _WORDS:
                        found[part].add(key)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._parts:
            return None
        longest_first = sorted(self._parts, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def _names_with(self, word: str) -> set[str]:
        return self._parts.get(_key(word), set()) | self._parts.get(word, set())

    def _may_stand(self, key: str, about: str, audience: Audience) -> bool:
        typed = [named for place, named in self._typed[key] if place == about]
        joined = self._joined(key)
        if joined:
            return all(audience in self._yes[person_id, about] for person_id in joined)
        return bool(typed) and all(audience in named.said_yes for named in typed)

    def _joined(self, name: str) -> list[str]:
        key = _key(name)
        return [
            person_id
            for person_id, names in self._called.items()
            if key in {_key(one) for one in names}
        ]


def named_in(body: Any) -> Iterator[Named]:
    """Yield everybody a record names."""
    for name in ("owner", "who"):
        if isinstance(named := getattr(body, name, None), Named):
            yield named
    for name in ("thanks_to", "people"):
        yield from getattr(body, name, ())


def _key(name: str) -> str:
    return " ".join(name.lower().split())
