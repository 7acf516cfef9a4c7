"""The words of many people's maps, as far as they are the same word.

A word's *own key* is what its writer put down: the deck's word or the need it stands for, or its
plain letters. A vocabulary leads own keys to shared ones: whoever writes by hand what the deck or a
need says has written that word, and what a team put together is one word. The writing is never
changed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ciwidgets.analysis.lookalikes import likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ciwidgets.model import MapWord

# A key has 400 signs at most, and one sign of a label can stand for a whole phrase.
_MOST_PLAIN = 320
# Words this alike are offered as the same, the most alike first, and so many of them.
_ALIKE, _MOST_ALIKE = 0.8, 20
# A page asks after every change, and 500 people can write 30,000 words: so many are looked at, so
# many letters of each, and so many letters are set against letters.
_MOST_LOOKED_AT, _MOST_LETTERS, _MOST_WORK, _WORK_A_PAIR = 400, 80, 500_000, 200
# Pairs that share less of their neighbouring letters than this are not looked at.
_SHARED = 0.22
# A list with no more pairs than this is kept in mind for the next time.
_MOST_KEPT = 10_000


# A page asks for the same labels again after every change.
@lru_cache(maxsize=16_384)
def plain(label: str) -> str:
    """Return a label without what people do not see: its form, its capitals, its extra blanks."""
    text = unicodedata.normalize("NFKC", label).casefold()
    # Folding can take letters apart again.
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if 0 < len(text) <= _MOST_PLAIN:
        return text
    # What is too long, or all blanks by another name, keeps a key that is its own.
    digest = hashlib.sha256((text or label).encode()).hexdigest()[:32]
    return f"{text[:_MOST_PLAIN].rstrip()} {digest}".strip()


def key_of(word: MapWord) -> str:
    """Return a word's own key: ``deck:<id>``, ``need:<record id>`` or ``own:<plain label>``."""
    return word.stands_for or f"own:{plain(word.label)}"


@dataclass(frozen=True, slots=True)
class Together:
    """Keys that a team said mean the same, under one label."""

    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Which own keys are one word.

    ``labels`` are what the deck and the needs say by key, the first one of a wording winning;
    ``together`` is what a team put together, the oldest first: a key stands under one label only,
    the first that claimed it.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    together: Sequence[Together] = ()

    def base(self, key: str) -> str:
        """Return the deck's word, the need or the own word that a key stands for."""
        said = key[4:] if key.startswith("own:") else self._plain_labels.get(key)
        return self._by_plain.get(said, key) if said is not None else key

    def shared(self, key: str) -> str:
        """Return the key under which a word counts on the team's map."""
        base = self.base(key)
        return self._shared.get(base, (base, None))[0]

    def label(self, key: str) -> str | None:
        """Return what a shared key is called by the team, the deck or the needs, if it is."""
        base = self.base(key)
        return self._shared.get(base, (base, None))[1] or self.labels.get(base)

    @cached_property
    def _plain_labels(self) -> dict[str, str]:
        return {key: plain(label) for key, label in self.labels.items()}

    @cached_property
    def _by_plain(self) -> dict[str, str]:
        by_plain: dict[str, str] = {}
        for key, said in self._plain_labels.items():
            by_plain.setdefault(said, key)
        return by_plain

    @cached_property
    def _shared(self) -> dict[str, tuple[str, str | None]]:
        found: dict[str, tuple[str, str | None]] = {}
        for one in self.together:
            keys = {self.base(key) for key in one.keys} - found.keys()
            # Whoever of them is left stands for all: the same whichever way they are named.
            found.update({key: (min(keys), one.label) for key in keys})
        return found


