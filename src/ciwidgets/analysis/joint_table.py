"""Several teams' local numbers as one table: what a reader of all their reports can add up.

A place that two teams show is one row of it, their sums hold together, and what one team's report
hides is hidden in all. Where two files differ in a number, the newer file's is the number; the
older one stands beside it as a number of its own, in the sums of the team that shows it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ciwidgets.analysis.joint_places import lies_in, same_everywhere
from ciwidgets.analysis.local_layout import MEASURE, PLACE, Layout, is_missing, together
from ciwidgets.analysis.local_releases import renamed
from ciwidgets.analysis.local_rows import Key, Place, Rows
from ciwidgets.analysis.local_sums import fill_unprinted, fitting, sums_in, unprinted
from ciwidgets.analysis.suppression import MISSING, SUPPRESSED, Count, Sum, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ciwidgets.analysis.local_releases import Release
    from ciwidgets.model.indicators import IndicatorRow

_OLDER = "\x1f"


@dataclass(frozen=True)
class TeamNumbers:
    """A team's numbers as its own report shows them.

    ``past`` is the newest page of its files, ``released`` are the keys that reports of earlier
    batches showed. Keys are the team's own.
    """

    team: str
    now: Release
    past: Release
    released: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Joint:
    """One table over several teams; ``counts`` has the true numbers, ``table`` what may be shown.

    ``known`` are cells of earlier batches; ``keys`` and ``names`` say of each team what its own
    keys and places are here.
    """

    table: Table
    counts: Mapping[Key, Count]
    known: frozenset[Key]
    keys: Sequence[Mapping[Key, Key]]
    names: Sequence[Mapping[str, str]]


def joint_table(teams: Sequence[TeamNumbers]) -> Joint:
    """Return several teams' numbers as one; the team with the newest file comes last."""
    names = same_everywhere([{**one.past.reach.places, **one.now.rows.places} for one in teams])
    rows = _rows(teams, names)
    keys = [_keys(team, own, rows) for team, own in zip(teams, names, strict=True)]
    counts = _counts(teams, keys, rows)
    layouts = together(_layouts(teams, names))
    for key in (key for one in layouts for key in (*one.cells(), *unprinted(one))):
        counts.setdefault(key, MISSING)
    known = _known(teams, keys)
    table = _masked(teams, keys, counts, known)
    for filled in (counts, table):
        for layout in layouts:
            fill_unprinted(layout, filled, rows)
    sums = [one for layout in layouts for one in sums_in(layout, counts, rows)]
    for team, own in zip(teams, keys, strict=True):
        sums += _sums_of(team, own)
    sums += _towns(teams, names, counts)
    sums = [one for one in sums if one.cells <= counts.keys()]
    every = _fitting(_places_together(sums, rows.places), counts)
    return Joint(Table(table, _fitting(every, table)), counts, frozenset(known), keys, names)


def _rows(teams: Sequence[TeamNumbers], names: Sequence[Mapping[str, str]]) -> Rows:
    """Return the numbers of all teams by what their places are called here, newer over older.

    A count that any file hides is hidden, as where one team brings several.
    """
    rows: dict[Key, IndicatorRow] = {}
    places: dict[str, Place] = {}
    found = Rows(rows, places, {}, {}, 0)
    for team, own in zip(teams, names, strict=True):
        for key, row in _rows_of(team).items():
            before = rows.setdefault(renamed(key, own), row)
            if before.status != "suppressed" and not is_missing(row):
                rows[renamed(key, own)] = row
        for part in (team.past.reach, team.now.rows):
            for one in part.places.values():
                kind = places[own[one.id]].kind if own[one.id] in places else "other"
                places[own[one.id]] = replace(
                    one, id=own[one.id], kind=one.kind if kind == "other" else kind, role="peer"
                )
            found = replace(
                found,
                periods={**found.periods, **part.periods},
                groups={**found.groups, **part.groups},
            )
    return found


def _rows_of(team: TeamNumbers) -> dict[Key, IndicatorRow]:
    return {**team.past.reach.rows, **team.now.rows.rows}


def _keys(team: TeamNumbers, names: Mapping[str, str], rows: Rows) -> dict[Key, Key]:
    """Return what each of a team's keys is here: itself, or an older number beside the newer."""
    found = {}
    for key, row in _rows_of(team).items():
        here = renamed(key, names)
        newer = rows.rows[here]
        if row.count is not None and newer.count is not None and row.count != newer.count:
            here = (here[MEASURE], f"{here[PLACE]}{_OLDER}{row.count}", *here[PLACE + 1 :])
        found[key] = here
    return found


def _counts(
    teams: Sequence[TeamNumbers], keys: Sequence[Mapping[Key, Key]], rows: Rows
) -> dict[Key, Count]:
    counts: dict[Key, Count] = {}
    for team, own in zip(teams, keys, strict=True):
        for key, row in _rows_of(team).items():
            row_here = rows.rows.get(own[key], row)
            is_gone = is_missing(row_here)
            counts[own[key]] = (
                MISSING if is_gone else SUPPRESSED if row_here.count is None else row_here.count
            )
    return counts


