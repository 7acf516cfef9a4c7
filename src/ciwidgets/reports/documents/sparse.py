"""A report of which nearly nothing is there yet: without the headings that have nothing below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ciwidgets.reports.blocks import MIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

# A team that has begun says more; fewer empty parts than this are read as what is still to come.
_MOST_SAID, _FEWEST_EMPTY = 5, 10


def without_empty(executed: NotebookNode) -> NotebookNode:
    """Return an executed notebook without its empty sections, if nearly all of it is empty.

    A team that joined last would else leaf through pages that all say "not yet".
    """
    sections = [bool(_says(cell)) for cell in executed.cells if _shows(cell)]
    if sum(sections) > _MOST_SAID or sections.count(False) < _FEWEST_EMPTY:
        return executed
    executed.cells = list(_kept(executed.cells))
    return executed


def _kept(cells: list[Any]) -> Iterator[Any]:
    """Yield the cells but for empty sections, each with the headings that lead to it alone."""
    waiting: list[Any] = []
    for cell in cells:
        if cell.cell_type == "markdown":
            waiting.append(cell)
            continue
        if not _shows(cell) or _says(cell):
            yield from waiting
            yield cell
        waiting = []
    yield from waiting


def _shows(cell: Any) -> list[Any]:
    return [
        block
        for output in cell.get("outputs", [])
        for block in output.get("data", {}).get(MIME, {}).get("blocks", [])
    ]


def _says(cell: Any) -> list[Any]:
    return [block for block in _shows(cell) if block.get("tone") != "absent"]
