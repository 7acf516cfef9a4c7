"""What is covered and what is not: populations down, lines of work across, words in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    LINE,
    MARGIN,
    POINT,
    WIDTH,
    Drawing,
    ink_on,
    plain,
    scale_colors,
    shortened,
    wrapped,
)
from ciwidgets.charts.figure import Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.coverage import Cell, Coverage, LineCoverage

# Orange for what is missing, blue for what is there; each cell says it in words as well.
_COLORS = dict(zip(("none", "full", "not_known", "room"), scale_colors(5), strict=False))
_WORDS = {"full": "all full", "not_known": "room not known"}
_ALL = "All that is listed"
_LABELS = 1.1
_MOST_ACROSS = 6
_SIZE = 7.5
_GAP = 0.03
_MOST_NAMED = 6


def coverage_chart(
    coverage: Coverage,
    lines: Mapping[str, str],
    populations: Mapping[str, str],
    title: str = "What is covered, and what is not",
) -> Figure:
    """Return the coverage picture; ``lines`` and ``populations`` map ids to names.

    Raises:
        ReportError: when nothing is listed yet.
    """
    if not coverage.resources:
        raise ReportError(
            "Nothing is on the list of resources yet, and an empty list covers nothing. Say that "
            "the list has not been begun instead of drawing a picture."
        )
    drawing = Drawing()
    for start in range(0, len(coverage.lines), _MOST_ACROSS):
        _grid(drawing, coverage.lines[start : start + _MOST_ACROSS], lines, populations)
    name = plain(title)
    return Figure(
        name,
        _alt(coverage, lines, populations),
        _table(coverage, lines, populations, name),
        drawing.svg(),
    )


def cell_words(cell: Cell) -> str:
    """Return a cell in words, ``3, 1 with room``."""
    if cell.word == "none":
        return "none"
    if cell.word == "room":
        return f"{cell.resources}, {cell.with_room} with room"
    said = "full" if cell.word == "full" and cell.resources == 1 else _WORDS[cell.word]
    return f"{cell.resources}, {said}"


def _grid(
    drawing: Drawing,
    across: Sequence[LineCoverage],
    lines: Mapping[str, str],
    populations: Mapping[str, str],
) -> None:
    width = (WIDTH - 2 * MARGIN - _LABELS) / _MOST_ACROSS
    heads = [wrapped(lines[one.id], width - 0.05, _SIZE) for one in across]
    _row(drawing, [], heads, [""] * len(across), width)
    rows = [(_ALL, [one.whole for one in across])]
    rows += [(name, [one.cells[who] for one in across]) for who, name in populations.items()]
    for name, cells in rows:
        said = [wrapped(cell_words(cell), width - 0.1, _SIZE) for cell in cells]
        label = wrapped(name, _LABELS - 0.1, _SIZE)
        _row(drawing, label, said, [_COLORS[cell.word] for cell in cells], width)
    drawing.y += 0.15


def _row(
    drawing: Drawing,
    label: Sequence[str],
    cells: Sequence[Sequence[str]],
    colors: Sequence[str],
    width: float,
) -> None:
    step = _SIZE * LINE * POINT
    height = max(map(len, [label, *cells])) * step + 0.1
    _lines(drawing, MARGIN, label, height)
    for place, (said, color) in enumerate(zip(cells, colors, strict=True)):
        left = MARGIN + _LABELS + place * width
        if color:
            drawing.bar(left, drawing.y, width - _GAP, height - _GAP, color)
        _lines(drawing, left + 0.03, said, height, ink_on(color) if color else "")
    drawing.y += height


def _lines(
    drawing: Drawing, left: float, words: Sequence[str], height: float, color: str = ""
) -> None:
    """Put lines of words in the middle of a row."""
    step = _SIZE * LINE * POINT
    top = drawing.y + (height - _GAP - len(words) * step) / 2
    for place, line in enumerate(words):
        y = top + (place + 0.5) * step
        if color:
            drawing.write(left, y, line, _SIZE, color)
        else:
            drawing.write(left, y, line, _SIZE)


def _alt(coverage: Coverage, lines: Mapping[str, str], populations: Mapping[str, str]) -> str:
    cells = [cell for one in coverage.lines for cell in one.cells.values()]
    n = coverage.resources
    resources = "1 resource" if n == 1 else f"{n} resources"
    said = [f"A grid of {resources} by line of work and by the people they are there for."]
    empty = [lines[one.id] for one in coverage.lines if one.whole.word == "none"]
    if empty:
        said.append(f"Nothing is listed under {_named(empty)}.")
    if cells:
        holes = sum(cell.word == "none" for cell in cells)
        full = sum(cell.word == "full" for cell in cells)
        said.append(
            f"Cells with nothing: {holes} of {len(cells)}; cells where all is full: {full}."
        )
    left_out = [
        name
        for who, name in populations.items()
        if all(one.cells[who].word == "none" for one in coverage.lines)
    ]
    if left_out:
        said.append(f"Nothing at all is there for: {_named(left_out)}.")
    return " ".join(said)


def _named(names: Sequence[str]) -> str:
    few = "; ".join(shortened(name, 60) for name in names[:_MOST_NAMED])
    return few if len(names) <= _MOST_NAMED else f"{few}; and {len(names) - _MOST_NAMED} more"


def _table(
    coverage: Coverage, lines: Mapping[str, str], populations: Mapping[str, str], title: str
) -> Table:
    return Table(
        ("Line of work", _ALL, *map(plain, populations.values())),
        tuple(
            (
                plain(lines[one.id]),
                cell_words(one.whole),
                *(cell_words(one.cells[who]) for who in populations),
            )
            for one in coverage.lines
        ),
        f"{title}: how many resources, and whether they have room. One that is there for everyone "
        "counts in each column.",
    )
