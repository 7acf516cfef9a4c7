"""Which of a team's numbers are shown.

What is not laid out here is published nowhere, so that it gives nothing away either.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ciwidgets.analysis.local_rows import EVERYONE, Group, Key, Place, Rows, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.model.indicators import IndicatorRow

MOST_PEERS = 6
MOST_GROUPS = 40
# Of people told apart by several things: every pair of an age and a sex, printed or not.
MOST_CORNERS = 400
# Years of a life in a community; two years of anything that is told by the month.
_MOST_PERIODS = {"year": 12, "years": 12}
_MOST_OTHER_PERIODS = 24
MEASURE, PLACE, PERIOD, GROUP = range(4)  # of a key


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The newest period in which people are told apart by one thing, and the groups there.

    Of periods that end together it is the longest: small counts are more often shown in it.
    """

    dimension: str
    period: When
    places: tuple[Place, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What is shown of one measure: everyone by place and period, groups in the newest one.

    Places begin with the team's own and those it lies in; periods with the oldest. ``left_out``
    counts the rows that are not shown.
    """

    measure: str
    places: tuple[Place, ...]
    periods: tuple[When, ...]
    breakdowns: tuple[Breakdown, ...]
    left_out: int

    def cells(self) -> list[Key]:
        """Return the key of every cell, each once."""
        found = [
            (self.measure, place.id, when.id, EVERYONE)
            for place in self.places
            for when in self.periods
        ]
        for one in self.breakdowns:
            found += [
                (self.measure, place.id, one.period.id, group)
                for place in one.places
                for group in (EVERYONE, *(each.id for each in one.groups))
            ]
        return list(dict.fromkeys(found))


def lay_out(rows: Rows) -> list[Layout]:
    """Return what is shown of each measure, in the order of the files."""
    by_measure: defaultdict[str, list[Key]] = defaultdict(list)
    for key in rows.rows:
        by_measure[key[MEASURE]].append(key)
    return [_measure(name, keys, rows) for name, keys in by_measure.items()]


def _measure(name: str, keys: Sequence[Key], rows: Rows) -> Layout:
    everyone = [key for key in keys if key[GROUP] == EVERYONE]
    there = {key[PLACE] for key in keys}
    places = _places([one for one in rows.places.values() if one.id in there])
    periods = _periods(everyone, places, rows)
    by_dimension: defaultdict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key[GROUP] != EVERYONE:
            by_dimension[rows.groups[key[GROUP]].dimension].append(key)
    found = [_breakdown(one, own, places, rows) for one, own in by_dimension.items()]
    breakdowns = tuple(one for one in found if one is not None and _corners(one) <= MOST_CORNERS)
    layout = Layout(name, places, periods, breakdowns, 0)
    return replace(layout, left_out=len(set(keys) - set(layout.cells())))


def _places(places: Sequence[Place]) -> tuple[Place, ...]:
    own = [one for one in places if one.role == "own"]
    holders = [one for one in places if one.role == "holder"]
    holders.sort(key=lambda one: one.kind == "nation")
    peers = [one for one in places if one.role == "peer"]
    return (*own, *holders, *peers[:MOST_PEERS])


def _periods(everyone: Sequence[Key], places: Sequence[Place], rows: Rows) -> tuple[When, ...]:
    """Return the periods of the kind that most are of, years before others, the oldest first."""
    shown = {one.id for one in places}
    every = dict.fromkeys(key[PERIOD] for key in everyone if key[PLACE] in shown)
    periods = [rows.periods[one] for one in every]
    kinds = Counter(one.kind for one in periods)
    if not kinds:
        return ()
    kind = max(kinds, key=lambda one: (kinds[one], one == "year"))
    most = _MOST_PERIODS.get(kind, _MOST_OTHER_PERIODS)
    return tuple(_in_order(one for one in periods if one.kind == kind)[-most:])


def _breakdown(
    dimension: str, keys: Sequence[Key], places: Sequence[Place], rows: Rows
) -> Breakdown | None:
    """Return the groups of a dimension in its newest period, of the own place where it has any."""
    for place in places:
        of_place = dict.fromkeys(key[PERIOD] for key in keys if key[PLACE] == place.id)
        if of_place:
            newest = _in_order(rows.periods[one] for one in of_place)[-1]
            now = [key for key in keys if key[PERIOD] == newest.id]
            told = {key[PLACE] for key in now}
            groups = dict.fromkeys(key[GROUP] for key in now)
            return Breakdown(
                dimension,
                newest,
                tuple(one for one in places if one.id in told),
                tuple(rows.groups[one] for one in list(groups)[:MOST_GROUPS]),
            )
    return None


def _corners(breakdown: Breakdown) -> int:
    """Return how many groups there could be, with all names of each thing they are told by."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for group in breakdown.groups:
        for dimension, name in group.parts.items():
            names[dimension].add(name)
    return math.prod(map(len, names.values()))


def _in_order(periods: Iterable[When]) -> list[When]:
    """Return periods by their ends, the longest last; those without a date come first."""
    return sorted(periods, key=lambda one: (one.end, -one.start))


def is_missing(row: IndicatorRow) -> bool:
    """Tell whether a row says that there is no number, rather than that it is hidden."""
    return row.count is None and row.status in ("missing", "not_applicable")


def together(layouts: Iterable[Layout]) -> list[Layout]:
    """Return one layout of each measure, with everything that any of its layouts has."""
    by_measure: defaultdict[str, list[Layout]] = defaultdict(list)
    for one in layouts:
        by_measure[one.measure].append(one)
    return [
        Layout(
            measure,
            _each_once(place for one in own for place in one.places),
            tuple({when.id: when for one in own for when in one.periods}.values()),
            tuple(_breakdowns(each for one in own for each in one.breakdowns)),
            0,
        )
        for measure, own in by_measure.items()
    ]


def _breakdowns(every: Iterable[Breakdown]) -> list[Breakdown]:
    found: dict[tuple[str, str], Breakdown] = {}
    for one in every:
        before = found.get((one.dimension, one.period.id), one)
        groups: dict[str, Group] = {each.id: each for each in (*before.groups, *one.groups)}
        found[one.dimension, one.period.id] = replace(
            before,
            places=_each_once((*before.places, *one.places)),
            groups=tuple(groups.values()),
        )
    return list(found.values())


def _each_once(places: Iterable[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for one in places:
        found.setdefault(one.id, one)
    return tuple(found.values())
