"""The plain table: place, period, group, count, population; a measure and a source if you like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from ciwidgets.formats.indicators.choice import Choice, Meant, Sieve
from ciwidgets.formats.indicators.periods import read_period
from ciwidgets.formats.indicators.rows import (
    Found,
    IndicatorReader,
    count_of,
    fitted,
    heading,
    label,
)
from ciwidgets.formats.streaming import Stream
from ciwidgets.formats.understood import listed, short
from ciwidgets.model.indicators import IndicatorRow, NumberStatus, PlaceKind

UNNAMED_MEASURE = "Count"
NO_PLACE = "Place not said"
_LONGEST_SOURCE = 2_000  # the limit of model.text.Text
_HEADINGS: dict[str, tuple[str, ...]] = {
    "place": (
        "place", "placename", "county", "countyname", "area", "areaname", "geography", "geo",
        "location", "community", "jurisdiction", "region", "state", "lugar", "condado",
    ),
    "code": ("placecode", "fips", "fipscode", "countyfips", "countycode", "geoid", "areacode"),
    "state": ("state", "statename", "stateabbreviation", "stabbrev"),
    "period": (
        "period", "year", "years", "timeperiod", "time", "month", "quarter", "date", "periodo",
        "ano",
    ),
    "group": (
        "group", "populationgroup", "subgroup", "demographic", "demographicgroup", "category",
        "stratum", "grupo",
    ),
    "dimension": ("dimension", "grouptype", "breakdown", "groupedby"),
    "count": (
        "count", "counts", "number", "n", "events", "deaths", "cases", "numerator", "visits",
        "overdoses", "overdosedeaths", "cuenta", "numero", "casos", "muertes",
    ),
    "population": (
        "population", "pop", "denominator", "totalpopulation", "residents", "poblacion",
    ),
    "measure": ("measure", "indicator", "indicatorname", "topic", "metric", "medida", "indicador"),
    "source": ("source", "datasource", "sourcename", "fuente"),
}  # fmt: skip
_EVERYONE = frozenset(
    ("", "all", "everyone", "everybody", "total", "overall", "all people", "all groups",
     "everyone together", "todos", "todas")
)  # fmt: skip
_NATION = frozenset(("united states", "us", "usa", "u.s.", "nation", "united states of america"))
_STATES = re.compile(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|district of columbia"
    "|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland"
    "|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire"
    "|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania"
    "|puerto rico|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia"
    "|washington|west virginia|wisconsin|wyoming"
)
_COUNTY = re.compile(r"\b(?:county|parish|borough|census area|condado)\b", re.IGNORECASE)
_STATE = re.compile(r"\bstate\b", re.IGNORECASE)
_MOST_SOURCES = 40


def recognises(headings: Sequence[str]) -> bool:
    """Tell whether the three columns that are needed are there, under any of their names."""
    return {"place", "period", "count"} <= _columns(headings).keys()


def read(headings: Sequence[str], stream: Stream, choice: Choice) -> Found:
    """Read the rows that are wanted."""
    columns = _columns(headings)
    found = Found(stream.name)
    named = choice.asked_measures if "measure" not in columns else []
    unnamed = label(named[0]) if len(named) == 1 else _unnamed_measure(headings, columns)
    sources: dict[str, None] = {}
    where = [columns[one] for one in ("place", "code", "state", "measure") if one in columns]
    sieve = Sieve(
        where,
        choice,
        stream.name,
        lambda cells: _Row(cells, columns, stream.delimiter).meant(unnamed),
    )
    for line, cells in stream.records:
        if not any(cell.strip() for cell in cells):
            continue
        full = fitted(cells, headings, line, stream)
        meant = sieve.wanted(full)
        if not meant:
            continue
        row = _Row(full, columns, stream.delimiter)
        found.add(line, partial(row.understood, meant))
        if len(sources) < _MOST_SOURCES:
            sources[row.words("source")] = None
    found.source = "; ".join(one for one in sources if one)[:_LONGEST_SOURCE]
    _say(found, headings, columns)
    return found


class _Row:
    """One line, its cells by name."""

    def __init__(self, cells: list[str], columns: Mapping[str, int], delimiter: str) -> None:
        self._cells = cells
        self._columns = columns
        self._delimiter = delimiter

    def words(self, name: str) -> str:
        """Return a cell's words, empty where there is no such column."""
        where = self._columns.get(name, -1)
        return label(self._cells[where]) if where >= 0 else ""

    def meant(self, unnamed: str) -> Meant:
        """Return the place, and what is counted."""
        place, state = self.words("place") or NO_PLACE, self.words("state")
        digits = self.words("code").removesuffix(".0")
        is_fips = digits.isascii() and digits.isdigit()
        width = 5 if is_fips and 4 <= len(digits) <= 5 else 2 if is_fips and len(digits) <= 2 else 0
        code = digits.zfill(width) if width else ""
        kind = _kind(place, code)
        if state and state.lower() not in place.lower():
            place = f"{place}, {state}"
            kind = kind if kind == "nation" else "county"
        return Meant(place, code, kind, self.words("measure") or unnamed)

    def understood(self, meant: Meant) -> IndicatorRow:
        """Return the row as it is kept."""
        where = self._columns
        count, status = count_of(self._cells[where["count"]], self._delimiter)
        population: int | None = None
        known: NumberStatus = "missing"
        if "population" in where:
            population, known = count_of(self._cells[where["population"]], self._delimiter)
        period = read_period(self.words("period"))
        dimension, group = self._group()
        return IndicatorRow(
            measure=meant.measure,
            place=meant.place,
            place_code=meant.code,
            place_kind=meant.kind,
            period=period.label,
            period_code=period.code,
            period_kind=period.kind,
            dimension=dimension,
            group=group,
            count=count,
            status=status,
            population=population,
            population_status=known,
        )

    def _group(self) -> tuple[str, str]:
        group = self.words("group")
        if group.lower() in _EVERYONE:
            return "", ""
        dimension = self.words("dimension")
        # "Age: 25–34" names both in one cell.
        before, sign, after = group.partition(": ")
        if not dimension and sign and after.strip():
            return before.strip(), after.strip()
        return dimension or "Group", group


