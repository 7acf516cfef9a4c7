"""Single cells of a plan's table: how a value is written, and what a cell means.

What is written is read back as it was. A text that a spreadsheet program would run is made safe,
and whoever wrote it gets it back without the sign that made it so.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.maps.outgoing import for_xml
from ciwidgets.formats.safe_cells import safe_cell

# A number as people type it, with commas between thousands or without.
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_AMERICAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")


class CellRefused(ValueError):
    """A cell that does not say what its column is for; the text says what to write."""


def plain(text: str) -> str:
    """Return a text as any file gives it back: no invisible signs, no outer blanks."""
    return clean_cell(for_xml(text))[0]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    if text.startswith("'") and _is_run(text):
        return f"'{text}"  # its own apostrophe must not be taken for ours
    return str(safe_cell(text))


def unguarded(cell: str) -> str:
    """Return the text that a safe cell stands for."""
    return cell[1:] if cell.startswith("'") and _is_run(cell) else cell


def _is_run(text: str) -> bool:
    rest = text.lstrip("'")
    return safe_cell(rest) != rest


def number_cell(value: float) -> float | int:
    """Return a number with as many digits as a spreadsheet program keeps."""
    rounded = float(format(value, ".15g"))
    return int(rounded) if rounded.is_integer() else rounded


def read_number(cell: str) -> float:
    """Return the number a cell holds, alone or with commas between thousands.

    Raises:
        CellRefused: it holds something else.
    """
    typed = cell.strip().replace("\N{MINUS SIGN}", "-")
    if not _PLAIN.fullmatch(typed) or not re.search(r"\d", typed.partition("e")[0]):
        hint = "Write the number alone"
        if re.fullmatch(r"-?\d+,\d+", typed):
            hint = f"Write {typed.replace(',', '.')} with a point"
        raise CellRefused(f"“{cell[:40]}” is not a number. {hint}, such as 12.5; its unit has a "
                          "column of its own.")  # fmt: skip
    return float(typed.replace(",", ""))


def read_whole(cell: str) -> int:
    """Return the whole number a cell holds.

    Raises:
        CellRefused: it holds something else.
    """
    value = read_number(cell)
    if not value.is_integer():
        raise CellRefused(f"“{cell[:40]}” is not a whole number.")
    return int(value)


def money_cell(cents: int) -> float | int:
    """Return cents as dollars."""
    return cents // 100 if cents % 100 == 0 else float(Decimal(cents) / 100)


def read_money(cell: str) -> int:
    """Return the cents of an amount in dollars.

    Raises:
        CellRefused: it is no amount, or has parts of a cent.
    """
    typed = cell.strip().removeprefix("$").strip()
    try:
        cents = Decimal(typed.replace(",", "") if _PLAIN.fullmatch(typed) else "") * 100
    except InvalidOperation:
        raise CellRefused(
            f"“{cell[:40]}” is not an amount of money. Write dollars, such as 1250 or 1250.50."
        ) from None
    if cents != cents.to_integral_value():
        raise CellRefused(f"“{cell[:40]}” has parts of a cent. Write it with two decimals.")
    return int(cents)


def read_day(cell: str) -> date:
    """Return a day written as 2026-03-31 or, as in the United States, as 3/31/2026.

    Raises:
        CellRefused: it is no day.
    """
    iso, american = _ISO_DAY.fullmatch(cell.strip()), _AMERICAN_DAY.fullmatch(cell.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        pass
    raise CellRefused(f"“{cell[:40]}” is not a day. Write it as 2026-03-31 (year, month, day).")


def choice_cell(value: str) -> str:
    """Return one of a few fixed words as people read it."""
    return value.replace("_", " ")


def read_choice(cell: str, values: tuple[str, ...]) -> str:
    """Return the value a cell names, however it is written.

    Raises:
        CellRefused: it is none of them.
    """
    typed = re.sub(r"[\s_-]+", "_", cell.strip().casefold())
    if typed in values:
        return typed
    offered = ", ".join(f"“{choice_cell(one)}”" for one in values if one)
    raise CellRefused(f"“{cell[:40]}” is not one of {offered}.")
