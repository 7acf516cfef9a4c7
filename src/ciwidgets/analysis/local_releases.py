"""What each set of a team's files shows, planned in the order the sets were on the page.

A reader may have kept an earlier page or report. So what was shown once is taken as known for good,
and what comes later is planned around it: of two ways to keep a small count hidden, only the one
that was taken first still does. A number that was corrected is known as it is now.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ciwidgets.analysis.local_layout import Layout, lay_out, together
from ciwidgets.analysis.local_rows import Key, Place, Rows, join_files, same_places
from ciwidgets.analysis.local_sums import fitting, table_of
from ciwidgets.analysis.safe_plans import safe_plan
from ciwidgets.analysis.suppression import (
    SUPPRESSED,
    Count,
    Published,
    Sum,
    Table,
    join_published,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ciwidgets.analysis.suppression import DisclosureRule
    from ciwidgets.model import ImportedIndicators

    Files = Sequence[ImportedIndicators]


@dataclass(frozen=True)
class Release:
    """What one set of files shows, and all that a reader knows by then.

    ``ever`` holds every count that was shown up to here, as it is now; ``everything`` is all of it
    as one table, with the hidden cells and the sums; ``reach`` and ``laid_out`` are what it was
    made from. ``contrary`` and ``kept_back`` name measures that are hidden whole, and of which no
    more is shown than before.
    """

    files: tuple[ImportedIndicators, ...]
    rows: Rows
    layouts: tuple[Layout, ...]
    shown: Mapping[Key, int]
    ever: Mapping[Key, int]
    everything: Published
    reach: Rows
    laid_out: tuple[Layout, ...]
    odd: tuple[tuple[str, str], ...] = ()
    contrary: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


# The last chain that was made, and for whom: a new file is planned, those before it are not again.
_last: list[tuple[tuple[tuple[str, ...], DisclosureRule], list[Release]]] = []


def releases(
    sets: Sequence[Files], own_names: Sequence[str], rule: DisclosureRule
) -> list[Release]:
    """Return what each set of files shows, in the order in which they were on the page."""
    asked = (tuple(own_names), rule)
    made = _last[0][1] if _last and _last[0][0] == asked else []
    found: list[Release] = []
    for place, files in enumerate(sets):
        if len(made) > place and made[place].files == tuple(files):
            found.append(made[place])
            continue
        made = []
        found.append(_release(found[-1] if found else None, files, own_names, rule))
    if not made or len(found) > len(made):
        _last[:] = [(asked, found)]
    return found


def restricted(files: Files, chain: Sequence[Release], own_names: Sequence[str]) -> Release:
    """Return a set of files that was never on the page by itself: no more than pages showed."""
    rows = join_files(files, own_names)
    layouts = tuple(lay_out(rows))
    known = {
        (renamed(key, same_places(one.rows, rows)), count)
        for one in chain
        for key, count in one.shown.items()
    }
    shown = {
        key: row.count
        for layout in layouts
        for key in layout.cells()
        if (row := rows.rows.get(key)) and row.count is not None and (key, row.count) in known
    }
    everything = chain[-1].everything if chain else Published({}, frozenset())
    return Release(tuple(files), rows, layouts, shown, shown, everything, rows, layouts)


def _release(
    before: Release | None, files: Files, own_names: Sequence[str], rule: DisclosureRule
) -> Release:
    rows = join_files(files, own_names)
    layouts = tuple(lay_out(rows))
    past = None if before is None else _in_places_of(rows, before)
    reach = rows if past is None else _beneath(rows, past.reach)
    laid_out = layouts if past is None else (*layouts, *past.laid_out)
    table, odd = table_of(laid_out, reach, rule, together(laid_out))
    now = {key for one in layouts for key in one.cells()}
    known: dict[Key, int] = {}
    if past is not None:
        known = _known(past.ever, table.counts, rule)
        table = _beside_the_past(table, past, known, now)
    planned, contrary, kept_back = safe_plan(table, rule, known, None)
    everything = join_published(planned)
    shown = _shown(now, rows, everything, contrary)
    here = {one.measure for one in layouts}
    return Release(
        tuple(files),
        rows,
        layouts,
        shown,
        {**known, **shown},
        everything,
        reach,
        tuple(dict.fromkeys(laid_out)),
        tuple(odd),
        tuple(one for one in contrary if one in here),
        tuple(one for one in kept_back if one in here),
    )


def _shown(
    now: Iterable[Key], rows: Rows, everything: Published, contrary: Collection[str]
) -> dict[Key, int]:
    """Return the counts that are printed now; what only an earlier page had is not."""
    return {
        key: row.count
        for key in sorted(now)
        if (row := rows.rows.get(key))
        and row.count is not None
        and everything.shown.get(key) == row.count
        and key[0] not in contrary
    }


def _known(
    ever: Mapping[Key, int], counts: Mapping[Key, Count], rule: DisclosureRule
) -> dict[Key, int]:
    """Return the counts that were shown before, as they are now; one that is small now is new."""
    found = {}
    for key, count in ever.items():
        now = counts.get(key)
        if not isinstance(now, int):
            found[key] = count
        elif not rule.hides(now):
            found[key] = now
    return found


def _beside_the_past(
    table: Table, past: Release, known: Mapping[Key, int], now: Collection[Key]
) -> Table:
    """Return a table with what was shown before, and with the sums a reader knew by then.

    What is laid out no longer and was not shown either stays hidden.
    """
    counts = {**table.counts, **known}
    for key in {key for one in past.laid_out for key in one.cells()}.difference(now, known):
        if isinstance(counts[key], int):
            counts[key] = SUPPRESSED
    of_total: defaultdict[Key, list[Sum]] = defaultdict(list)
    for one in table.sums:
        of_total[one.total].append(one)
    earlier = [
        one
        for one in past.everything.sums
        if one.cells <= counts.keys()
        and not any(one.parts < new.parts for new in of_total[one.total])
    ]
    every = (fitting(one, counts) for one in (*table.sums, *earlier))
    return Table(counts, tuple(dict.fromkeys(one for one in every if one is not None)))


def _beneath(rows: Rows, past: Rows) -> Rows:
    """Return the numbers of now, and those of the past that no file has any more."""
    return Rows(
        {**past.rows, **rows.rows},
        {**past.places, **rows.places},
        {**past.periods, **rows.periods},
        {**past.groups, **rows.groups},
        rows.clashes,
    )


def _in_places_of(rows: Rows, past: Release) -> Release:
    """Return an earlier release with its places called as they are now: a file may bring codes."""
    names = same_places(past.reach, rows)
    if all(before == now for before, now in names.items()):
        return past

    def place(one: Place) -> Place:
        return replace(one, id=names.get(one.id, one.id))

    def layout(one: Layout) -> Layout:
        told = [replace(each, places=tuple(map(place, each.places))) for each in one.breakdowns]
        return replace(one, places=tuple(map(place, one.places)), breakdowns=tuple(told))

    reach = past.reach
    sums = [
        replace(
            one,
            total=renamed(one.total, names),
            parts=frozenset(renamed(key, names) for key in one.parts),
        )
        for one in past.everything.sums
    ]
    return replace(
        past,
        ever={renamed(key, names): count for key, count in past.ever.items()},
        everything=Published({}, frozenset(key for one in sums for key in one.cells), sums),
        reach=replace(
            reach,
            rows={renamed(key, names): row for key, row in reach.rows.items()},
            places={names[one.id]: place(one) for one in reach.places.values()},
        ),
        laid_out=tuple(map(layout, past.laid_out)),
    )


def renamed(key: Key, names: Mapping[str, str]) -> Key:
    """Return a key with its place as ``names`` call it."""
    return (key[0], names.get(key[1], key[1]), *key[2:])
