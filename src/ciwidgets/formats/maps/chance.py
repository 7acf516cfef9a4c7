"""Tell a matrix from answers that happen to stand above and beside each other alike.

In a table of answers the same few words or numbers come again and again, so that somewhere in it a
row and a column nearly always begin alike. A matrix has names of its own, and fills its sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ciwidgets.formats.maps.strengths import strength_of

if TYPE_CHECKING:
    from ciwidgets.formats.maps.cells import Grid

# The least share of a sheet's filled cells. A real matrix with all its notes has 0.3 (the bus
# workbook of Overijsselse Vecht), answers of people have 0.1 or less; where they are zeros and
# ones that come again, a quarter.
_LEAST_SHARE = 0.2
_LEAST_OF_REPEATED_NUMBERS = 0.5
_LEAST_WORDS = 3  # one or two are a slip, and its place is said


def is_by_chance(
    grid: Grid, labels: Sequence[str], rows: Iterable[int], columns: Iterable[int], filled: int
) -> bool:
    """Tell whether these are no names of words; ``filled`` are all filled cells of the sheet.

    ``rows`` and ``columns`` are those of the words and of their names.
    """
    names = [one.casefold() for one in labels if one]
    is_repeated = len(set(names)) < len(names)
    are_numbers = all(strength_of(one).kind == "number" for one in names)
    if not (is_repeated or are_numbers):
        return False
    least = _LEAST_OF_REPEATED_NUMBERS if is_repeated and are_numbers else _LEAST_SHARE
    across = [one for one in columns if one >= 0]
    inside = sum(bool(grid.cell(row, column)) for row in rows if row >= 0 for column in across)
    return inside < least * filled


def are_mostly_words(cells: Iterable[str]) -> bool:
    """Tell whether more of the filled cells hold words than strengths."""
    kinds = [strength_of(one).kind for one in cells]
    words = kinds.count("unknown")
    return words >= _LEAST_WORDS and words > (len(kinds) - kinds.count("blank")) / 2
