"""An executed notebook read once: its prose and our blocks, in order, for every format to write.

What else a cell has put out (code, prints, other people's HTML, scripts) is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import MIME, Block, Heading, Masthead, block_from_json
from ciwidgets.reports.documents.prose import Prose, Title, plain, prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

HIDDEN = "hide"
# A markdown cell with this tag begins a page of its own where there are pages.
NEW_PAGE = "new-page"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page; a screen has none."""

    type: ClassVar[str] = "page_break"


Part = Block | Prose | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its one masthead, and everything below it with the cell each part came from.

    Headings go down one level at a time: the masthead is level 1, whatever prose says.
    """

    masthead: Masthead
    parts: tuple[Part, ...]
    cells: tuple[str, ...]
    language: str = "en"

    @property
    def title(self) -> str:
        """Return what the file calls itself: the title, and whose it is."""
        return ", ".join(one for one in (self.masthead.title, self.masthead.kicker) if one)


def read_document(notebook: NotebookNode) -> Document:
    """Return what an executed notebook says.

    Raises:
        ReportError: when a cell failed, or the notebook has not exactly one masthead.
    """
    mastheads: list[Masthead] = []
    parts: list[Part] = []
    cells: list[str] = []
    for cell, part in _parts(notebook):
        if isinstance(part, Masthead):
            mastheads.append(part)
        else:
            parts.append(part)
            cells.append(cell)
    if len(mastheads) != 1:
        raise ReportError(
            f"This notebook shows {len(mastheads)} report headings; a report needs exactly one. "
            "Run the notebook first, and call report.heading() once."
        )
    return Document(mastheads[0], tuple(_one_level_at_a_time(parts)), tuple(cells))


def _parts(notebook: NotebookNode) -> Iterator[tuple[str, Part]]:
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        name = cell.get("id", "")
        if HIDDEN in tags:
            continue
        if cell.cell_type == "markdown":
            if NEW_PAGE in tags:
                yield name, PageBreak()
            for one in prose_of(cell.source):
                yield name, one
        elif cell.cell_type == "code":
            for block in _blocks(cell):
                yield name, block_from_json(block)


def _blocks(cell: NotebookNode) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            raise ReportError(
                f"The cell {cell.get('id', '')!r} of this notebook stopped with an error. "
                "A report is made only of a notebook that ran to its end."
            )
        yield from output.get("data", {}).get(MIME, {}).get("blocks", [])


def _one_level_at_a_time(parts: list[Part]) -> Iterator[Part]:
    """Yield the parts with headings that leave out no level, as those who listen need them."""
    level = 1
    for part in parts:
        if isinstance(part, Title | Heading):
            level = min(part.level, level + 1)
            yield Title(max(level, 2), part.runs if isinstance(part, Title) else plain(part.text))
        else:
            yield part
