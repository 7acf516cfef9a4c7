"""When a row of a WONDER table is from: by its columns, else by the query below the table."""

from __future__ import annotations

import re
from itertools import pairwise

from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.indicators.periods import Period, coded, coded_week, month_number
from ciwidgets.formats.indicators.rows import heading
from ciwidgets.formats.indicators.wonder_columns import Columns
from ciwidgets.formats.indicators.wonder_footer import Footer

ALL_PERIODS = "All periods of this file"
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*\(provisional[^)]*\))?")
_DATASET_YEARS = re.compile(r", ((?:19|20)\d\d)(?:-((?:19|20)\d\d)|( through .+))?$")


def period_of(cells: list[str], columns: Columns, overall: Period) -> Period:
    """Return a row's period from its finest filled column; a total over periods has the file's."""
    for one in columns.periods:
        words = clean_cell(cells[one.label])[0]
        if not words:
            continue
        code = clean_cell(cells[one.code])[0] if one.code >= 0 else ""
        if "week" in heading(one.name):
            return coded_week(words, code)
        period = coded(words, code)
        if period.kind == "other" and "month" in heading(one.name):
            return _month_of_a_year(words, cells, columns)
        return period
    if overall.label or not columns.periods:
        return overall
    return Period(ALL_PERIODS)


def overall_period(footer: Footer) -> Period:
    """Return the years the whole query is for, empty where the footer does not say."""
    if footer.years:
        years = [_YEAR.fullmatch(one.strip()) for one in footer.years.split(";")]
        numbers = [int(one[1]) for one in years if one]
        if len(numbers) < len(years):
            return Period(footer.years)
        return _span(numbers, footer.years)
    found = _DATASET_YEARS.search(footer.dataset)
    if not found:
        return Period()
    if found[3]:
        return Period(f"{found[1]}{found[3]}")
    return _span(list(range(int(found[1]), int(found[2] or found[1]) + 1)), footer.dataset)


def _span(years: list[int], words: str) -> Period:
    if len(years) == 1:
        return Period(str(years[0]), str(years[0]), "year")
    if years and all(after == before + 1 for before, after in pairwise(years)):
        return Period(f"{years[0]}–{years[-1]}", f"{years[0]}/{years[-1]}", "years")
    return Period(words)


def _month_of_a_year(words: str, cells: list[str], columns: Columns) -> Period:
    month = month_number(words)
    for one in columns.periods:
        year = _YEAR.match(cells[one.code if one.code >= 0 else one.label].strip())
        if "year" in heading(one.name) and year and month:
            return Period(f"{words} {year[1]}", f"{year[1]}-{month:02}", "month")
    return Period(words)
