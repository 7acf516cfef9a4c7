"""Words compared as people read them: without accents, case, or what no eye sees.

A name is one however it was typed: "O’Brien" and "O'Brien", "José" and "Jose", "Ruth" with a soft
hyphen in it. Found words keep their places in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# A word is letters and nothing else: "_" and digits part words as a space does.
_RUN: Final = re.compile(r"[^\W\d_]+")
_HUMP: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_BEYOND_ASCII: Final = "\x80"
# Letters with a stroke are letters of their own to a computer, and an accent to most who type.
_STROKES: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe"}
)


class Word(NamedTuple):
    """A word of a text: where it stands as it was written, and how it is compared."""

    start: int
    end: int
    folded: str


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, and for each of its letters the place in the text."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        one = letter.lower() if letter < _BEYOND_ASCII else _folded_letter(letter)
        letters.append(one)
        if len(one) == 1:
            places.append(place)
        else:
            places += [place] * len(one)
    return "".join(letters), places


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    if text.isascii():
        return [Word(one.start(), one.end(), one[0]) for one in _RUN.finditer(text.lower())]
    plain, places = folded(text)
    return [
        Word(places[one.start()], _end(text, places[one.end() - 1] + 1), one[0])
        for one in _RUN.finditer(plain)
    ]


def has_humps(text: str) -> bool:
    """Say whether a capital stands within a word."""
    return _HUMP.search(text) is not None


def humps(text: str, word: Word) -> list[Word]:
    """Return the words that capitals part within one, as in "RuthAmes"."""
    written = text[word.start : word.end]
    edges = [0, *(one.start() for one in _HUMP.finditer(written)), len(written)]
    return [
        Word(word.start + start, word.start + end, folded(written[start:end])[0])
        for start, end in pairwise(edges)
    ]


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return what two spellings of one name have in common."""
    words = [one.folded for one in words_of(name)]
    return " ".join(words or name.casefold().split())


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of words by which a name of several words can be told, the whole one first.

    So "Ruth Smith-Jones" is also told by "Smith-Jones", and written in one as "ruthsmithjones".
    """
    words = tuple(one.folded for one in words_of(name))
    if not words:
        return
    yield words
    pieces = [tuple(one.folded for one in words_of(piece)) for piece in name.split()]
    yield from (one for one in pieces if 1 < len(one) < len(words))
    runs = [words, *pieces, *pairwise(words)]
    yield from {("".join(one),) for one in runs if len(one) > 1}


@cache
def _folded_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter).casefold().translate(_STROKES)
    # A small letter can be a letter and a mark ("İ"), so marks go last.
    seen = unicodedata.normalize("NFKD", plain)
    return "".join(one for one in seen if unicodedata.category(one) not in _UNSEEN)


_UNSEEN: Final = frozenset({"Mn", "Me", "Mc", "Cf"})


def _end(text: str, end: int) -> int:
    """Return where a word ends with the marks and unseen letters that follow its last letter."""
    while (
        end < len(text)
        and text[end] >= _BEYOND_ASCII
        and unicodedata.category(text[end]) in _UNSEEN
    ):
        end += 1
    return end
