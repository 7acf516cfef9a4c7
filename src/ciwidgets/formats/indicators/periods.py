"""When a number is from: a label as published, and a code that sorts.

A date is never guessed: what is not plainly a year, a quarter, a month or a week stays a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ciwidgets.model.indicators import PeriodKind

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_YEAR = r"((?:19|20)\d\d)"
_ONE_YEAR = re.compile(_YEAR + r"(?:\.0)?(?:\s*\(provisional[^)]*\))?", re.IGNORECASE)
_YEARS = re.compile(_YEAR + r"\s*(?:-|–|—|/|to)\s*" + _YEAR)
_QUARTER = re.compile(_YEAR + r"[ -]*Q([1-4])|Q([1-4])[ ,-]*" + _YEAR, re.IGNORECASE)
_YEAR_MONTH = re.compile(_YEAR + r"[-/](0?[1-9]|1[0-2])")
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})\.?,?\s+" + _YEAR + r"(?:\s*\(provisional[^)]*\))?")
_WEEK = re.compile(_YEAR + r"(?:[ -]*W(?:eek)?|/)\s*(\d\d)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as published, its code and what it is."""

    label: str = ""
    code: str = ""
    kind: PeriodKind = "other"


def read_period(label: str) -> Period:
    """Return what a label plainly says."""
    return _years(label) or _part_of_a_year(label) or Period(label)


def _years(label: str) -> Period | None:
    if found := _ONE_YEAR.fullmatch(label):
        return Period(label.removesuffix(".0"), found[1], "year")
    if found := _YEARS.fullmatch(label):
        kind: PeriodKind = "years" if found[1] < found[2] else "other"
        return Period(label, f"{found[1]}/{found[2]}", kind)
    return None


def _part_of_a_year(label: str) -> Period | None:
    if found := _QUARTER.fullmatch(label):
        return Period(label, f"{found[1] or found[4]}-Q{found[2] or found[3]}", "quarter")
    if found := _YEAR_MONTH.fullmatch(label):
        return Period(label, f"{found[1]}-{int(found[2]):02}", "month")
    if (found := _MONTH_NAMED.fullmatch(label)) and (month := month_number(found[1])):
        return Period(label, f"{found[2]}-{month:02}", "month")
    if (found := _WEEK.fullmatch(label)) and "/" not in label:
        return week(label, found[1], found[2])
    return None


def week(label: str, year: str, number: str) -> Period:
    """Return a week; one that the source could not name ("99") is no week."""
    if 1 <= int(number) <= 53:
        return Period(label, f"{year}-W{number}", "week")
    return Period(label, year)


def coded_week(label: str, code: str) -> Period:
    """Return a WONDER week: label "2018 Week 01 ending …", code "2018/01"."""
    found = re.fullmatch(_YEAR + r"/(\d\d?)", code)
    return week(label, found[1], f"{int(found[2]):02}") if found else read_period(label)


def coded(label: str, code: str) -> Period:
    """Return a year or month by its code, which stays plain where the label says "provisional"."""
    by_code = read_period(code)
    if by_code.kind == "other":
        return read_period(label)
    return Period(label.removesuffix(".0") or by_code.label, by_code.code, by_code.kind)


def month_number(word: str) -> int:
    """Return 1 to 12 for an English month, its first letters, or its number; 0 for none."""
    word = word.strip(" .").lower().removesuffix(".0")
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else 0
    alike = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    return alike[0] if len(word) >= 3 and len(alike) == 1 else 0
