"""From text to a table whose rows all have the same number of cells, or to a refusal with the line.

``csv`` alone shifts the columns of a ragged file in silence and reads a 10 MB line without end;
here every row is counted and every size has a limit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ciwidgets.errors import FileRefused
from ciwidgets.formats.amounts import amount
from ciwidgets.formats.decoding import clean_cell, decode
from ciwidgets.formats.spreadsheet import read_workbook
from ciwidgets.formats.workbook_guard import is_locked, is_workbook

MAX_LINE = 1_000_000  # characters
MAX_CELL = 100_000  # characters; below the csv module's own limit of 131,072
MAX_COLUMNS = 4_000
MAX_CELLS = 3_000_000
MAX_LINES = 300_000
DELIMITERS = (",", ";", "\t", "|", "^")
_SAMPLE_ROWS = 25
_SAMPLE_CHARACTERS = 400_000
_SAVE_AGAIN = (
    "Please open the file in a spreadsheet program, look at that line, and save it again as CSV."
)


@dataclass(slots=True)
class Table:
    """Rows of equal width, the line each begins on (1 is the first), and what was noticed.

    ``beside`` are second files by what they are ("dictionary", "comments", "summary").
    """

    rows: list[list[str]]
    lines: list[int]
    blank_rows: int = 0
    warnings: list[str] = field(default_factory=list)
    beside: dict[str, Table] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        """The first row."""
        return self.rows[0]

    def column(self, index: int, first_row: int = 1) -> list[str]:
        """Return the cells of one column from a row on."""
        return [row[index] for row in self.rows[first_row:]]


def read_table(data: bytes, name: str, sheet: str = "") -> Table:
    """Return the bytes of a delimited text file, or of a sheet of an XLSX workbook, as a table.

    Raises:
        FileRefused: no text, over a limit, broken quotes, or a row of another width.
    """
    if is_workbook(data) or is_locked(data):
        return _from_sheet(data, name, sheet)
    text, warnings = decode(data, name)
    _check_lines(text, name)
    text, declared = _declared_delimiter(text)
    records = _Records(text, declared or _sniff(text), name, skipped=1 if declared else 0)
    table = Table([], [], warnings=warnings)
    replaced = 0
    for line, record in records:
        cleaned = [clean_cell(cell) for cell in record]
        replaced += sum(fell for _, fell in cleaned)
        row = [cell for cell, _ in cleaned]
        if any(row):
            header = table.header if table.rows else _header(row, name)
            table.rows.append(_fitted(row, header, line, name))
            table.lines.append(line)
        else:
            table.blank_rows += 1
        if len(table.rows) * len(row) > MAX_CELLS:
            raise FileRefused(_too_much(name, f"{MAX_CELLS:,} cells"))
    if replaced:
        table.warnings.append(
            f"{amount(replaced, 'cell', 'cells')} held characters that cannot be printed; they "
            "became blanks."
        )
    if not table.rows:
        raise FileRefused(
            f"{name} has nothing in it but blank lines. Please export the answers again."
        )
    return table


def _from_sheet(data: bytes, name: str, sheet: str) -> Table:
    found = read_workbook(data, name, sheet)
    table = Table([], [], warnings=found.warnings)
    width = max(map(len, found.rows))
    for line, row in enumerate(found.rows, start=1):
        if any(row):
            table.rows.append(row + [""] * (width - len(row)))
            table.lines.append(line)
        elif table.rows:
            table.blank_rows += 1
        if len(table.rows) * width > MAX_CELLS:
            raise FileRefused(_too_much(name, f"{MAX_CELLS:,} cells"))
    _header(table.header, name)
    return table


def _too_much(name: str, limit: str) -> str:
    return (
        f"{name} has more than {limit}, which is more than a community answers. Please bring the "
        "survey's own export, without anything added to it."
    )


def _check_lines(text: str, name: str) -> None:
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        raise FileRefused(_too_much(name, f"{MAX_LINES:,} lines"))
    start = 0
    line = 1
    while start < len(text):
        end = text.find("\n", start)
        stop = end if end >= 0 else len(text)
        # A file with old Mac line ends has no "\n": its lines are looked at one by one.
        if stop - start > MAX_LINE and max(map(len, text[start:stop].split("\r"))) > MAX_LINE:
            raise FileRefused(
                f"Line {line} of {name} is {stop - start:,} characters long; {MAX_LINE:,} is the "
                "most a line may have. It does not look like a survey export. Please export it "
                "again."
            )
        start = stop + 1
        line += 1


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Take off Excel's first line ``sep=;`` and return the sign it names."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first[:4].lower() == "sep=" and first[4:] in DELIMITERS:
        return rest, first[4:]
    return text, ""


def _sniff(text: str) -> str:
    """Return the delimiter under which the most of the first rows are as wide as the first."""
    best = (0.0, 0)
    found = DELIMITERS[0]
    for delimiter in DELIMITERS:
        try:
            sample = csv.reader(
                io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter
            )
            rows = [row for row in islice(sample, _SAMPLE_ROWS) if any(row)]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        width = len(rows[0])
        alike = sum(len(row) == width for row in rows) / len(rows)
        if (round(alike, 1), width) > best:
            best = (round(alike, 1), width)
            found = delimiter
    return found


class _Records:
    """The records of a text with the line each begins on, refusing what is broken or too big."""

    def __init__(self, text: str, delimiter: str, name: str, *, skipped: int) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self._name = name
        self._skipped = skipped

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            line = self._reader.line_num + 1 + self._skipped
            try:
                row = next(self._reader, None)
            except csv.Error as error:
                what = (
                    f"has a cell of more than {MAX_CELL:,} characters, perhaps a quotation mark "
                    "that is never closed"
                    if "field larger" in str(error)
                    else "has quotation marks that do not fit together"
                )
                raise FileRefused(f"Line {line} of {self._name} {what}. {_SAVE_AGAIN}") from None
            if row is None:
                return
            self._check(row, line)
            yield line, row

    def _check(self, row: list[str], line: int) -> None:
        if len(row) > MAX_COLUMNS:
            raise FileRefused(
                f"Line {line} of {self._name} has {len(row):,} cells; {MAX_COLUMNS:,} is the most "
                "a line may have. It does not look like a survey export. Please export it again."
            )
        if any(len(cell) > MAX_CELL for cell in row):
            raise FileRefused(
                f"Line {line} of {self._name} has a cell of more than {MAX_CELL:,} characters. "
                f"{_SAVE_AGAIN}"
            )


def _header(row: list[str], name: str) -> list[str]:
    if len(row) < 2:
        raise FileRefused(
            f"{name} has only one column, or its columns are divided by a sign that is not a "
            "comma, a semicolon, a tab, a bar or a circumflex. Please export it again as CSV."
        )
    return row


def _fitted(row: list[str], header: list[str], line: int, name: str) -> list[str]:
    """Return a row as wide as the header; only empty cells fall off, only nameless are added."""
    width = len(header)
    if len(row) > width and not any(row[width:]):
        row = row[:width]
    if len(row) < width and not any(header[len(row) :]):
        row = row + [""] * (width - len(row))
    if len(row) != width:
        raise FileRefused(
            f"Line {line} of {name} has {len(row)} cells, but the first line has {width}. Perhaps "
            "the file was cut off, or an answer holds the dividing sign without quotation marks. "
            f"{_SAVE_AGAIN}"
        )
    return row
