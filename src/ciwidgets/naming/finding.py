"""Where in a text somebody is named: by the whole name, by a part of it, or written in one."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ciwidgets.naming.folding import Word, has_humps, humps, key_of, spellings, words_of
from ciwidgets.naming.word_lists import ALSO_WORDS, BEFORE_A_MONTH, MONTHS, NOBODYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Two parts of a word with this between them are one word, broken at the end of a line.
_BROKEN: Final = re.compile(r"[-\u2010-\u2014]?\s*\n\s*|[-\u2010-\u2014]")
_FEWEST_IN_ONE = 5  # letters of a name written in one: "ruthames"
_MOST_BETWEEN = 3  # letters between two words of one name: "Ames, Ruth", "O’Brien"
_OF_MANY: Final = ("s", "es")


class _When(IntEnum):
    """When a spelling is a name: always, with a capital, or with one inside a sentence."""

    ALWAYS = 0
    CAPITAL = 1
    INSIDE = 2


class Hit(NamedTuple):
    """A place where a text names somebody, and the keys of the names it may be."""

    start: int
    end: int
    keys: frozenset[str]
    begins: bool


class Finder:
    """Finds a set of names in what people wrote."""

    def __init__(self, names: Iterable[str]) -> None:
        """Learn every spelling of each name."""
        rows: dict[tuple[str, ...], tuple[_When, set[str]]] = {}
        for name in names:
            for row, when in _told_by(name):
                before, keys = rows.setdefault(row, (when, set()))
                keys.add(key_of(name))
                rows[row] = (min(before, when), keys)
        by_first: defaultdict[str, list[tuple[tuple[str, ...], _When, frozenset[str]]]]
        by_first = defaultdict(list)
        for row in sorted(rows, key=len, reverse=True):
            by_first[row[0]].append((row, rows[row][0], frozenset(rows[row][1])))
        self._by_first = dict(by_first)

    def hits(self, text: str) -> list[Hit]:
        """Return where a text names somebody, in its order; what belongs to one name is one hit."""
        if not self._by_first or not text:
            return []
        found: list[Hit] = []
        words, place = words_of(text), 0
        if not self._may_have_one(text, words):
            return []
        while place < len(words):
            used, hit = self._at(text, words, place)
            place += used
            for one in hit:
                if found and _is_one_name(text, found[-1], one):
                    last = found.pop()
                    found.append(last._replace(end=one.end, keys=last.keys | one.keys))
                else:
                    found.append(one)
        return found

    def _may_have_one(self, text: str, words: Sequence[Word]) -> bool:
        """Say at once that most texts name nobody."""
        said = {one.folded for one in words}
        said |= {one[: -len(end)] for end in _OF_MANY for one in said if one.endswith(end)}
        return (
            not self._by_first.keys().isdisjoint(said)
            or _BROKEN.search(text) is not None
            or has_humps(text)
        )

    def _at(self, text: str, words: Sequence[Word], place: int) -> tuple[int, list[Hit]]:
        """Return how many words are read from here, and whom they name."""
        word = words[place]
        if word.folded in self._by_first and (found := self._row_at(text, words, place)):
            return found[0], [found[1]]
        following = text[word.end : word.end + 1]
        if following and place + 1 < len(words) and not following.isalnum() and following != " ":
            beyond = words[place + 1]
            if _BROKEN.fullmatch(text, word.end, beyond.start):
                whole = Word(word.start, beyond.end, word.folded + beyond.folded)
                if found := self._row_at(text, [whole, *words[place + 2 : place + 8]], 0):
                    return found[0] + 1, [found[1]]
        written = text[word.start : word.end]
        if written[1:].islower() or len(written) < 2:
            return 1, self._of_many(text, word)
        parts, hits, read = humps(text, word), list[Hit](), 0
        while len(parts) > 1 and read < len(parts):
            found = self._row_at(text, parts, read)
            read += found[0] if found else 1
            hits += [found[1]] if found else []
        return 1, hits or self._of_many(text, word)

    def _row_at(self, text: str, words: Sequence[Word], place: int) -> tuple[int, Hit] | None:
        first = words[place]
        for row, when, keys in self._by_first.get(first.folded, ()):
            these = words[place : place + len(row)]
            if tuple(one.folded for one in these) != row or not _are_near(text, these):
                continue
            if _is_name(text, these, when):
                end = these[-1].end
                return len(row), Hit(first.start, end, keys, _begins(text, first.start))
        return None

    def _of_many(self, text: str, word: Word) -> list[Hit]:
        """Return whom a family's name names, as in "the Bakers"."""
        for ending in _OF_MANY:
            one = word.folded.removesuffix(ending)
            if one == word.folded or len(one) < _MOST_BETWEEN or text[word.start].islower():
                continue
            for row, when, keys in self._by_first.get(one, ()):
                if len(row) == 1 and when is _When.ALWAYS:
                    return [Hit(word.start, word.end, keys, _begins(text, word.start))]
        return []