def alike(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of keys whose labels look like one word, the most alike first.

    It is a hint: people decide. What other pairs already tell is left out. Of a long list only so
    much is looked at, the pairs first that share most of their letters.
    """
    return list(_alike(tuple(sorted(labels.items())[:_MOST_LOOKED_AT])))


# A page asks again after every change of a map, and few of them change a word.
@lru_cache(maxsize=4)
def _alike(labels: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    texts = {key: _letters(label) for key, label in labels}
    found: list[tuple[float, str, str]] = []
    work = 0
    for _, one, other in _PAIRS.closest_first(texts):
        work += _WORK_A_PAIR + len(texts[one]) * len(texts[other])
        if work > _MOST_WORK:
            break
        near = _nearness(texts[one], texts[other])
        if near:
            found.append((-near, one, other))
    group_of = {key: {key} for key in texts}
    pairs: list[tuple[str, str]] = []
    for _, one, other in sorted(found):
        if group_of[one] is not group_of[other]:
            joined = group_of[one] | group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
            pairs.append((one, other))
    return tuple(pairs[:_MOST_ALIKE])


@dataclass(frozen=True)
class _Known:
    """The letters of a list, and its pairs that share enough of them, the closest first."""

    texts: Mapping[str, str] = field(default_factory=dict)
    bits: Mapping[str, int] = field(default_factory=dict)
    numbers: dict[tuple[str, str, int], int] = field(default_factory=dict)
    pairs: Sequence[tuple[float, str, str]] = ()


class _Pairs:
    """The pairs of a list; of the next one, which is nearly the same, only what is new is read."""

    def __init__(self) -> None:
        """Begin with no list."""
        self._last = _Known()

    def closest_first(self, texts: Mapping[str, str]) -> Sequence[tuple[float, str, str]]:
        """Return the pairs that share enough of their letters, those that share most first.

        They are the same whatever was asked before.
        """
        last = self._last
        stayed = {key for key, text in texts.items() if last.texts.get(key) == text}
        numbers = dict(last.numbers) if stayed else {}
        bits = {
            key: last.bits[key] if key in stayed else _bits(text, numbers)
            for key, text in texts.items()
        }
        pairs = [one for one in last.pairs if one[1] in stayed and one[2] in stayed]
        for one, other in _with_new(texts, stayed):
            letters = len(texts[one]) + len(texts[other])
            share = (bits[one] & bits[other]).bit_count() / letters if letters else 0.0
            if share > _SHARED:
                pairs.append((-share, one, other))
        pairs.sort()
        is_much = max(len(pairs), len(numbers)) > _MOST_KEPT
        self._last = _Known() if is_much else _Known(texts, bits, numbers, pairs)
        return pairs


_PAIRS = _Pairs()


def _with_new(keys: Iterable[str], stayed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Return each pair of which at least one has not stayed; ``keys`` are in order."""
    before: list[str] = []
    new_before: list[str] = []
    for key in keys:
        is_new = key not in stayed
        yield from ((one, key) for one in (before if is_new else new_before))
        before.append(key)
        if is_new:
            new_before.append(key)


def _bits(text: str, numbers: dict[tuple[str, str, int], int]) -> int:
    """Return a text's pairs of neighbouring letters, each a bit; ``numbers`` gathers which."""
    seen: Counter[tuple[str, str]] = Counter()
    bits = 0
    for pair in pairwise(f" {text} "):
        seen[pair] += 1  # a pair's second time is a bit of its own
        bits |= 1 << numbers.setdefault((*pair, seen[pair]), len(numbers))
    return bits


# Most pairs are as they were when they were last asked about.
@lru_cache(maxsize=8_192)
def _nearness(one: str, other: str) -> float:
    """Return how alike two labels are; 0 where they are not alike enough."""
    return 1.0 if _is_part(one, other) else likeness(one, other, _ALIKE)


def _is_part(one: str, other: str) -> bool:
    """Whether all words of one label stand in the other, which says one word more at most."""
    few, many = sorted((one.split(), other.split()), key=len)
    return bool(few) and len(many) - len(few) <= 1 and not Counter(few) - Counter(many)


def _letters(label: str) -> str:
    """Return a label's words without marks and capitals, in the order of the alphabet."""
    letters = unicodedata.normalize("NFKD", plain(label))[:_MOST_LETTERS]
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    words: Iterable[str] = re.findall(r"\w+", letters)
    told = " ".join(sorted(one for one in words if one not in ("the", "a", "an", "of", "and")))
    return told or letters
