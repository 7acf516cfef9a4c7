"""Which counts to hide next, so that a cell which is exposed no longer is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import inf

from ciwidgets.analysis.suppression.search import Search
from ciwidgets.analysis.suppression.tables import Key, Published, Sum, in_order


def complements(published: Published, search: Search, known: Collection[Key] = ()) -> set[Key]:
    """Return cells to hide beside the exposed ones: in a sum each, the smallest that is not 0.

    Of a cell's sums the one that gives most away by itself gets the next hidden cell, and no sum
    gets two at a time. A 0 is hidden only where nothing else is left, a ``known`` cell never.

    Raises:
        ValueError: when nothing is left to hide.
    """
    may_go = {key: count for key, count in published.shown.items() if key not in known}
    sums = [one for one in in_order(published.sums) if one.total not in published.missing]
    sums_of: dict[Key, list[int]] = defaultdict(list)
    for number, one in enumerate(sums):
        for key in one.cells:
            sums_of[key].append(number)
    treated: set[int] = set()
    found: set[Key] = set()
    for place in sorted(search.exposed):
        unknown = search.equations.unknowns[place]
        own = [sums.index(unknown.rest_of)] if unknown.rest_of else sums_of[unknown.key]
        if treated.isdisjoint(own):
            key = _next_to_hide(published, may_go, search, place, [sums[number] for number in own])
            treated.update(sums_of[key])
            found.add(key)
    return found


def _next_to_hide(
    published: Published,
    may_go: Mapping[Key, int],
    search: Search,
    place: int,
    own: Iterable[Sum],
) -> Key:
    near = [
        (_room_in(published, search, one), *smallest)
        for one in own
        if (smallest := _smallest(may_go, one))
    ]
    if near:
        return min(near)[2]
    linked = _linked(published, search, place)
    for zeros in (False, True):
        far = [found for one in linked if (found := _smallest(may_go, one, zeros=zeros))]
        if far:
            return min(far)[1]
    raise ValueError(
        f"{' · '.join(search.equations.unknowns[place].key)} cannot be kept hidden: the sums it is "
        "in contradict each other. Correct the counts, or leave a total out."
    )


def _smallest(
    may_go: Mapping[Key, int], one: Sum, *, zeros: bool = False
) -> tuple[int, Key] | None:
    """Return the smallest count in a sum that may be hidden, with its cell; labels settle ties."""
    return min(
        ((may_go[key], key) for key in one.cells if key in may_go and (zeros or may_go[key])),
        default=None,
    )


def _room_in(published: Published, search: Search, one: Sum) -> float:
    """Return how much the hidden parts of a sum share out; without a shown total, no end."""
    if one.total not in published.shown:
        return inf
    parts = [published.shown.get(key) for key in one.parts if key not in published.missing]
    floors = search.rule.floor * parts.count(None)
    return published.shown[one.total] - sum(part or 0 for part in parts) - floors


def _linked(published: Published, search: Search, place: int) -> list[Sum]:
    """Return every sum that holds an unknown which hangs together with one."""
    group = next(own for own, _ in search.equations.components() if place in own)
    unknowns = [search.equations.unknowns[each] for each in group]
    cells = {one.key for one in unknowns if one.rest_of is None}
    rests = {one.rest_of for one in unknowns}
    return [
        one
        for one in published.sums
        if one.total not in published.missing and (one in rests or not cells.isdisjoint(one.cells))
    ]
