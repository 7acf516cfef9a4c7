"""What several teams say in the same words or nearly: a hint found by words, never by meaning.

Two texts are alike when they hold the same words whatever their order, when at least half of the
words that stand in either stand in both (small words left out, two in both at least), or when they
are the same but for a few letters. Who says the same in quite other words is not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from ciwidgets.analysis.lookalikes import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Half of the words in either: our own choice. Less brings together what only shares a subject.
_ALIKE: Final = 0.5
_FEWEST: Final = 2
_SPELLED_ALIKE: Final = 0.84  # as two names on a list are
_MOST_LETTERS: Final = 160
# A long list of texts that all share a word or two would be set against each other one by one.
_MOST_TRIED: Final = 100
# "not" and "no" are no small words: they turn a sentence round.
_SMALL: Final = frozenset(
    # Sixty pairs of quotes would hide the words.
    "a about all also an and any are as at be been but by can could do does every everyone for "  # noqa: SIM905
    "from get had has have here how i if in into is it its more most of on one or our out so some "
    "such than that the their them then there these they this those to too up us was we were what "
    "when where which who will with would you your".split()
)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a team wrote down, in its own words as they may be read."""

    team_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying something, and the teams that say it so, in the order they came in."""

    text: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two teams or more say alike; the wording most teams use comes first."""

    wordings: tuple[Wording, ...]

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams, each once."""
        return tuple(dict.fromkeys(one for said in self.wordings for one in said.teams))


@dataclass(slots=True)
class _Said:
    """A wording with its words; ``rare`` are those of them it can be found by."""

    wording: Wording
    plain: str
    words: frozenset[str]
    rare: tuple[str, ...] = ()


def said_alike(sayings: Iterable[Saying]) -> list[Shared]:
    """Return what two teams or more say alike, what most say first; each saying stands in one.

    All wordings of a group are alike to its first. In what order teams come in changes no group.
    """
    told = _told(sayings)
    frequency = Counter(word for one in told for word in one.words)
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    groups: list[list[_Said]] = []
    for one in told:
        one.rare = _rare(one.words, frequency)
        place = _group_of(one, groups, by_word)
        if place is None:
            place = len(groups)
            groups.append([])
            for word in one.rare:
                by_word[word].append(place)
        groups[place].append(one)
    shared = [Shared(tuple(one.wording for one in group)) for group in groups]
    several = [one for one in shared if len(one.teams) > 1]
    return sorted(several, key=lambda one: (-len(one.teams), one.wordings[0].text))


def _told(sayings: Iterable[Saying]) -> list[_Said]:
    """Return each wording once, what most teams say first."""
    texts: dict[str, str] = {}
    teams: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in sayings:
        text = " ".join(one.text.split())
        if not text:
            continue
        key = " ".join(_words(text)) or text.casefold()
        # Which capitals stand there must not hang on which team came in first.
        texts[key] = min(texts.get(key, text), text)
        teams[key][one.team_id] = None
    in_order = sorted(texts, key=lambda key: (-len(teams[key]), key))
    return [_Said(Wording(texts[key], tuple(teams[key])), key, _kept(key)) for key in in_order]


def _group_of(
    one: _Said, groups: Sequence[Sequence[_Said]], by_word: dict[str, list[int]]
) -> int | None:
    """Return the group whose first wording this is most alike to, None where there is none."""
    met = Counter(place for word in one.rare for place in by_word.get(word, ()))
    tried = sorted(met, key=lambda place: (-met[place], place))[:_MOST_TRIED]
    found = [(_alike(one, groups[place][0]), -place) for place in tried]
    best = max(found, default=(0.0, 0))
    return -best[1] if best[0] else None


def _alike(one: _Said, other: _Said) -> float:
    """Return how alike two wordings are, 0 where they are not alike enough."""
    both = len(one.words & other.words)
    share = both / len(one.words | other.words)
    if share == 1 or (share >= _ALIKE and both >= _FEWEST):
        return share
    if max(len(one.plain), len(other.plain)) > _MOST_LETTERS:
        return 0.0
    return likeness(one.plain, other.plain, _SPELLED_ALIKE)


def _rare(words: frozenset[str], frequency: Counter[str]) -> tuple[str, ...]:
    """Return the rarest words: two texts with half of theirs in common share one of these."""
    in_order = sorted(words, key=lambda word: (frequency[word], word))
    return tuple(in_order[: len(words) - ceil(_ALIKE * len(words)) + 1])


def _kept(plain: str) -> frozenset[str]:
    """Return the words that tell something, one and many alike; all of them where none does."""
    words = plain.split()
    return frozenset(_one_of(word) for word in words if word not in _SMALL) or frozenset(words)


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return re.findall(r"\w+", plain.replace("\u2019", "").replace("'", ""))


def _one_of(word: str) -> str:
    """Return a word without the ending of many."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word
