"""What may stand twice on a list: names that are alike, or a little, under one roof."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

# Names this alike are offered as the same; less will do where the same people run both.
_ALIKE = 0.84
_ALIKE_UNDER_ONE_ROOF = 0.6
# Of two texts with t letters between them, m in each stand in runs that are the same. Every gap
# between runs holds a letter of neither, so there are at most t - 2m + 1 runs, and the texts share
# at least 3m - t + 1 pairs of neighbouring letters, their edges counted. Alike by 0.84 is
# m = 0.42 t, which is this share of t. By 0.6 nothing follows; that share is what names have that
# people would call alike.
_SHARED = 0.26
_SHARED_UNDER_ONE_ROOF = 0.15
# A page asks after every change, and a list can be as long and as alike as somebody makes it: so
# many letters are set against letters, and no more. A list of 200 needs half of it, in six lines
# and with every tenth resource nearly twice.
_MOST_WORK = 500_000
_WORK_A_PAIR = 200  # what even the two shortest names take
_MOST_LETTERS = 160  # a name has 80 signs at most, but one sign can stand for a whole phrase


class Listed(Protocol):
    """Something on a list, such as a resource: what it is called, who runs it, in which line."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def who(self) -> str:
        """Who runs it, or nothing."""

    @property
    def line(self) -> str:
        """The line of work outside of which nothing can be the same."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in plain letters; its pairs of neighbouring letters, each a bit."""

    plain: str
    bits: int

    def may_be(self, other: _Text, share: float) -> bool:
        """Whether the two share enough to be looked at."""
        return self.shared(other) > share * (len(self.plain) + len(other.plain))

    def shared(self, other: _Text) -> int:
        return (self.bits & other.bits).bit_count()


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one thing: its name and who runs it."""

    id: str
    line: str
    name: _Text
    who: _Text


def duplicates(resources: Mapping[str, Listed]) -> list[tuple[str, ...]]:
    """Return groups of ids whose names, or names and who runs them, look like one and the same.

    Only those of one line of work can be. Whatever is alike to one of a group belongs to it. It is
    a hint: people decide. Where a long list is a little alike throughout, only the pairs that are
    most alike are looked at.
    """
    group_of = {one: {one} for one in resources}
    work = 0
    for one, other in _closest_first(resources):
        if group_of[one.id] is group_of[other.id]:
            continue
        work += _WORK_A_PAIR + len(one.name.plain) * len(other.name.plain)
        if work > _MOST_WORK:
            break
        found = likeness(one.name.plain, other.name.plain, _ALIKE_UNDER_ONE_ROOF)
        if found and found < _ALIKE:
            work += len(one.who.plain) * len(other.who.plain)
        if found >= _ALIKE or (found and _is_one_roof(one, other)):
            joined = group_of[one.id] | group_of[other.id]
            group_of.update(dict.fromkeys(joined, joined))
    return sorted({tuple(sorted(group)) for group in group_of.values() if len(group) > 1})


# Most of a list is as it was when it was last asked about.
@lru_cache(maxsize=8_192)
def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """Return how alike two names are, letter by letter: 1 is the same, 0 nothing in common.

    Below ``at_least`` it is 0: that two names are unlike is quicker to know than how unlike.
    """
    # The ratio depends on which comes first; sorted, it does not.
    first, second = sorted((one, other))
    match = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for bound in (match.real_quick_ratio, match.quick_ratio, match.ratio):
        if bound() < at_least:
            return 0.0
    return match.ratio()


def _closest_first(resources: Mapping[str, Listed]) -> list[tuple[_Told, _Told]]:
    """Return the pairs that may be alike, those that share most of their letters first."""
    numbers: dict[tuple[str, ...], int] = {}
    told = [
        _Told(i, one.line, _text(one.name, numbers), _text(one.who, numbers))
        for i, one in sorted(resources.items(), key=lambda item: (item[1].line, item[0]))
    ]
    pairs = [
        pair
        for _, here in groupby(told, key=lambda one: one.line)
        for pair in combinations(here, 2)
        if _may_be_same(*pair)
    ]
    return sorted(pairs, key=_apartness)


def _may_be_same(one: _Told, other: _Told) -> bool:
    if one.name.may_be(other.name, _SHARED):
        return True
    return one.name.may_be(other.name, _SHARED_UNDER_ONE_ROOF) and _may_be_one_roof(one, other)


def _may_be_one_roof(one: _Told, other: _Told) -> bool:
    return bool(one.who.plain) and one.who.may_be(other.who, _SHARED)


def _is_one_roof(one: _Told, other: _Told) -> bool:
    if not _may_be_one_roof(one, other):
        return False
    return bool(likeness(one.who.plain, other.who.plain, _ALIKE))


def _apartness(pair: tuple[_Told, _Told]) -> tuple[float, str, str]:
    one, other = pair
    letters = len(one.name.plain) + len(other.name.plain)
    return -one.name.shared(other.name) / letters, one.id, other.id


def _text(text: str, numbers: dict[tuple[str, ...], int]) -> _Text:
    """Return a text with its bits; ``numbers`` gathers which pair of letters is which bit."""
    plain = _plain(text)
    seen: Counter[tuple[str, ...]] = Counter()
    bits = 0
    for pair in pairwise(f" {plain} " if plain else ""):
        seen[pair] += 1  # a pair's second time is a bit of its own
        bits |= 1 << numbers.setdefault((*pair, str(seen[pair])), len(numbers))
    return _Text(plain, bits)


def _plain(name: str) -> str:
    """Return a name's words without marks, capitals and articles, in the order of the alphabet."""
    letters = unicodedata.normalize("NFKD", name.casefold())[:_MOST_LETTERS]
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    words = re.findall(r"\w+", letters)
    told = " ".join(sorted(one for one in words if one not in ("the", "a", "an", "of", "and")))
    return told or letters  # a name may be all signs, or all articles