def parts_of(key: str) -> frozenset[str]:
    """Return the words of a name that can tell somebody alone."""
    return frozenset(one for one in key.split() if len(one) > 1 and one not in NOBODYS)


def _told_by(name: str) -> Iterator[tuple[tuple[str, ...], _When]]:
    """Yield each row of words that tells a name, and when it does."""
    words = [one.folded for one in words_of(name)]
    for row in spellings(name):
        if len(row) > 1:
            yield from ((row, when) for when in _of_a_row(row))
        elif len(words) == 1:
            if len(row[0]) > 1:
                yield row, _When.INSIDE if row[0] in NOBODYS else _of_a_word(row[0])
        elif len(row[0]) >= _FEWEST_IN_ONE and row[0] not in NOBODYS | ALSO_WORDS:
            yield row, _When.ALWAYS
    if len(words) > 1:
        yield from (((one,), _of_a_word(one)) for one in parts_of(" ".join(words)))


def _of_a_word(word: str) -> _When:
    is_short = len(word) < 3  # "Li", "Bo"
    return _When.CAPITAL if is_short or word in ALSO_WORDS else _When.ALWAYS


def _of_a_row(row: Sequence[str]) -> Iterator[_When]:
    if any(one not in ALSO_WORDS for one in row if len(one) > 2 and one not in NOBODYS):
        yield _When.ALWAYS
    elif parts_of(" ".join(row)):
        yield _When.CAPITAL
    elif any(len(one) > 1 for one in row):
        yield _When.INSIDE


def _are_near(text: str, words: Sequence[Word]) -> bool:
    for one, following in pairwise(words):
        between = text[one.end : following.start]
        if between.strip() and (
            len(between) > _MOST_BETWEEN or any(letter.isdigit() for letter in between)
        ):
            return False
    return True


def _is_name(text: str, words: Sequence[Word], when: _When) -> bool:
    if when is not _When.ALWAYS and any(
        text[one.start].islower()
        for one in words
        if when is _When.INSIDE or one.folded not in NOBODYS
    ):
        return False
    first = words[0]
    if when is _When.INSIDE and _begins(text, first.start):
        return False
    is_month = len(words) == 1 and first.folded in MONTHS
    return not (is_month and _is_a_time(text, first))


def _is_a_time(text: str, word: Word) -> bool:
    """Whether a month's name says when: "in May", "3 May", "May 2027"."""
    before = text[max(0, word.start - 24) : word.start].rstrip(" ,.-\n").split()
    after = text[word.end : word.end + 6].lstrip(" ,.-\n")
    said = before[-1].lower() if before else ""
    return said in BEFORE_A_MONTH or said[-1:].isdigit() or after[:1].isdigit()


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in ".!?"


def _is_one_name(text: str, last: Hit, following: Hit) -> bool:
    between = text[last.end : following.start]
    is_near = not between.strip() or (len(between) < _MOST_BETWEEN and between[0] not in ".!?;")
    return is_near and bool(last.keys & following.keys)
