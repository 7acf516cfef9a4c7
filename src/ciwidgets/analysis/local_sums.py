"""How a team's shown numbers add up, and to what that is printed nowhere.

A reader knows more than the tables say: that women and men are everyone, that three years are the
years together. All of it is told to the plan as sums, between printed cells and unprinted ones.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ciwidgets.analysis.local_layout import GROUP, MEASURE, PERIOD, PLACE, Layout, is_missing
from ciwidgets.analysis.local_rows import EVERYONE, JOINT, Group, Key, Place, Rows, holds, within
from ciwidgets.analysis.suppression import MISSING, SUPPRESSED, Count, Sum, Table, sums_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ciwidgets.analysis.local_layout import Breakdown
    from ciwidgets.analysis.suppression import DisclosureRule
    from ciwidgets.model.indicators import IndicatorRow


def table_of(
    layouts: Iterable[Layout], rows: Rows, rule: DisclosureRule, reach: Sequence[Layout] = ()
) -> tuple[Table, list[tuple[str, str]]]:
    """Return everything that is shown as one table with all its sums, before anything is hidden.

    Sums that do not hold are left out of it. Where groups do not fit their total, a protected one
    could still be guessed from the others, so then all of them are hidden; returned beside the
    table are the measure and the dimension of each such case. ``reach`` has one layout of each
    measure, where several were shown one after the other: its cells add up across them.
    """
    every = list(layouts)
    reach = reach or every
    keys = dict.fromkeys(key for one in every for key in one.cells())
    keys |= dict.fromkeys(key for one in reach for key in unprinted(one))
    counts: dict[Key, Count] = {key: _count(rows.rows.get(key)) for key in keys}
    for layout in reach:
        fill_unprinted(layout, counts, rows)
    sums: dict[Sum, None] = {}
    odd: dict[tuple[str, str], None] = {}
    for one in (each for layout in reach for each in sums_in(layout, counts, rows)):
        if _holds(one, counts):
            sums[one] = None
            continue
        if not any(_is_protected(counts[key], rule) for key in one.cells):
            continue
        groups = [rows.groups[key[GROUP]] for key in one.parts if key[GROUP] in rows.groups]
        dimensions = {group.dimension for group in groups} - {""}
        if dimensions:
            counts.update(dict.fromkeys(one.parts, SUPPRESSED))
            odd.update(dict.fromkeys((one.total[MEASURE], name) for name in sorted(dimensions)))
        elif {key[PERIOD] for key in one.parts} != {one.total[PERIOD]}:
            counts[one.total] = SUPPRESSED
    # Hiding parts can only make a sum say less: those that held before still do.
    return Table(counts, tuple(sums)), list(odd)


def fitting(one: Sum, counts: Mapping[Key, Count]) -> Sum | None:
    """Return a sum as these counts bear it: with a rest where parts fall short, None for none."""
    if not _holds(one, counts):
        return None
    parts = [counts[key] for key in one.parts]
    known, total = [count for count in parts if isinstance(count, int)], counts[one.total]
    falls_short = isinstance(total, int) and len(known) == len(parts) and sum(known) < total
    return replace(one, covers_all=False) if falls_short else one


def fill_unprinted(layout: Layout, counts: dict[Key, Count], rows: Rows) -> None:
    """Give each cell that no file has, and that sums go through, what a reader could make of it.

    Such a cell is printed nowhere, and can still link what is printed: women of all ages, added up
    by one table, are a total that another one shares out. A total whose parts are all known is
    taken as if it were printed, anything else as hidden.
    """
    sums = sums_in(layout, counts, rows)
    while True:
        found: dict[Key, int] = {}
        for one in sums:
            parts = [counts[key] for key in one.parts]
            known = [count for count in parts if isinstance(count, int)]
            # Some places of a state say nothing of all of it.
            is_of_place = {key[PLACE] for key in one.parts} == {one.total[PLACE]}
            if counts[one.total] is MISSING and is_of_place and len(known) == len(parts):
                found[one.total] = max(found.get(one.total, 0), sum(known))
        if not found:
            break
        counts.update(found)
    for one in sums:
        counts.update({key: SUPPRESSED for key in one.cells if counts[key] is MISSING})


def _count(row: IndicatorRow | None) -> Count:
    if row is None or is_missing(row):
        return MISSING
    return SUPPRESSED if row.count is None else row.count


def sums_in(layout: Layout, counts: Mapping[Key, Count], rows: Rows) -> list[Sum]:
    """Return every way in which the shown cells of a measure add up."""
    own = {key: count for key, count in counts.items() if key[MEASURE] == layout.measure}
    found: list[Sum] = []
    for part, whole in itertools.permutations(_dimensions(layout), 2):
        found += _sums_of_groups(part, whole, own)
    periods = {key[PERIOD] for key in own}
    for total in sorted(periods):
        parts = [one for one in periods if within(rows.periods[one], rows.periods[total])]
        found += sums_over(own, PERIOD, total, parts) if parts else []
    for holder in (one for one in layout.places if one.role == "holder"):
        # There are more places in a state than those shown beside the team's own.
        sums = sums_over(own, PLACE, holder.id, _inside(holder, layout.places))
        found += [replace(one, covers_all=False) for one in sums]
    return found


def _inside(holder: Place, places: Sequence[Place]) -> list[str]:
    """Return the shown places that lie in one, none of them inside another."""
    states = [one for one in places if one.kind == "state"]
    if holder.kind == "nation" and states:
        return [one.id for one in states]
    lie_there = [one for one in places if one is not holder and one.kind in ("county", "other")]
    return [
        one.id
        for one in lie_there
        if one.role == "own" or holds(holder, one, is_only_state=len(states) == 1)
    ]


def _dimensions(layout: Layout) -> list[list[Group]]:
    """Return the groups told apart by the same things, printed or not; everyone is the first."""
    found: dict[frozenset[str], dict[str, Group]] = {frozenset(): {"": Group(EVERYONE, "", "")}}
    for one in layout.breakdowns:
        for group in (*one.groups, *_margins(layout, one)):
            found.setdefault(frozenset(group.parts), {})[group.id] = group
    return [list(groups.values()) for groups in found.values()]


def unprinted(layout: Layout) -> list[Key]:
    """Return the keys of the groups that a breakdown by several things leaves unprinted."""
    return [
        (layout.measure, place.id, one.period.id, group.id)
        for one in layout.breakdowns
        for group in _margins(layout, one)
        for place in one.places
    ]


def _margins(layout: Layout, breakdown: Breakdown) -> list[Group]:
    """Return all groups of a breakdown by several things, and all they add up to but everyone."""
    joint = [one for one in breakdown.groups if len(one.parts) > 1]
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    if not joint:
        return []
    for one in (*joint, *(each for other in layout.breakdowns for each in other.groups)):
        for dimension, name in one.parts.items():
            names[dimension][name] = None
    things = list(joint[0].parts)
    found = []
    for size in range(1, len(things) + 1):
        for chosen in itertools.combinations(things, size):
            dimension = JOINT.join(chosen)
            for parts in itertools.product(*(names[one] for one in chosen)):
                name = JOINT.join(parts)
                found.append(Group(f"{dimension}: {name}", dimension, name))
    return found


def _sums_of_groups(
    parts: Sequence[Group], wholes: Sequence[Group], counts: Mapping[Key, Count]
) -> list[Sum]:
    """Return the sums of groups that are told apart by more over those told apart by less."""
    found: list[Sum] = []
    for whole in wholes:
        of_whole = whole.parts if whole.id else {}
        inside = [
            one.id
            for one in parts
            if one.id and len(one.parts) > len(of_whole) and of_whole.items() <= one.parts.items()
        ]
        found += sums_over(counts, GROUP, whole.id, inside) if inside else []
    return found


def _is_protected(count: Count, rule: DisclosureRule) -> bool:
    return count is SUPPRESSED or (isinstance(count, int) and rule.hides(count))


def _holds(one: Sum, counts: Mapping[Key, Count]) -> bool:
    total = counts[one.total]
    known = sum(count for key in one.parts if isinstance(count := counts[key], int))
    return not isinstance(total, int) or known <= total
