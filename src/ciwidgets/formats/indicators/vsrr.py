"""CDC's VSRR provisional overdose deaths, by state or by county: counts of twelve months, no rates.

The set of columns differs between vintages, so each is known by its heading and not by its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.indicators.choice import Choice, Meant, Sieve
from ciwidgets.formats.indicators.periods import MONTHS, Period, month_number
from ciwidgets.formats.indicators.rows import (
    Found,
    IndicatorReader,
    count_of,
    fips,
    fitted,
    heading,
    label,
)
from ciwidgets.formats.streaming import Stream
from ciwidgets.formats.understood import listed, short
from ciwidgets.model.indicators import IndicatorRow, NumberStatus

SOURCE = "CDC/NCHS Vital Statistics Rapid Release (VSRR), provisional drug overdose death counts"
COUNTY_MEASURE = "Provisional drug overdose deaths"
_NEW_YORK_CITY = ("YC", "New York City")
_HEADINGS = {
    "state": ("state", "stabbrev"),
    "state_name": ("statename",),
    "county": ("countyname", "county"),
    "fips": ("fips", "countyfipscode"),
    "year": ("year",),
    "month": ("month",),
    "period": ("period",),
    "indicator": ("indicator",),
    "value": ("datavalue", "provisionaldrugoverdosedeaths"),
    "predicted": ("predictedvalue",),
    "footnote": ("footnote",),
}  # fmt: skip
_MOST_NOTES = 40
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
_SHARE = re.compile(r"\s*(?:percent|%)", re.IGNORECASE)


def recognises(headings: Sequence[str]) -> bool:
    """Tell whether these are VSRR's headings, of any vintage."""
    columns = _columns(headings)
    names = [heading(one) for one in headings]
    by_state = {"state", "year", "month", "indicator", "value"} <= columns.keys()
    return by_state or (
        {"county", "year", "month", "value"} <= columns.keys()
        and "provisionaldrugoverdosedeaths" in names
    )


def read(headings: Sequence[str], stream: Stream, choice: Choice) -> Found:
    """Read the rows that are wanted; percentages are left out, since they count nothing."""
    columns = _columns(headings)
    found = Found(stream.name, source=SOURCE)
    shares: dict[str, int] = {}
    telling = ("state", "state_name", "county", "fips", "indicator")
    where = [columns[one] for one in telling if one in columns]
    sieve = Sieve(
        where, choice, stream.name, lambda cells: _Row(cells, columns, stream.delimiter).meant()
    )
    for line, cells in stream.records:
        if not any(cell.strip() for cell in cells):
            continue
        full = fitted(cells, headings, line, stream)
        meant = sieve.wanted(full)
        if not meant:
            continue
        if _SHARE.match(meant.measure):
            shares[meant.measure] = shares.get(meant.measure, 0) + 1
            continue
        row = _Row(full, columns, stream.delimiter)
        found.add(line, partial(row.understood, meant))
        footnote = row.words("footnote")
        if footnote and footnote not in found.notes and len(found.notes) < _MOST_NOTES:
            found.notes.append(footnote)
    _say(found, headings, columns, shares)
    return found


class _Row:
    """One line, its cells by name."""

    def __init__(self, cells: list[str], columns: Mapping[str, int], delimiter: str) -> None:
        self._cells = cells
        self._columns = columns
        self._delimiter = delimiter

    def words(self, name: str) -> str:
        """Return a cell's words, empty where this vintage has no such column."""
        where = self._columns.get(name, -1)
        return label(self._cells[where]) if where >= 0 else ""

    def meant(self) -> Meant:
        """Return the place and what is counted; US and YC are no states."""
        measure = self.words("indicator") or COUNTY_MEASURE
        code, name = self.words("state"), self.words("state_name")
        county = self.words("county")
        if county:
            state = code or name
            named = county if not state or county.endswith(f", {state}") else f"{county}, {state}"
            return Meant(named, fips(self.words("fips"), 5), "county", measure)
        if code == "US" or name == "United States":
            return Meant(name or "United States", "US", "nation", measure)
        if code == "YC":
            return Meant(name or _NEW_YORK_CITY[1], "YC", "other", measure)
        known = code if re.fullmatch(r"[A-Za-z]{2}", code) else ""
        return Meant(name or code or "Place not said", known, "state", measure)

    def understood(self, meant: Meant) -> IndicatorRow:
        """Return the row as it is kept."""
        count, status = self._count()
        period = self._period()
        predicted, _ = count_of(self._cell("predicted"), self._delimiter)
        return IndicatorRow(
            measure=meant.measure,
            place=meant.place,
            place_code=meant.code,
            place_kind=meant.kind,
            period=period.label,
            period_code=period.code,
            period_kind=period.kind,
            count=count,
            status=status,
            population_status="missing",
            predicted=None if status == "suppressed" else predicted,
        )

    def _cell(self, name: str) -> str:
        where = self._columns.get(name, -1)
        return self._cells[where] if where >= 0 else ""

    def _count(self) -> tuple[int | None, NumberStatus]:
        count, status = count_of(self._cell("value"), self._delimiter)
        # A blank says why in its footnote, if anywhere.
        if status == "missing" and "suppress" in self._cell("footnote").lower():
            return None, "suppressed"
        return count, status

    def _period(self) -> Period:
        year = _YEAR.fullmatch(clean_cell(self._cell("year"))[0])
        month = month_number(clean_cell(self._cell("month"))[0])
        if not (year and month):
            return Period(label(f"{self._cell('month')} {self._cell('year')}"))
        named = f"{MONTHS[month - 1]} {year[1]}"
        length = self.words("period").lower()
        if length and "12" not in length:
            return Period(label(f"{self.words('period')} {named}"), f"{year[1]}-{month:02}")
        return Period(f"12 months ending {named}", f"{year[1]}-{month:02}", "12_months_ending")


def _columns(headings: Sequence[str]) -> dict[str, int]:
    names = [heading(one) for one in headings]
    return {
        ours: names.index(theirs)
        for ours, known in _HEADINGS.items()
        for theirs in known[::-1]
        if theirs in names
    }


def _say(
    found: Found, headings: Sequence[str], columns: Mapping[str, int], shares: Mapping[str, int]
) -> None:
    for measure, rows in shares.items():
        found.drop(f"{rows:,} rows of {short(measure)}", "they are percentages, not counts")
    used = set(columns.values())
    unused = [one for index, one in enumerate(headings) if index not in used and one.strip()]
    if unused:
        found.drop(listed([short(one) for one in unused]), "not needed to show the counts")
    found.warnings.append(
        "These are counts without populations: no rate can be reckoned unless you bring the "
        "populations in another file. Each counts twelve months, so those of neighbouring months "
        "overlap: never add them up."
    )
    if any(row.place_code == _NEW_YORK_CITY[0] for row in found.rows):
        found.warnings.append(
            "New York City stands here as a place of its own, beside the state of New York."
        )


READER = IndicatorReader(
    name="vsrr",
    looks_for="“State”, “Year”, “Month”, “Indicator” and “Data Value” (CDC VSRR)",
    recognises=recognises,
    read=read,
)
