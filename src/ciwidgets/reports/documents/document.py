"""An executed notebook read once: its prose and our blocks, in order, for every format to write.

What else a cell has put out (code, prints, other people's HTML, scripts) is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import (
    MIME,
    Block,
    Heading,
    HowMade,
    Masthead,
    Text,
    block_from_json,
)
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
        ReportError: when a cell failed, shows something that is no block of ours, or the notebook
            has not exactly one masthead.
    """
    found = list(_leading_somewhere(list(_parts(notebook))))
    mastheads = [part for _, part in found if isinstance(part, Masthead)]
    if len(mastheads) != 1:
        raise ReportError(
            f"This notebook shows {len(mastheads)} report headings; a report needs exactly one. "
            "Run the notebook first, and call report.heading() once."
        )
    below = list(_one_level_at_a_time(found))
    return Document(
        mastheads[0], tuple(part for _, part in below), tuple(cell for cell, _ in below)
    )


def _parts(notebook: NotebookNode) -> Iterator[tuple[str, Part]]:
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        name = cell.get("id", "")
        is_hidden = HIDDEN in tags
        if cell.cell_type == "markdown" and not is_hidden:
            if NEW_PAGE in tags:
                yield name, PageBreak()
            for one in prose_of(cell.source):
                yield name, one
        elif cell.cell_type == "code":
            for found in _blocks(cell):
                block = block_from_json(found)
                # A document has its head, whether or not the cell that says it is shown.
                if isinstance(block, HowMade) and not is_hidden:
                    yield from ((name, one) for one in _written_out(block))
                elif not is_hidden or isinstance(block, Masthead):
                    yield name, block


def _written_out(made: HowMade) -> Iterator[Part]:
    """Yield how some numbers were made as paper has it: a heading, small print, tables."""
    yield Title(3, plain(made.title), made.name)
    for sentence in made.sentences:
        yield Text(sentence, "note")
    yield from made.tables


def _leading_somewhere(found: list[tuple[str, Part]]) -> Iterator[tuple[str, Part]]:
    """Yield the parts but for texts that lead to what is not there."""
    names = {part.name for _, part in found if isinstance(part, Title)}
    for cell, part in found:
        if not (isinstance(part, Text) and part.to and part.to not in names):
            yield cell, part


def _blocks(cell: NotebookNode) -> Iterator[Any]:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            raise ReportError(
                f"The cell {cell.get('id', '')!r} of this notebook stopped with an error. "
                "A report is made only of a notebook that ran to its end."
            )
        shown = output.get("data", {}).get(MIME)
        if shown is None:
            continue
        blocks = shown.get("blocks", []) if isinstance(shown, dict) else shown
        if not isinstance(blocks, list):
            raise ReportError(
                f"The cell {cell.get('id', '')!r} of this notebook shows something that is not "
                "part of a report. Run it again with this version."
            )
        yield from blocks


def _one_level_at_a_time(found: list[tuple[str, Part]]) -> Iterator[tuple[str, Part]]:
    """Yield the parts with headings that leave out no level, as those who listen need them."""
    level, named = 1, {""}
    for cell, part in found:
        if isinstance(part, Title | Heading):
            # A heading without words is none, and would leave out a level.
            if part.text.strip():
                level = max(min(part.level, level + 1), 2)
                if isinstance(part, Title):
                    # What is shown twice is led to once.
                    yield cell, Title(level, part.runs, "" if part.name in named else part.name)
                    named.add(part.name)
                else:
                    yield cell, Title(level, plain(part.text))
        elif not isinstance(part, Masthead):
            yield cell, part
