"""What stands in a cell where a number is wanted: a number, or the reason there is none."""

from __future__ import annotations

import re

from ciwidgets.model.indicators import NumberStatus

_LARGEST = 10_000_000_000
_WORDS: dict[str, NumberStatus] = {
    "suppressed": "suppressed",
    "supp": "suppressed",
    "supp.": "suppressed",
    "(s)": "suppressed",
    "s": "suppressed",
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "†": "suppressed",
    "masked": "suppressed",
    "hidden": "suppressed",
    "unreliable": "unreliable",
    "not applicable": "not_applicable",
    "": "missing",
    "missing": "missing",
    "not available": "missing",
    "unavailable": "missing",
    "n/a": "missing",
    "#n/a": "missing",
    "na": "missing",
    "nan": "missing",
    "none": "missing",
    "null": "missing",
    "-": "missing",
    "--": "missing",
    "–": "missing",
    "—": "missing",
    ".": "missing",
    "..": "missing",
}
# "<10", "< 5", "≤9", "1-9", "1 to 4", "fewer than 11", "10 or fewer", "under 5".
_SMALL = re.compile(
    r"[<≤]\s*=?\s*\d{1,3}|[01]\s*(?:-|–|to)\s*\d{1,2}|(?:fewer|less|under|below)\s+(?:than\s+)?\d{1,3}"
    r"|\d{1,3}\s+or\s+(?:fewer|less)"
)
_PLAIN = re.compile(r"\d{1,11}")
_ENDS_IN_ZEROS = re.compile(r"(\d{1,11})[.,]0{1,2}|(\d{1,11})[.,]0{4,6}")
# In groups of three, or as in India of two and three.
_COMMAS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.0{1,2})?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,0{1,2})?")
_BLANKS = re.compile(r"\d{1,3}(?:[ '’]\d{3})+")
_DECIMAL = re.compile(r"\d{1,11}(?:\.\d{1,12})?")


class NotANumber(ValueError):
    """A cell that is neither a whole number nor a known word."""


def read_count(cell: str, *, comma_is_decimal: bool = False) -> tuple[int | None, NumberStatus]:
    """Return the whole number of a cell, or ``None`` with the reason.

    ``comma_is_decimal`` says how the file was written: "1.234" is 1234 there, and may be a mistake
    elsewhere, so that elsewhere it is refused.

    Raises:
        NotANumber: it is neither.
    """
    if _PLAIN.fullmatch(cell):
        return _within(int(cell), cell), "shown"
    known = word_status(cell)
    if known:
        return None, known
    cell = cell.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    zeros = _ENDS_IN_ZEROS.fullmatch(cell)
    if zeros:
        return _within(int(zeros[1] or zeros[2]), cell), "shown"
    grouped = _POINTS if comma_is_decimal else _COMMAS
    if grouped.fullmatch(cell):
        whole = cell.partition("," if comma_is_decimal else ".")[0]
        return _within(int(whole.replace(",", "").replace(".", "")), cell), "shown"
    if _BLANKS.fullmatch(cell):
        return _within(int(re.sub("[ '’]", "", cell)), cell), "shown"
    raise NotANumber(cell)


def read_rate(cell: str) -> tuple[float | None, NumberStatus]:
    """Return the rate of a cell, or ``None`` with the reason.

    Raises:
        NotANumber: it is neither.
    """
    known = word_status(cell)
    if known:
        return None, known
    plain = cell.replace(",", "") if _COMMAS.match(cell) else cell
    if not _DECIMAL.fullmatch(plain):
        raise NotANumber(cell)
    return float(plain), "shown"


def word_status(cell: str) -> NumberStatus | None:
    """Return what a word in a number's place says, ``None`` where it is no known word."""
    word = " ".join(cell.lower().split())
    return _WORDS.get(word) or ("suppressed" if _SMALL.fullmatch(word) else None)


def _within(number: int, cell: str) -> int:
    if number > _LARGEST:
        raise NotANumber(cell)
    return number
