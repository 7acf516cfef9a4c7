"""From a file's bytes to the rows of one of a plan's lists, or to a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import check_bytes
from ciwidgets.formats.plans.cells import unguarded
from ciwidgets.formats.plans.columns import (
    EXAMPLE,
    ID,
    LISTS,
    VERSION,
    Column,
    What,
    as_heading,
    column_of,
    which_list,
)
from ciwidgets.formats.spreadsheet import read_sheets
from ciwidgets.formats.tabular import read_table
from ciwidgets.formats.workbook_guard import is_locked, is_workbook

MOST_ROWS = 5_000
_TAKE_ONE = "Please take a template from this program and fill that in."
_Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: the line it stands on, its id and version, and its cells by column."""

    line: int
    record_id: str
    version: str
    cells: dict[Column, str]


@dataclass(slots=True)
class RawPlan:
    """The rows of one list, and what was noticed on the way."""

    what: What
    rows: list[RawRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_raw(data: bytes, name: str) -> RawPlan:
    """Return the rows of the list a file holds.

    Raises:
        FileRefused: it is no table, none of the four lists, or too long.
    """
    check_bytes(data, name, "the list")
    if is_workbook(data) or is_locked(data):
        rows, warnings = _from_workbook(data, name)
    else:
        table = read_table(data, name)
        rows, warnings = list(zip(table.lines, table.rows, strict=True)), table.warnings
    what = which_list(rows[0][1])
    if what is None:
        raise FileRefused(
            f"{name} has none of the headings of goals, activities, measures or readings in its "
            f"first row. {_TAKE_ONE}"
        )
    if len(rows) - 1 > MOST_ROWS:
        raise FileRefused(
            f"{name} has {len(rows) - 1:,} rows, and {MOST_ROWS:,} is the most one file may have. "
            "Please divide it."
        )
    plan = RawPlan(what, warnings=list(warnings))
    _fill(plan, rows, name)
    return plan


def _from_workbook(data: bytes, name: str) -> tuple[_Rows, list[str]]:
    found = []
    for sheet in read_sheets(data, name):
        first = next(number for number, row in enumerate(sheet.rows) if row)
        if which_list(sheet.rows[first]):
            found.append((sheet, first))
    if not found:
        raise FileRefused(
            f"{name} has no sheet of goals, activities, measures or readings. {_TAKE_ONE}"
        )
    sheet, first = found[0]
    if sheet.formulas:
        row, place = min(sheet.formulas)
        raise FileRefused(
            f"{name} has a formula in row {row + 1}, column {place + 1} of “{sheet.title}”; only "
            "plain values are read. Please copy the sheet, paste it as values, and bring that file."
        )
    width = max(map(len, sheet.rows))
    rows = [
        (line, row + [""] * (width - len(row)))
        for line, row in enumerate(sheet.rows, start=1)
        if any(row) and line > first
    ]
    others = ", ".join(f"“{one.title}”" for one, _ in found[1:6])
    warnings = [*sheet.warnings]
    if others:
        warnings.append(
            f"“{sheet.title}” was read. One list is read at a time; not read: {others}."
        )
    return rows, warnings


def _fill(plan: RawPlan, rows: _Rows, name: str) -> None:
    headings = rows[0][1]
    columns = [column_of(one, LISTS[plan.what].columns) for one in headings]
    places = {as_heading(one): place for place, one in enumerate(headings) if one}
    known = [one.heading for one in columns if one]
    double = next((one for one in known if known.count(one) > 1), "")
    if double:
        raise FileRefused(f"{name} has two columns “{double}”. Please take one of them out.")
    unknown = [
        one
        for one, column in zip(headings, columns, strict=True)
        if one and column is None and as_heading(one) not in (ID, VERSION)
    ]
    if unknown:
        some = ", ".join(f"“{one[:40]}”" for one in unknown[:8])
        plan.warnings.append(f"Columns this list does not have were not read: {some}.")
    examples = 0
    for line, row in rows[1:]:
        record_id, version = (
            unguarded(row[places[one]]) if one in places else "" for one in (ID, VERSION)
        )
        if record_id.casefold().startswith(EXAMPLE):
            examples += 1
            continue
        cells = {
            column: unguarded(cell)
            for column, cell in zip(columns, row, strict=True)
            if column is not None
        }
        plan.rows.append(RawRow(line, record_id, version, cells))
    if examples:
        plan.warnings.append("The example row of the template was passed over.")
    if not plan.rows:
        raise FileRefused(f"{name} has no row filled in below its headings. {_TAKE_ONE}")