def _columns(headings: Sequence[str]) -> dict[str, int]:
    names = [heading(one) for one in headings]
    columns = {}
    for ours, known in _HEADINGS.items():
        there = [names.index(one) for one in known if one in names]
        if there:
            columns[ours] = there[0]
    if columns.get("state") == columns.get("place"):
        columns.pop("state", None)
    return columns


def _unnamed_measure(headings: Sequence[str], columns: Mapping[str, int]) -> str:
    """Return what is counted where no column says so: "Deaths" does, "Count" does not."""
    words = label(headings[columns["count"]])
    return words if heading(words) not in ("count", "counts", "n", "number") else UNNAMED_MEASURE


def _kind(place: str, code: str) -> PlaceKind:
    if len(code) == 5 or _COUNTY.search(place):
        return "county"
    if place.lower() in _NATION:
        return "nation"
    if len(code) == 2 or _STATES.fullmatch(place.lower()) or _STATE.search(place):
        return "state"
    return "other"


def _say(found: Found, headings: Sequence[str], columns: Mapping[str, int]) -> None:
    used = set(columns.values())
    unused = [one for index, one in enumerate(headings) if index not in used and one.strip()]
    rates = [one for one in unused if "rate" in heading(one)]
    others = [one for one in unused if one not in rates]
    if rates:
        found.drop(listed([short(one) for one in rates]), "rates are reckoned from the counts")
    if others:
        found.drop(listed([short(one) for one in others]), "not a column of the template")
    if "population" not in columns:
        found.warnings.append(
            "There is no column “population”, so counts can be shown, but no rates. Please add how "
            "many people live in each place (and group) if you can."
        )
    above = sum(
        row.count is not None and row.population is not None and row.count > row.population
        for row in found.rows
    )
    if above:
        found.warnings.append(
            f"In {above} rows the count is larger than the population. Please check that the "
            "columns are the right way round."
        )


READER = IndicatorReader(
    name="plain",
    looks_for="“place”, “period” and “count” (the plain template)",
    recognises=recognises,
    read=read,
)
