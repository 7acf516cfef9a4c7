"""A map as a matrix: a row for each cause, a column for each effect, and a cell for each link.

The matrix is found by its names, which stand above it and beside it in the same order; titles,
totals and notes around it are left out, and said. Words are told apart by their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps import refusals
from ciwidgets.formats.maps.cells import Grid, unguarded
from ciwidgets.formats.maps.chance import are_mostly_words, is_by_chance
from ciwidgets.formats.maps.parts import MapBuilder, ReadMap, tidy
from ciwidgets.formats.maps.strengths import Strength, strength_of

_CORNERS = 12  # so far from the first cell the matrix may begin
_NAMES = ("name", "names", "label", "labels", "concept", "concepts", "concept name")
_PLAIN_CORNERS = ("from", "to", "from/to", "from\\to", "source", "cause", "concept", "concepts",
                  "label", "name", "names", "x", "var1", "unnamed: 0", "0",
                  "individual id# or name")  # fmt: skip
_TOTAL = re.compile(
    r"\b(sums?|totals?|means?|averages?|(in|out)?-?degrees?|centrality|arrows?|counts?|in|out)\b"
)
_ANY_SHEET = re.compile(r"(sheet|tabelle|feuil|hoja|map)? ?[0-9]*")
_MOST_SQUARE = 400
_MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Block:
    """Where a matrix stands: the cell of each word's row and column, and what the words are.

    A row or a column of -1 is not there. ``odd`` are rows called otherwise than their column.
    """

    corner: tuple[int, int]
    labels: tuple[str, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    odd: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def find_block(grid: Grid) -> Block | None:
    """Return the biggest matrix of a sheet, or None."""
    if len(grid.rows) == grid.width == 2 and _key(grid.cell(0, 1)) == _key(grid.cell(1, 0)) != "":
        return Block((0, 0), (grid.cell(0, 1),), (1,), (1,))
    best = None
    filled = sum(bool(cell) for row in grid.rows for cell in row)
    for row in range(min(_CORNERS, len(grid.rows))):
        for column in range(min(_CORNERS, len(grid.rows[row]))):
            found = _block_at(grid, row, column)
            if not found or (best and len(found.labels) <= len(best.labels)):
                continue
            places = ((row, *found.rows), (column, *found.columns))
            if not is_by_chance(grid, found.labels, *places, filled):
                best = found
    return best or _bare(grid)


def read_matrix(grid: Grid, block: Block, name: str, *, is_alone: bool = True) -> ReadMap:
    """Return the map of a matrix; ``is_alone`` where the file holds no other.

    Raises:
        FileRefused: a cell is neither blank nor a strength, or holds a formula.
    """
    build = MapBuilder(name, _title(grid, block, is_alone=is_alone))
    ids = [build.word(unguarded(label)) for label in _full_names(grid, block)]
    for said in block.odd:
        build.note("two_names", said)
    for said in block.left_out:
        build.note("left_out", said)
    where = f"{name}{f', sheet “{grid.title}”' if grid.title else ''}"
    cells = {
        (i, j): _strength(grid, block, i, j, where)
        for i in range(len(ids))
        for j in range(len(ids))
    }
    apart = [one for (i, j), one in cells.items() if i != j]
    zeros = sum(one.kind == "number" and not one.value for one in apart)
    keeps_zeros = drawn_zeros(zeros, sum(one.kind == "blank" for one in apart))
    for (i, j), strength in cells.items():
        is_zero = strength.kind == "number" and not strength.value
        if strength.kind != "blank" and (not is_zero or (keeps_zeros and i != j)):
            build.link(ids[i], ids[j], strength)
    return build.done()


def drawn_zeros(zeros: int, blanks: int) -> bool:
    """Tell whether a 0 is a link that was drawn: it is where the others are left blank.

    Both are counted off the diagonal, where a 0 never is one. A matrix that is filled with zeros
    says "no link" with them.
    """
    return zeros <= blanks


def _strength(grid: Grid, block: Block, i: int, j: int, where: str) -> Strength:
    row, column = block.rows[i], block.columns[j]
    if row < 0 or column < 0:
        return Strength(0.0, "blank")
    text = grid.cell(row, column)
    if (row, column) in grid.formulas:
        raise FileRefused(
            f"The cell from “{tidy(block.labels[i], 60)}” to “{tidy(block.labels[j], 60)}” of "
            f"{where} holds a formula; only plain values are read. Please copy the sheet, paste it "
            "as values, and bring that file."
        )
    strength = strength_of(text)
    if strength.kind == "unknown":
        across = [one for one in block.columns if one >= 0]
        inside = [grid.cell(one, other) for one in block.rows if one >= 0 for other in across]
        if are_mostly_words(inside):
            raise refusals.answers(where, tidy(text, 60))
        raise FileRefused(
            f"The cell from “{tidy(block.labels[i], 60)}” to “{tidy(block.labels[j], 60)}” of "
            f"{where} holds “{tidy(text, 60)}”. A strength is a number from -1 to 1, or nothing "
            "where there is no link. Please change it and bring the file again."
        )
    return strength


def _block_at(grid: Grid, row: int, column: int) -> Block | None:
    heads = list(grid.rows[row][column + 1 :])
    last = min(len(grid.rows), row + 1 + _MOST_ROWS)
    sides = [grid.cell(below, column) for below in range(row + 1, last)]
    _trim(heads)
    _trim(sides)
    if len(heads) < 2 or not sides:
        return None
    above = [_key(one) for one in heads]
    beside = [_key(one) for one in sides]
    size = _run(above, beside)
    by_name = _by_name(grid, (row, column), heads, sides)
    if size >= 2 and (size >= len(heads) or size >= len(sides) or not _both(above, beside, size)):
        # What goes on beyond it is a total, or a word that only leads somewhere or is led to.
        beyond = [one for one in (*heads[size:], *sides[size:]) if _is_a_name(one)]
        if by_name is None or all(_TOTAL.search(one.casefold()) for one in beyond):
            return _in_place(grid, (row, column), heads, sides, size)
    return by_name or _nearly(grid, (row, column), heads, sides)


def _run(above: Sequence[str], beside: Sequence[str]) -> int:
    """Return how many names from the first on are the same; a blank one is any, but not last."""
    size = alike = 0
    for number, (one, other) in enumerate(zip(above, beside, strict=False), start=1):
        if one == other and one:
            size = number
            alike += 1
        elif one and other:
            break
    return size if alike > 1 else 0


def _both(above: Sequence[str], beside: Sequence[str], place: int) -> bool:
    """Tell whether names go on above and beside, so that the matrix is not yet at its end."""
    return bool(above[place] and beside[place])


def _in_place(
    grid: Grid, corner: tuple[int, int], heads: list[str], sides: list[str], size: int
) -> Block:
    row, column = corner
    # A last word without a name is one where something stands in its row or its column.
    while not any(_at(heads, size) + _at(sides, size)) and _is_filled(grid, corner, size):
        size += 1
    labels = [_at(heads, i) or _at(sides, i) for i in range(size)]
    return Block(
        corner,
        tuple(labels),
        tuple(range(row + 1, row + 1 + size)),
        tuple(range(column + 1, column + 1 + size)),
        left_out=tuple(
            f"the {what} “{tidy(one, 60)}”"
            for what, beyond in (("column", heads[size:]), ("row", sides[size:]))
            for one in beyond
            if _is_a_name(one)
        ),
    )


def _is_a_name(text: str) -> bool:
    return strength_of(text).kind == "unknown" and not text.startswith("=")


def _is_filled(grid: Grid, corner: tuple[int, int], size: int) -> bool:
    row, column = corner[0] + 1 + size, corner[1] + 1 + size
    across = [grid.cell(row, one) for one in range(corner[1] + 1, column + 1)]
    down = [grid.cell(one, column) for one in range(corner[0] + 1, row + 1)]
    return any(strength_of(one).kind == "number" for one in [*across, *down])


def _by_name(
    grid: Grid, corner: tuple[int, int], heads: list[str], sides: list[str]
) -> Block | None:
    """Match rows and columns by their names, where one holds all of the other's, each once.

    A column without a name is a word of its own where something stands in it.
    """
    above = {_key(one): place for place, one in enumerate(heads) if one}
    beside = {_key(one): place for place, one in enumerate(sides) if one}
    is_each_once = len(above) == len(list(filter(None, heads))) and len(beside) == len(sides)
    common = above.keys() & beside.keys()
    holds_all = above.keys() <= beside.keys() or beside.keys() <= above.keys()
    if not is_each_once or len(common) < 2 or not holds_all:
        return None
    labels = {**{_key(one): one for one in sides}, **{_key(one): one for one in heads if one}}
    nameless = [place for place, one in enumerate(heads) if not one]
    for place in nameless:
        if any(grid.cell(corner[0] + 1 + row, corner[1] + 1 + place) for row in beside.values()):
            above[f"\0{place}"] = place
            labels[f"\0{place}"] = ""
    order = sorted(above, key=lambda one: above[one]) if len(above) >= len(beside) else list(beside)
    order += [one for one in above if one not in order]
    return Block(
        corner,
        tuple(labels[one] for one in order),
        tuple(corner[0] + 1 + beside[one] if one in beside else -1 for one in order),
        tuple(corner[1] + 1 + above[one] if one in above else -1 for one in order),
    )


def _nearly(
    grid: Grid, corner: tuple[int, int], heads: list[str], sides: list[str]
) -> Block | None:
    """Take rows and columns by their place where nearly all are called the same."""
    pairs = list(zip_longest(heads, sides, fillvalue=""))
    alike = sum(_key(one) == _key(other) != "" for one, other in pairs)
    if len(heads) != len(sides) or alike < 2 or alike < 0.8 * len(pairs):
        return None
    odd = [
        f"“{tidy(other, 60)}” and “{tidy(one, 60)}”"
        for one, other in pairs
        if one and other and _key(one) != _key(other)
    ]
    found = _in_place(grid, corner, heads, sides, len(pairs))
    return Block(found.corner, found.labels, found.rows, found.columns, tuple(odd))


def _bare(grid: Grid) -> Block | None:
    """Return a square of numbers, with names above it only or with none at all."""
    rows = grid.rows
    size = grid.width
    if not 2 <= size <= _MOST_SQUARE:
        return None
    is_named = len(rows) == size + 1 and len(list(filter(None, rows[0]))) == size
    if is_named and _is_numbers(rows[1:]) and not _is_numbers(rows[:1]):
        return Block((0, -1), tuple(rows[0]), tuple(range(1, size + 1)), tuple(range(size)))
    if len(rows) == size and _is_numbers(rows):
        labels = tuple(str(number + 1) for number in range(size))
        return Block((-1, -1), labels, tuple(range(size)), tuple(range(size)))
    return None


def _is_numbers(rows: Sequence[Sequence[str]]) -> bool:
    kinds = [strength_of(cell).kind for row in rows for cell in row]
    return all(kind in ("number", "blank", "nan") for kind in kinds) and "number" in kinds


def _full_names(grid: Grid, block: Block) -> list[str]:
    """Return the names of the words: those of a column called so beside short ones."""
    row, column = block.corner
    for place in range(max(column, 0)):
        if _key(grid.cell(row, place)) in _NAMES:
            return [
                (grid.cell(at, place) if at >= 0 else "") or label
                for at, label in zip(block.rows, block.labels, strict=True)
            ]
    return list(block.labels)


def _title(grid: Grid, block: Block, *, is_alone: bool) -> str:
    """Return what the first cell calls the map, else its sheet."""
    row, column = block.corner
    said = unguarded(grid.cell(row, column)) if row >= 0 and column >= 0 else ""
    known = _key(said) in _PLAIN_CORNERS or strength_of(said).kind != "unknown"
    if is_alone and not known:
        return said
    return "" if _ANY_SHEET.fullmatch(grid.title.casefold()) else grid.title


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _trim(cells: list[str]) -> None:
    while cells and not cells[-1]:
        cells.pop()


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
