"""What each column of a CDC WONDER table is: place, period, group, count, population or rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ciwidgets.formats.indicators.rows import heading
from ciwidgets.model.indicators import PlaceKind, RateBasis

_COUNTS = re.compile(r"(?:deaths|births|cases|count|counts|visits|hospitalizations)$")
_POPULATIONS = ("population", "projectedpopulations", "projectedpopulation", "femalepopulation")
_RATE = re.compile(r"(crude|ageadjusted)(?:death)?rate(?:per100000)?(.*)")
_PLACES: tuple[tuple[str, PlaceKind], ...] = (
    ("county", "county"),
    ("state", "state"),
    ("division", "other"),
    ("region", "other"),
)
_PERIODS = re.compile(r"(?:mmwr)?(?:week|month|quarter|year)(?:ofdeath|ofbirth)?$")
_FINENESS = ("week", "month", "quarter", "year")
_KNOWN_GROUPS = re.compile(
    r"^ages?$|agegroups?$|yearages?$|sex|gender|race|ethnic|hispanic|urbani|placeofdeath|autopsy|weekday|cause|icd|injury"
    r"|leading|drug|education|marital"
)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column that rows are grouped by, with the column of its codes (-1 without)."""

    name: str
    label: int
    code: int = -1
    place: PlaceKind | None = None


@dataclass(slots=True)
class Columns:
    """The columns by what they are; indexes into a row, -1 for one that is not there."""

    notes: int = -1
    places: list[Dimension] = field(default_factory=list)
    periods: list[Dimension] = field(default_factory=list)
    groups: list[Dimension] = field(default_factory=list)
    count: int = -1
    measure: str = ""
    population: int = -1
    rates: dict[RateBasis, dict[str, int]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)


def columns_of(headings: Sequence[str]) -> Columns:
    """Sort the headings of a WONDER table; re-saved copies may lack some."""
    columns = Columns()
    names = [heading(one) for one in headings]
    taken: set[int] = set()
    for index, name in enumerate(names):
        if index in taken or not name or name.startswith("unnamed"):
            continue
        if name == "notes" and columns.notes < 0:
            columns.notes = index
            continue
        if _measured(columns, name, headings[index], index):
            continue
        code = names.index(f"{name}code") if f"{name}code" in names else -1
        named = name
        if name.endswith("code") and name.removesuffix("code") not in names:
            named, code = name.removesuffix("code"), index  # only the codes were left in
        if code >= 0 or _KNOWN_GROUPS.search(named) or _is_place(named) or _PERIODS.match(named):
            taken.add(code)
            _grouped(columns, named, Dimension(" ".join(headings[index].split()), index, code))
        else:
            columns.unused.append(" ".join(headings[index].split()))
    columns.periods.sort(key=lambda one: _rank(heading(one.name), _FINENESS))
    columns.places.sort(key=lambda one: _rank(heading(one.name), [end for end, _ in _PLACES]))
    return columns


def _measured(columns: Columns, name: str, words: str, index: int) -> bool:
    if rate := _RATE.match(name):
        basis: RateBasis = "crude" if rate[1] == "crude" else "age_adjusted"
        which = {"": "rate", "standarderror": ""}.get(rate[2], "")
        which = "lower" if "lower" in rate[2] else "upper" if "upper" in rate[2] else which
        if which:
            columns.rates.setdefault(basis, {})[which] = index
        else:
            columns.unused.append(" ".join(words.split()))
        return True
    if name in _POPULATIONS and columns.population < 0:
        columns.population = index
        return True
    if columns.count < 0 and _COUNTS.search(name) and not name.startswith(("oftotal", "percent")):
        columns.count, columns.measure = index, " ".join(words.split())
        return True
    return False


def _grouped(columns: Columns, name: str, one: Dimension) -> None:
    if _PERIODS.match(name):
        columns.periods.append(one)
    elif place := _is_place(name):
        columns.places.append(Dimension(one.name, one.label, one.code, place))
    else:
        columns.groups.append(one)


def _is_place(name: str) -> PlaceKind | None:
    if "urbani" in name:
        return None
    return next((kind for end, kind in _PLACES if name.endswith(end)), None)


def _rank(name: str, ends: Sequence[str]) -> int:
    return next((rank for rank, end in enumerate(ends) if end in name), len(ends))
