"""Names that a file left out, and the way back for them.

A file says “a member” where a name may not leave the team. Whoever changes the words around it
means the same person still, so the name goes back where nobody can be mistaken for another; where
somebody could, nothing is kept. No name is lost to a file that did not hold it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

Hide = Callable[[str], str]
# A name has at most 80 letters.
_LONGEST = 80


class PutBack(NamedTuple):
    """What a cell says with the names back in it, and as who reads the file may read that."""

    text: str
    seen: str


class _Slot(NamedTuple):
    """A place where a text speaks of somebody: by name, or only by the words for anybody."""

    start: int
    words: str
    is_name: bool

    @property
    def end(self) -> int:
        """The place just behind it."""
        return self.start + len(self.words)


class Masks:
    """Finds what stands for names in cells, and whose they are."""

    def __init__(self, somebody: str, hide: Hide, hide_all: Hide) -> None:
        """``hide`` leaves out what the file's readers may not read, ``hide_all`` every name."""
        self._hide, self._hide_all = hide, hide_all
        said = r"\s+".join(map(re.escape, somebody.split()))
        self._mask = re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE)

    def count(self, cell: str) -> int:
        """Return how many names a cell leaves out."""
        return len(self._mask.findall(cell))

    def is_one(self, cell: str) -> bool:
        """Whether a cell is nothing but what stands for a name."""
        return self._mask.fullmatch(cell) is not None

    def is_of(self, cell: str, text: str) -> bool:
        """Whether a cell is a text with some of its names left out, and nothing else."""
        pieces = self._mask.split(cell)
        if len(pieces) < 2 or not (text.startswith(pieces[0]) and text.endswith(pieces[-1])):
            return False
        put = self.put_back(cell, text)
        return put is not None and put.text == text

    def hidden(self, text: str) -> int:
        """Return how many names of a text its file leaves out."""
        found = self._slots(text, self._hide(text))
        return self.count(self._hide(text)) if found is None else sum(one.is_name for one in found)

    def put_back(self, cell: str, text: str) -> PutBack | None:
        """Return a cell with the names of the record's ``text`` where they were left out.

        None where nobody can say whose name stood there: the numbers differ, so one was taken out,
        doubled, or somebody wrote another's name over it.
        """
        masks = self.count(cell)
        kept_back = self._slots(text, self._hide(text))
        there = self._slots(text, self._hide_all(text))
        named = self._slots(cell, self._hide_all(cell))
        if kept_back is None or there is None or named is None:
            return None if masks or self._hide(text) != text else PutBack(cell, cell)
        missing = _without(there, (one.words for one in named if one.is_name))
        hidden = [one for one in kept_back if one.is_name]
        if not any(one.is_name for one in missing) or not (masks or hidden):
            return PutBack(cell, cell)  # everybody whom the file left out is in it, or nobody was
        if masks == len(missing):
            # Also where somebody has said yes or no since the file was taken.
            return self._filled(cell, missing, kept_back)
        if hidden and masks == len(kept_back) and not _without(hidden, _words(missing)):
            return self._filled(cell, kept_back, kept_back)
        return None

    def _filled(self, cell: str, slots: list[_Slot], kept_back: list[_Slot]) -> PutBack:
        whole, seen = iter(slots), iter(slots)

        def shown(found: re.Match[str]) -> str:
            one = next(seen)
            is_secret = any(one.start < its.end and its.start < one.end for its in kept_back)
            return found[0] if is_secret else one.words

        return PutBack(
            self._mask.sub(lambda _: next(whole).words, cell), self._mask.sub(shown, cell)
        )

    def _slots(self, text: str, hiding: str) -> list[_Slot] | None:
        """Return where a text says what its hiding form leaves out; None where they do not fit."""
        pieces = self._mask.split(hiding)
        if not text.startswith(pieces[0]):
            return None
        found = self._gaps(text, len(pieces[0]), pieces[1:])
        if found is None:
            return None
        return [
            _Slot(start, text[start:end], not self.is_one(text[start:end])) for start, end in found
        ]

    def _gaps(self, text: str, start: int, pieces: list[str]) -> list[tuple[int, int]] | None:
        if not pieces:
            return [] if start == len(text) else None
        gaps: list[tuple[int, int]] = []
        for piece in pieces[:-1]:
            end = self._end_of_name(text, start, piece)
            if end < 0:
                return None
            gaps.append((start, end))
            start = end + len(piece)
        end = len(text) - len(pieces[-1])
        is_last = end > start and text.endswith(pieces[-1])
        return [*gaps, (start, end)] if is_last else None

    def _end_of_name(self, text: str, start: int, piece: str) -> int:
        """Return where a name ends that a piece follows: a first name alone is not the whole."""
        found = end = text.find(piece, start + 1)
        while 0 <= end <= start + _LONGEST:
            if self.is_one(self._hide_all(text[start:end])):
                found = end
            end = text.find(piece, end + 1)
        return found


def _without(slots: Iterable[_Slot], words: Iterable[str]) -> list[_Slot]:
    """Return the slots that are not among words, each of which stands for one of them."""
    said = Counter(map(_alike, words))
    left = []
    for one in slots:
        if one.is_name and said[_alike(one.words)]:
            said[_alike(one.words)] -= 1
        else:
            left.append(one)
    return left


def _words(slots: Iterable[_Slot]) -> list[str]:
    return [one.words for one in slots]


def _alike(words: str) -> str:
    return " ".join(words.casefold().split())
