"""From an XLSX workbook to rows of text, written as the same file saved as CSV would be.

Values only: a formula is refused, since what it last showed need not be what it says now. Dates
become ISO text, whole numbers have no ".0", and figures that are shown with leading zeros keep
them.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.workbook_guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    Extent,
    checked,
    damaged,
    is_locked,
    is_workbook,
    too_many_cells,
)

MAX_CHARACTERS = 40_000_000
_ZEROS = re.compile(r"0{2,12}")
# Kobo writes the answers of a repeated group on a sheet of its own, a row for each repetition.
_REPEATED = ("_parent_index", "_parent_table_name", "_submission__id")


@dataclass(slots=True)
class Sheet:
    """One sheet's rows from the first to the last filled one, and what was noticed.

    Rows are as long as their last filled cell; a blank row is an empty list.
    """

    title: str
    rows: list[list[str]]
    warnings: list[str] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)  # row and column from 0


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """Return every visible sheet with something in it; a formula stands there as its text.

    Raises:
        FileRefused: no XLSX, over a limit, locked, damaged, or with macros.
    """
    _refuse_others(data, name)
    reach = checked(data, name)
    return [one for one in _sheets(data, name, reach) if one.rows]


def read_workbook(data: bytes, name: str, sheet: str = "") -> Sheet:
    """Return the sheet of that name, else the one with the most filled cells.

    Raises:
        FileRefused: no XLSX, over a limit, locked, damaged, with macros or formulas, or empty.
    """
    _refuse_others(data, name)
    reach = checked(data, name)
    found = [one for one in _sheets(data, name, reach) if one.rows]
    if not found:
        raise FileRefused(f"{name} has no filled cell. Please export the answers again.")
    if sheet:
        chosen = next((one for one in found if one.title.casefold() == sheet.casefold()), None)
        if chosen is None:
            raise FileRefused(
                f"{name} has no filled sheet “{sheet}”. Its sheets are "
                f"{', '.join(f'“{one.title}”' for one in found[:20])}."
            )
    else:
        chosen = max(found, key=_weight)
        others = [f"“{one.title}”" for one in found if one is not chosen]
        if others:
            chosen.warnings.append(
                f"Of the workbook's {len(found)} sheets with something in them, “{chosen.title}” "
                f"was read; not read: {', '.join(others[:10])}."
            )
    if chosen.formula:
        raise FileRefused(
            f"{name} has a formula in cell {chosen.formula} of “{chosen.title}”; only plain values "
            "are read. Please copy the sheet, paste it as values, and bring that file, or save it "
            "as CSV."
        )
    return Sheet(chosen.title, chosen.rows, chosen.warnings)


@dataclass(slots=True)
class _Found(Sheet):
    """A sheet, and the place of its first formula."""

    formula: str = ""


def _weight(sheet: _Found) -> tuple[bool, int]:
    is_repeated = any(head in _REPEATED for head in sheet.rows[0])
    return not is_repeated, sum(sum(map(bool, row)) for row in sheet.rows)


def _refuse_others(data: bytes, name: str) -> None:
    if is_locked(data):
        raise FileRefused(
            f"{name} is locked with a password. Please save a copy without a password and bring "
            "that file."
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            f"{name} is an old Excel workbook (.xls). Please open it in a spreadsheet program, "
            "save it as .xlsx or CSV, and bring that file."
        )
    if not is_workbook(data):
        if data.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm")):
            raise damaged(name)
        raise FileRefused(f"{name} is not an Excel workbook (.xlsx).")


def _sheets(data: bytes, name: str, reach: dict[str, Extent]) -> Iterator[_Found]:
    from openpyxl import load_workbook  # noqa: PLC0415 a page's start must not wait for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of styles, which are not read here
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            budget = [MAX_CELLS, MAX_CHARACTERS]
            for sheet in book.worksheets:
                extent = reach.get(sheet._worksheet_path.lstrip("/"))  # noqa: SLF001 not public
                if sheet.sheet_state == "visible" and extent and extent.cells:
                    yield _read(sheet, extent, name, budget)
    except FileRefused:
        raise
    except Exception as error:  # a damaged workbook fails in the library in any way there is
        raise damaged(name) from error


def _read(sheet: Any, extent: Extent, name: str, budget: list[int]) -> _Found:
    found = _Found(clean_cell(sheet.title)[0], [])
    written: dict[str, str] = {}
    filled = 0
    for number, row in enumerate(
        sheet.iter_rows(max_row=extent.rows, max_col=min(extent.columns, MAX_COLUMNS)), start=1
    ):
        cells: list[str] = []
        for place, cell in enumerate(row):
            if cell.value is None:
                continue
            if cell.data_type == "f":
                found.formula = found.formula or f"{cell.column_letter}{number}"
                found.formulas.add((number - 1, place))
            text = _text(cell, written)
            if text:
                cells += [""] * (place - len(cells)) + [text]
                budget[1] -= len(text)
        budget[0] -= len(cells)
        found.rows.append(cells)
        filled = len(found.rows) if cells else filled
        if min(budget) < 0:
            raise too_many_cells(name)
    del found.rows[filled:]
    return found


def _text(cell: Any, written: dict[str, str]) -> str:
    value = cell.value
    if isinstance(value, str):
        if value not in written:
            written[value] = clean_cell(value)[0]
        return written[value]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        plain = format(value, ".15g")  # as many digits as a spreadsheet program shows
        zeros = cell.number_format or ""
        return plain.zfill(len(zeros)) if _ZEROS.fullmatch(zeros) and plain.isdigit() else plain
    if isinstance(value, dt.datetime):
        value = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return clean_cell(str(value))[0]