def _known(teams: Sequence[TeamNumbers], keys: Sequence[Mapping[Key, Key]]) -> dict[Key, int]:
    """Return what earlier batches showed, as it is now."""
    return {
        own[key]: team.past.ever[key]
        for team, own in zip(teams, keys, strict=True)
        for key in sorted(team.released)
        if key in team.past.ever and key in own
    }


def _masked(
    teams: Sequence[TeamNumbers],
    keys: Sequence[Mapping[Key, Key]],
    counts: Mapping[Key, Count],
    known: Mapping[Key, int],
) -> dict[Key, Count]:
    """Return the counts without those that no report shows, or that one of them hides."""
    shown: set[Key] = set()
    hidden: set[Key] = set()
    for team, own in zip(teams, keys, strict=True):
        for key in (key for one in team.now.layouts for key in one.cells() if key in own):
            if key in team.now.shown:
                shown.add(own[key])
            elif not is_missing(team.now.rows.rows[key]):
                hidden.add(plain(own[key]))
    return {
        key: count
        if count is MISSING or (key in shown and plain(key) not in hidden)
        else SUPPRESSED
        for key, count in counts.items()
    } | dict(known)


def _layouts(teams: Sequence[TeamNumbers], names: Sequence[Mapping[str, str]]) -> Iterator[Layout]:
    """Yield every layout with its places as they are called here; own places are like others."""
    every = [
        (layout, own)
        for team, own in zip(teams, names, strict=True)
        for layout in (*team.now.layouts, *team.past.laid_out)
    ]
    holders = {
        own[place.id] for one, own in every for place in one.places if place.role == "holder"
    }

    def called(places: Sequence[Place], own: Mapping[str, str]) -> tuple[Place, ...]:
        return tuple(
            replace(one, id=here, role="holder" if here in holders else "peer")
            for one in places
            if (here := own.get(one.id, one.id))
        )

    for one, own in every:
        told = tuple(replace(each, places=called(each.places, own)) for each in one.breakdowns)
        yield replace(one, places=called(one.places, own), breakdowns=told)


def _sums_of(team: TeamNumbers, keys: Mapping[Key, Key]) -> Iterator[Sum]:
    """Yield the sums of a team that only its own files tell: of places, and of older numbers."""
    for one in team.past.everything.sums:
        if any(key not in keys for key in one.cells):
            continue
        here = replace(one, total=keys[one.total], parts=frozenset(keys[key] for key in one.parts))
        is_older = any(plain(key) != key for key in here.cells)
        if is_older or {key[PLACE] for key in here.parts} != {here.total[PLACE]}:
            yield here


def _towns(
    teams: Sequence[TeamNumbers],
    names: Sequence[Mapping[str, str]],
    counts: Mapping[Key, Count],
) -> Iterator[Sum]:
    """Yield a county and a town of it, wherever both have a number."""
    inside: dict[str, str] = {}
    for team, own in zip(teams, names, strict=True):
        places = [*{**team.past.reach.places, **team.now.rows.places}.values()]
        for town in places:
            if county := lies_in(town, places):
                inside[own[town.id]] = own[county]
    for key in counts:
        if county := inside.get(key[PLACE], ""):
            total = (key[MEASURE], county, *key[PLACE + 1 :])
            if total in counts and MISSING not in (counts[key], counts[total]):
                yield Sum(total, frozenset({key}), covers_all=False)


def _places_together(sums: Iterable[Sum], places: Mapping[str, Place]) -> list[Sum]:
    """Return sums with all the places of a state in one, whichever team shows them.

    States are told apart from the places in them, and counties from what may be a part of one.
    """
    found: dict[Sum, None] = {}
    inside: defaultdict[Key, set[Key]] = defaultdict(set)
    for one in sums:
        if {key[PLACE] for key in one.parts} == {one.total[PLACE]}:
            found[one] = None
        else:
            inside[one.total] |= one.parts
    for total, parts in inside.items():
        kinds: defaultdict[str, set[Key]] = defaultdict(set)
        for key in parts:
            kinds[places[plain(key)[PLACE]].kind].add(key)
        counties, others = kinds.pop("county", set()), kinds.pop("other", set())
        for own in (counties, counties | others, *kinds.values()):
            if own:
                found[Sum(total, frozenset(own), covers_all=False)] = None
    return list(found)


def _fitting(sums: Iterable[Sum], counts: Mapping[Key, Count]) -> list[Sum]:
    every = (fitting(one, counts) for one in sums)
    return list(dict.fromkeys(one for one in every if one is not None))


def plain(key: Key) -> Key:
    """Return the key of a cell whose older numbers are cells of their own."""
    return (key[MEASURE], key[PLACE].partition(_OLDER)[0], *key[PLACE + 1 :])
