"""How a table fits a page: the size of its letters, and how wide each column is.

A table too wide even in small letters is set as several, each with the column that names the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 490.0  # points between the margins
GAP = 9.0  # points beside each column
LETTER = 0.5  # the width of a letter in units of its size, rather more than less
SIZES = (9.5, 8.5, 7.5, 7.0)
LONGEST_WORD = 18
_NAME = 26  # letters of a row's name that are worth smaller type for the whole table
_LONGEST_LINE = 60
_AIR = 1.3
_LINE = 1.3  # the height of a line in units of its letters' size


@dataclass(frozen=True, slots=True)
class Columns:
    """Some of a table's columns: which, how wide in points, in letters of what size."""

    which: tuple[int, ...]
    widths: tuple[float, ...]
    size: float

    def height_of(self, row: Sequence[str]) -> float:
        """Return about how many points a row takes, rather more than less."""
        lines = (
            1 + len(row[at]) * LETTER * self.size // max(width - GAP, LETTER * self.size)
            for at, width in zip(self.which, self.widths, strict=True)
        )
        return max(lines) * self.size * _LINE + GAP


def columns_of(rows: Sequence[Sequence[str]]) -> list[Columns]:
    """Return how the columns of a table are set; ``rows`` are all of one length, the head too."""
    columns = range(len(rows[0]))
    words = [min(max(_longest_word(row[at]) for row in rows), LONGEST_WORD) for at in columns]
    lines = [min(max(len(row[at]) for row in rows), _LONGEST_LINE) for at in columns]
    words[0] = max(words[0], min(lines[0], _NAME))
    for size in SIZES:
        if sum(_points(word, size) for word in words) <= PAGE:
            return [_set(tuple(columns), words, lines, size)]
    return [_set(which, words, lines, SIZES[-1]) for which in _side_by_side(words, SIZES[-1])]


def _side_by_side(words: Sequence[int], size: float) -> list[tuple[int, ...]]:
    """Return which columns go together, the first always among them."""
    groups: list[list[int]] = [[0]]
    room = PAGE - _points(words[0], size)
    for at in range(1, len(words)):
        wanted = _points(words[at], size)
        if wanted > room and len(groups[-1]) > 1:
            groups.append([0])
            room = PAGE - _points(words[0], size)
        groups[-1].append(at)
        room -= wanted
    return [tuple(group) for group in groups]


def _set(
    which: tuple[int, ...], words: Sequence[int], lines: Sequence[int], size: float
) -> Columns:
    least = [_points(words[at], size) for at in which]
    most = [max(_points(lines[at], size), least[place]) for place, at in enumerate(which)]
    if sum(most) <= PAGE:
        more = min(PAGE / sum(most), _AIR)
        return Columns(which, tuple(round(width * more, 1) for width in most), size)
    wishes = sum(most) - sum(least)
    share = (PAGE - sum(least)) / wishes if wishes else 0.0
    widths = (low + (high - low) * share for low, high in zip(least, most, strict=True))
    return Columns(which, tuple(round(width, 1) for width in widths), size)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _points(letters: int, size: float) -> float:
    return max(letters, 2) * LETTER * size + GAP
