"""From a table's bytes to its cells in their places: delimited text, XLSX and old XLS alike."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell, decode
from ciwidgets.formats.maps.refusals import EXPORT_AGAIN
from ciwidgets.formats.safe_cells import safe_cell

MAX_CELLS = 1_000_000
MAX_COLUMNS = 4_000
MAX_ROWS = 100_000
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 30
_SAVE_AGAIN = "Please open it in a spreadsheet program, look at it, and save it again as CSV."


@dataclass(slots=True)
class Grid:
    """The cells of a sheet; rows may differ in length, and what is beyond them is blank."""

    title: str
    rows: list[list[str]]
    formulas: set[tuple[int, int]] = field(default_factory=set)

    def cell(self, row: int, column: int) -> str:
        """Return a cell, blank where there is none."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """The length of the longest row."""
        return max(map(len, self.rows), default=0)


def text_grid(data: bytes, name: str) -> tuple[Grid, str, list[str]]:
    """Return the cells of a delimited text file, the text itself, and what had to be assumed.

    Raises:
        FileRefused: no text, or over a limit.
    """
    text, warnings = decode(data, name, EXPORT_AGAIN)
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared[:4].lower() == "sep=" and declared[4:5] in _DELIMITERS and len(declared) == 5:
        return Grid("", _records(rest, declared[4], name)), rest, warnings
    return Grid("", _records(text, _sniffed(text), name)), text, warnings


def guarded(label: str) -> str:
    """Return a label that no spreadsheet program takes for a formula, so that it can come back."""
    core = label.lstrip("'")
    return f"'{label}" if safe_cell(core) != core else label


def unguarded(cell: str) -> str:
    """Return the label that was guarded."""
    core = cell.lstrip("'")
    return cell[1:] if core != cell and safe_cell(core) != core else cell


def workbook_grids(data: bytes, name: str) -> list[Grid]:
    """Return the visible sheets of an XLSX workbook; Kumu's word for "not this one" is heard."""
    from ciwidgets.formats.spreadsheet import read_sheets  # noqa: PLC0415 openpyxl is slow to load

    return [
        Grid(one.title, one.rows, one.formulas)
        for one in read_sheets(data, name)
        if "(ignore)" not in one.title.casefold()
    ]


def old_workbook_grids(data: bytes, name: str) -> list[Grid]:
    """Return the visible sheets of an old workbook (XLS), with the values that were last shown.

    Raises:
        FileRefused: damaged, locked, or over a limit.
    """
    import xlrd  # noqa: PLC0415 not before such a file is here

    budget = MAX_CELLS
    grids = []
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        for number in range(min(book.nsheets, 1_000)):
            sheet = book.sheet_by_index(number)
            budget -= sum(sheet.row_len(row) for row in range(sheet.nrows))
            if budget < 0:
                break
            if not sheet.visibility:
                rows = [[_value(one) for one in sheet.row(row)] for row in range(sheet.nrows)]
                grids.append(Grid(clean_cell(sheet.name)[0], _without_tail(rows)))
            book.unload_sheet(number)
    except Exception as error:  # a damaged workbook fails in the library in any way there is
        if "encrypted" in str(error):
            raise FileRefused(
                f"{name} is locked with a password. Please save a copy without a password and "
                "bring that file."
            ) from None
        raise FileRefused(
            f"{name} is a damaged Excel workbook (.xls) and cannot be read. {_SAVE_AGAIN}"
        ) from error
    if budget < 0:
        raise FileRefused(_too_much(name))
    return [one for one in grids if one.rows]


def _value(cell: object) -> str:
    value = getattr(cell, "value", "")
    kind = getattr(cell, "ctype", 0)
    if kind == 1:
        return clean_cell(str(value))[0]
    if kind in (2, 3):
        return format(float(value), ".15g")
    if kind == 4:
        return "TRUE" if value else "FALSE"
    return "#ERROR" if kind == 5 else ""


def _without_tail(rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _sniffed(text: str) -> str:
    """Return the delimiter under which the most rows are of one width, and the widest."""
    best, found = (0.0, 1), ","
    for delimiter in _DELIMITERS:
        try:
            lines = io.StringIO(text[:400_000], newline="")
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE)]
        except csv.Error:
            continue
        width, often = Counter(one for one in widths if one).most_common(1)[0] if widths else (0, 0)
        if width > 1 and (round(often / len(widths), 1), width) > best:
            best, found = (round(often / len(widths), 1), width), delimiter
    return found


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > MAX_CELLS or len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise FileRefused(_too_much(name))
            if row:
                rows.append([clean_cell(one)[0] for one in row])
    except csv.Error as error:
        raise FileRefused(
            f"Line {reader.line_num} of {name} cannot be read as a table ({error}). {_SAVE_AGAIN}"
        ) from None
    return _without_tail(rows)


def _too_much(name: str) -> str:
    return (
        f"{name} is bigger than any map: {MAX_CELLS:,} cells, {MAX_ROWS:,} rows or "
        f"{MAX_COLUMNS:,} columns are the most. Please bring the map alone."
    )
