"""The parts of a document, one after the other, as the body of a Word file."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml.ns import qn

from ciwidgets.reports.blocks import Facts, FigureBlock, List, TableBlock, Text
from ciwidgets.reports.documents.fitting.letters import xml_text
from ciwidgets.reports.documents.fitting.widths import columns_of
from ciwidgets.reports.documents.prose import Bullets, Paragraph, Title, plain, shown_caption
from ciwidgets.reports.documents.word.drawings import drawing_of
from ciwidgets.reports.documents.word.elements import (
    bookmarked,
    drawing,
    element,
    link_to,
    link_within,
    paragraph,
    parsed,
    run,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument

    from ciwidgets.reports.blocks import Masthead
    from ciwidgets.reports.documents.document import Document, Part
    from ciwidgets.reports.documents.prose import Runs

NUMBERS = "The numbers behind the pictures"
_STYLES = {"plain": "Normal", "lead": "Lead", "note": "Note", "absent": "Absent"}
_DOTS = 1  # the list of styles/numbering.xml that has dots
_NUMBERED = "1"  # its definition of lists with numbers
_DEEPEST = 8


def write_body(document: Document, word: WordDocument) -> None:
    """Write a document into a Word file that is empty so far.

    Raises:
        ReportError: when a picture of it is no drawing.
    """
    body = _Body(word)
    body.masthead(document.masthead)
    for part in document.parts:
        body.part(part)
    body.numbers_behind_the_pictures()
    body.close()


class _Body:
    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._written: list[str] = []
        self._figures: list[FigureBlock] = []
        self._bookmarks = count(1)
        self._sections = count(1)
        self._new_page = False
        self._room_above = False

    def masthead(self, head: Masthead) -> None:
        if head.kicker:
            self._write("Subtitle", [run(head.kicker)])
        self._write("Title", self._bookmarked("top", [run(head.title)]))
        for line in head.lines:
            self._write("MastheadLine", [run(line)])
        if head.notice:
            self._write("Notice", [run(head.notice)])

    def part(self, part: Part) -> None:
        match part:
            case Title():
                self._title(part, f"made_{part.name}" if part.name else "")
            case Paragraph():
                self._write("Normal", self._runs(part.runs))
            case Text():
                said = link_within(f"made_{part.to}", part.text) if part.to else run(part.text)
                self._write(_STYLES[part.tone], [said])
            case Bullets():
                self._bullets(part)
            case List():
                self._list(part)
            case Facts():
                self._facts(part)
            case TableBlock():
                self._table(part)
            case FigureBlock():
                self._figure(part)
            case _:
                self._new_page = True

    def numbers_behind_the_pictures(self) -> None:
        """Write the table of each picture, in the order of the pictures, on pages of their own."""
        if not self._figures:
            return
        self._new_page = True
        self._title(Title(2, plain(NUMBERS)))
        for number, figure in enumerate(self._figures, 1):
            self._title(Title(3, plain(figure.title)), f"numbers_{number}")
            self._write("Note", [link_within(f"picture_{number}", "The picture")], keep_next=True)
            self._table(figure.table)

    def close(self) -> None:
        """Put what was written into the file, above what its pages are like."""
        body = self._word.element.body
        body[:0] = parsed("".join(self._written))

    def _write(
        self,
        style: str,
        children: Iterable[str],
        *,
        keep_next: bool = False,
        list_id: int = 0,
        depth: int = 0,
    ) -> None:
        written = paragraph(
            style,
            children,
            keep_next=keep_next,
            new_page=self._new_page,
            list_id=list_id,
            depth=depth,
            room_above=self._room_above,
        )
        self._written.append(written)
        self._new_page = self._room_above = False

    def _bookmarked(self, name: str, runs: Iterable[str]) -> list[str]:
        return bookmarked(name, next(self._bookmarks), runs)

    def _runs(self, runs: Runs) -> list[str]:
        return [
            link_to(self._relation(one.link), [run(one.text, "Hyperlink")])
            if one.link
            else run(one.text, strong=one.strong, emphasis=one.emphasis)
            for one in runs
        ]

    def _relation(self, link: str) -> str:
        address = xml_text(link)
        return self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def _title(self, title: Title, name: str = "") -> None:
        name = name or f"section_{next(self._sections)}"
        self._write(f"Heading{title.level - 1}", self._bookmarked(name, self._runs(title.runs)))

    def _bullets(self, bullets: Bullets) -> None:
        style, list_id = self._list_of(is_ordered=bullets.is_ordered)
        for depth, runs in bullets.items:
            self._write(style, self._runs(runs), list_id=list_id, depth=min(depth, _DEEPEST))

    def _list(self, found: List) -> None:
        style, list_id = self._list_of(is_ordered=found.is_ordered)
        for item in found.items:
            runs = [run(item.text, strong=found.is_ordered)]
            if item.mark:
                runs += [run(" "), run(item.mark, "Mark")]
            self._write(style, runs, list_id=list_id, keep_next=bool(item.details))
            for detail in item.details:
                self._write("ListContinue", [run(detail)])

    def _list_of(self, *, is_ordered: bool) -> tuple[str, int]:
        if not is_ordered:
            return "ListBullet", _DOTS
        numbering = self._word.part.numbering_part.element
        list_id = len(numbering.findall(qn("w:num"))) + 1
        starts = (
            element("w:lvlOverride", element("w:startOverride", val="1"), ilvl=str(level))
            for level in range(_DEEPEST + 1)
        )
        kind = element("w:abstractNumId", val=_NUMBERED)
        numbering.extend(parsed(element("w:num", kind, *starts, numId=str(list_id))))
        return "ListNumber", list_id

    def _facts(self, facts: Facts) -> None:
        for at, fact in enumerate(facts.facts, 1):
            tab = element("w:r", element("w:tab"))
            runs = [run(fact.value, "FactValue"), tab, run(fact.label)]
            self._write("Fact", runs, keep_next=at < len(facts.facts))
        self._room_above = True

    def _table(self, found: TableBlock) -> None:
        if not found.columns:
            self._write("Note", [run(found.caption)])
            return
        width = len(found.columns)
        rows = [_whole(row, width) for row in (found.columns, *found.rows)]
        for columns in columns_of([[str(cell) for cell in row] for row in rows]):
            # Two tables with nothing between them would be one.
            if shown_caption(found) or "".join(self._written[-1:]).startswith("<w:tbl>"):
                self._write("Caption", [run(found.caption)])
            self._written.append(table(found.caption, rows, columns))
        self._room_above = True

    def _figure(self, figure: FigureBlock) -> None:
        self._figures.append(figure)
        number = len(self._figures)
        drawn = drawing_of(figure)
        self._write("Caption", self._bookmarked(f"picture_{number}", [run(figure.title)]))
        relations = self._image(drawn.png, number, "png"), self._image(drawn.svg, number, "svg+xml")
        self._write("Picture", [drawing(drawn, number, (figure.title, figure.alt), relations)])
        if figure.caption:
            self._write("Note", [run(figure.caption)], keep_next=True)
        self._write("Note", [link_within(f"numbers_{number}", "The numbers behind this picture")])

    def _image(self, data: bytes, number: int, kind: str) -> str:
        name = PackURI(f"/word/media/picture{number}.{kind[:3]}")
        part = FilePart(name, f"image/{kind}", data, self._word.part.package)
        return self._word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _whole(row: Sequence[str | int | float], width: int) -> tuple[str | int | float, ...]:
    return (*row[:width], *[""] * (width - len(row)))
