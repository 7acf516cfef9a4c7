"""Cells on their way out as CSV or XLSX: a text that a spreadsheet would run is shown instead.

A spreadsheet program takes a cell that begins with = + - @ (also behind a tab or a line end) for a
formula, whoever wrote it. Such a text gets an apostrophe in front. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | float | int | bool | None
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Full-width forms are folded to the plain signs by some programs.
_WIDE_STARTS = (
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,18}(?:[.,]\d{1,18})?)(?:[eE][+-]?\d{1,3})?%?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL = 32_767  # of Excel itself


def safe_cell(value: Cell) -> Cell:
    """Return a value that no spreadsheet program takes for a formula; numbers come back as are.

    A text that is a number and nothing else ("-3", "+1.5") stays as it is.
    """
    if not isinstance(value, str):
        return value
    first = value.lstrip(" \N{NO-BREAK SPACE}\ufeff")
    if first.startswith((*_STARTS, *_WIDE_STARTS)) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def safe_csv(rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """Return rows as CSV that a spreadsheet program opens rightly: UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if one is None else safe_cell(one) for one in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def safe_workbook(sheets: dict[str, Iterable[Sequence[Cell]]]) -> bytes:
    """Return sheets as an XLSX workbook of plain values, by the name of each sheet."""
    from openpyxl import Workbook  # noqa: PLC0415 a page's start must not wait for it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(_SHEET_NAME.sub(" ", title)[:31] or "Sheet")
        for row in rows:
            cells = []
            for value in row:
                plain = safe_cell(value)
                if isinstance(plain, str):
                    plain = _CONTROLS.sub(" ", plain)[:_LONGEST_CELL]
                cell = WriteOnlyCell(sheet, value=plain)
                if isinstance(plain, str):
                    cell.data_type = "s"  # a text, whatever it begins with
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
