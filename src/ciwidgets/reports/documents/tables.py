"""The tables of a report for people who count on: one workbook, or a zip of CSV files.

Every table is there, those behind the pictures too. What a spreadsheet would take for a formula is
a text (``formats.safe_cells``).
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ciwidgets.formats.safe_cells import safe_cell, safe_csv
from ciwidgets.reports.blocks import FigureBlock, TableBlock
from ciwidgets.reports.documents.fitting.letters import xml_text
from ciwidgets.reports.documents.packing import packed, unpacked
from ciwidgets.reports.documents.prose import Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ciwidgets.reports.documents.document import Document

Cell = str | int | float
_CONTENTS = "Contents"
_LONGEST_CELL = 32_767  # letters, in Excel
_LONGEST_NAME = 31  # of a sheet
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ufffd]")
_FIRST_PART = re.compile(r"[:.;]\s")
_NOT_IN_A_FILE_NAME = re.compile(r"[^A-Za-z0-9_-]+")
# A number as reports write it: "-3", "1,204", "$48,245.50", "37%".
_NUMBER = re.compile(
    r"([-\u2212]?)(\$?)(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(\.[0-9]+)?(%?)"
)
_MOST_DIGITS = 15  # that Excel keeps
_WIDEST = 60
_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a report: which it is, the cell it came from, and the headings above it.

    ``name`` is the short form of its caption.
    """

    number: int
    cell: str
    section: str
    caption: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(document: Document) -> Iterator[Found]:
    """Yield the tables of a document in their order; a picture's is called by both their names."""
    above: dict[int, str] = {}
    number = 0
    for cell, part in zip(document.cells, document.parts, strict=True):
        if isinstance(part, Title):
            above = {level: text for level, text in above.items() if level < part.level}
            above[part.level] = part.text
        elif isinstance(part, TableBlock | FigureBlock):
            table = part if isinstance(part, TableBlock) else part.table
            caption, name = table.caption, table.caption
            if isinstance(part, FigureBlock):
                name = part.title
                caption = caption if name in caption else f"{name}: {caption}"
            number += 1
            section = " / ".join(above.values())
            yield Found(number, cell, section, caption, name, table.columns, table.rows)


def to_csv_zip(document: Document) -> bytes:
    """Return the tables as CSV files and one before them, which says what each of them is.

    Their names hold nothing that anybody typed.
    """
    tables = list(tables_of(document))
    names = [
        f"{one.number:02d}-{_NOT_IN_A_FILE_NAME.sub('-', one.cell)[:60]}.csv" for one in tables
    ]
    head = ("File", "Table", "Part of the report", "Rows", "Report", "Notice")
    about = (document.title, document.masthead.notice)
    contents = [
        (name, one.caption, one.section, len(one.rows), *about)
        for name, one in zip(names, tables, strict=True)
    ]
    files = {"00-contents.csv": _csv([head, *contents])}
    for name, one in zip(names, tables, strict=True):
        files[name] = _csv([one.columns, *one.rows])
    return packed(files)


def to_xlsx(document: Document) -> bytes:
    """Return the tables as a workbook, a sheet each; the first sheet leads to all the others."""
    from openpyxl import Workbook  # noqa: PLC0415 a page's start must not wait for it

    book = Workbook()
    tables = list(tables_of(document))
    names = [_sheet_name(one) for one in tables]
    _write_contents(book.active, document, list(zip(names, tables, strict=True)))
    for name, one in zip(names, tables, strict=True):
        _write_table(book.create_sheet(name), [one.columns, *one.rows])
    properties = book.properties
    properties.creator = None
    properties.title = xml_text(" ".join(document.title.split()))
    properties.language = document.language
    out = io.BytesIO()
    book.save(out)
    files = unpacked(out.getvalue())
    # When it was made is the one thing in it that would be another each time.
    files["docProps/core.xml"] = _MODIFIED.sub(b"", files["docProps/core.xml"])
    return packed(files)


def _write_contents(sheet: Any, document: Document, tables: Sequence[tuple[str, Found]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 the same
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 the same

    sheet.title = _CONTENTS
    head = document.masthead
    opening = [text for text in (head.title, head.kicker, *head.lines, head.notice) if text]
    for row, text in enumerate(opening, 1):
        _put(sheet, (row, 1), text)
    sheet["A1"].font = Font(bold=True, size=16)
    first = len(opening) + 2
    for place, title in enumerate(("Sheet", "Table", "Part of the report", "Rows"), 1):
        _put(sheet, (first, place), title).font = Font(bold=True)
    for row, (name, one) in enumerate(tables, first + 1):
        line: tuple[Cell, ...] = (name, one.caption, one.section, len(one.rows))
        for place, value in enumerate(line, 1):
            _put(sheet, (row, place), value)
        link = sheet.cell(row, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!A1", display=name)
        link.font = Font(color="1D5682", underline="single")
    for letter, width in {"A": 34, "B": 60, "C": 40, "D": 8}.items():
        sheet.column_dimensions[letter].width = width


def _write_table(sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 the same
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 the same

    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = _put(sheet, (at, place), value)
            cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
            if at == 1:
                cell.font = Font(bold=True)
    for place, column in enumerate(zip(*rows, strict=False), 1):
        longest = max(len(str(one)) for one in column)
        sheet.column_dimensions[get_column_letter(place)].width = min(longest, _WIDEST) + 3
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _put(sheet: Any, place: tuple[int, int], value: Cell) -> Any:
    cell = sheet.cell(*place)
    number = _number(value)
    if number:
        cell.value, cell.number_format = number
    else:
        cell.value = _shortened(xml_text(str(safe_cell(str(value)))))
        cell.data_type = "s"  # a text, whatever it begins with
    return cell


def _number(value: Cell) -> tuple[int | float, str] | None:
    """Return the number that a value is or shows, and the format in which it shows the same."""
    if not isinstance(value, str):
        return (value, "General") if math.isfinite(value) else None
    found = _NUMBER.fullmatch(value)
    if not found:
        return None
    minus, dollar, whole, decimals, percent = (one or "" for one in found.groups())
    digits = f"{whole.replace(',', '')}{decimals}"
    number = float(digits) if decimals or percent else int(digits)
    if len(digits) > _MOST_DIGITS or (minus and not number):
        return None
    number = number / 100 if percent else number
    shape = ('"$"' if dollar else "") + ("#,##0" if "," in whole else "0")
    shape += f".{'0' * len(decimals[1:])}" if decimals else ""
    return (-number if minus else number), f"{shape}{percent}"


def _sheet_name(one: Found) -> str:
    """Return the number and as many whole words as there is room for."""
    short = _FIRST_PART.split(xml_text(one.name).strip())[0]
    words = _NOT_IN_A_NAME.sub(" ", short).split()
    if not words:
        return str(one.number)
    name = f"{one.number} {words[0]}".encode("utf-16-le")  # Excel counts its letters so
    name = name[: 2 * _LONGEST_NAME]
    for word in words[1:]:
        longer = name + f" {word}".encode("utf-16-le")
        if len(longer) > 2 * _LONGEST_NAME:
            break
        name = longer
    return name.decode("utf-16-le", "ignore").rstrip(" ,;")


def _csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    return safe_csv([[xml_text(str(one)) for one in row] for row in rows])


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
