"""What a team's maps say together, once they are closed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ciwidgets.model import ImportedMap
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.parts import Mark, PeopleMaps, TeamLink, TeamMap, TeamWord
from ciwidgets.results.maps.people import writings
from ciwidgets.results.maps.sentences import strength
from ciwidgets.results.maps.showings import ClosedMaps, people_later, shown_map
from ciwidgets.results.maps.words import map_words_of
from ciwidgets.words import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.disclosure import Pool
    from ciwidgets.analysis.maps.arrays import Floats
    from ciwidgets.analysis.maps.merging import Merged
    from ciwidgets.model import Entry, Program
    from ciwidgets.results.maps.ledger import LinkShown, MapShown
    from ciwidgets.results.maps.people import CountedMap, Pair
    from ciwidgets.results.record import Record

__all__ = [
    "Mark",
    "PeopleMaps",
    "TeamLink",
    "TeamMap",
    "TeamWord",
    "group_maps",
    "map_words_of",
    "people_maps",
    "team_map",
]

# What a page, a report and a what-if can bear: the links most people drew.
MOST_WORDS, MOST_LINKS = 100, 400
# What adding up makes of weights that cancel out.
_NOTHING = 1e-9


def team_map(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    words_step: str,
    occasion: str,
    as_of: int | None = None,
    language: str = "en",
) -> TeamMap | None:
    """Return what closed maps show together, or None while they are open."""
    closed = ClosedMaps(Place(record, team_id, step, occasion), program, words_step, language)
    shown = shown_map(closed, as_of)
    if shown is None:
        return None
    maps = closed.maps_at(shown.closing)
    later = people_later(closed, shown.closing, as_of)
    if not closed.reveals(shown.closing):
        return TeamMap(len(maps), too_few=True, later=later)
    named = _named(shown)
    keys = _words_on(named)
    return TeamMap(
        people=len(maps),
        too_few=False,
        later=later,
        left_out=shown.left_out,
        more=len(shown.links) - len(named),
        words_later=shown.words_changed,
        words=_team_words(maps, shown, keys),
        links=_team_links(closed, shown, named, keys),
        pools=tuple(_names(closed, pool) for pool in _pools(closed, shown)),
    )


def people_maps(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    words_step: str,
    occasion: str,
    as_of: int | None = None,
) -> PeopleMaps | None:
    """Return the room's own maps behind what ``team_map`` shows, or None where it has no links.

    Maps from files are not among them: whoever brought a file knows what is in it. They hold
    nothing but what the team's figures are made of, so that what may not replace those figures
    moves nothing here.
    """
    closed = ClosedMaps(Place(record, team_id, step, occasion), program, words_step)
    shown = shown_map(closed, as_of)
    if shown is None or not shown.links:
        return None
    maps = closed.maps_at(shown.closing)
    named = _named(shown)
    keys = _words_on(named)
    weights = _weights(maps, named, keys)[[not one.is_file for one in maps.values()]]
    is_drawn = weights != 0
    holds = is_drawn.any(axis=1) | is_drawn.any(axis=2)
    return PeopleMaps(keys, weights.tolist(), holds.tolist())


def group_maps(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[ImportedMap]]:
    """Return the groups' own maps that came from files, the first that was brought first."""
    found = record.current(ImportedMap, team_id=team_id, as_of=as_of)
    return [entry for entry in found if entry.body.counts_as == "group"]


def _named(shown: MapShown) -> dict[Pair, LinkShown]:
    """Return the links that most people drew, as many as there is room for."""
    named: dict[Pair, LinkShown] = {}
    words: set[str] = set()
    for pair, link in sorted(shown.links.items(), key=lambda one: (-len(one[1].weights), one[0])):
        if len(named) < MOST_LINKS and len(words | {*pair}) <= MOST_WORDS:
            named[pair] = link
            words |= {*pair}
    return named


def _words_on(named: Mapping[Pair, LinkShown]) -> tuple[str, ...]:
    return tuple(sorted({key for pair in named for key in pair}))


def _team_words(
    maps: Mapping[str, CountedMap], shown: MapShown, keys: tuple[str, ...]
) -> tuple[TeamWord, ...]:
    own = {key: shown.words.shared(key) for one in maps.values() for key in one.words}
    written = writings(maps.values(), own)
    return tuple(
        TeamWord(key, shown.words.label(key) or written[key][0], written[key]) for key in keys
    )


def _team_links(
    closed: ClosedMaps, shown: MapShown, named: Mapping[Pair, LinkShown], keys: tuple[str, ...]
) -> tuple[TeamLink, ...]:
    """Return the links in figures; one call merges them all."""
    if not named:
        return ()
    from ciwidgets.analysis.maps import merging  # noqa: PLC0415  # numpy is slow to load

    maps = closed.maps_at(shown.closing)
    pools = _pools(closed, shown)
    weights = _weights(maps, named, keys)
    merged = merging.merge(weights)
    balanced = _balanced(maps, weights, pools)
    contested = merging.is_contested(merged.positive, merged.negative)
    shared = merging.is_shared(merged.drawn, len(maps), merged.sign_agreement)
    place = {key: number for number, key in enumerate(keys)}
    links = []
    for pair, link in named.items():
        at = place[pair[0]], place[pair[1]]
        only = _only_pool(maps, link, pools)
        mark: Mark = (
            "contested"
            if contested[at]
            else "shared"
            if shared[at]
            else "one_sector"
            if only
            else ""
        )
        vote = float(balanced[at]) if balanced is not None and link.with_sectors else None
        links.append(_team_link(pair, at, merged, mark, closed, only, vote))
    return tuple(links)


def _balanced(maps: Mapping[str, CountedMap], weights: Floats, pools: list[Pool]) -> Floats | None:
    """Return the weights with one vote for each pool; maps from files have none."""
    if not pools:
        return None
    from ciwidgets.analysis.maps import merging  # noqa: PLC0415  # numpy is slow to load

    pool_of = _pool_of(pools)
    here = [not one.is_file for one in maps.values()]
    of_people = [pool_of[one.sector] for one in maps.values() if not one.is_file]
    return merging.merge(weights[here], pools=of_people).balanced


def _only_pool(maps: Mapping[str, CountedMap], link: LinkShown, pools: list[Pool]) -> Pool | None:
    """Return the one pool whose people drew a link, if nobody else and no file did."""
    drawers = [maps[who] for who in link.weights]
    if not pools or not link.with_sectors or any(one.is_file for one in drawers):
        return None
    pool_of = _pool_of(pools)
    drew = {pool_of[one.sector] for one in drawers}
    return pools[min(drew)] if len(drew) == 1 else None


def _pool_of(pools: list[Pool]) -> dict[str, int]:
    return {sector: place for place, pool in enumerate(pools) for sector in pool.sectors}


def _team_link(
    pair: Pair,
    at: tuple[int, int],
    merged: Merged,
    mark: Mark,
    closed: ClosedMaps,
    only: Pool | None,
    vote: float | None,
) -> TeamLink:
    """Return a link in figures; ``vote`` is its weight with one vote for each pool."""
    return TeamLink(
        source=pair[0],
        target=pair[1],
        weight=_told(merged.mean_with_zeros[at]),
        people=int(merged.drawn[at]),
        agreement=_rounded(merged.sign_agreement[at]),
        mark=mark,
        sectors=_names(closed, only) if only else (),
        balanced=None if vote is None else _told(vote),
        drawn_strength=strength(float(merged.mean_of_drawn[at]), closed.program.map_strengths),
    )


def _weights(
    maps: Mapping[str, CountedMap], named: Mapping[Pair, LinkShown], keys: tuple[str, ...]
) -> Floats:
    """Return each person's weights for the links that are named, person by cause by effect."""
    import numpy as np  # noqa: PLC0415  # slow to load

    place = {key: number for number, key in enumerate(keys)}
    person = {who: number for number, who in enumerate(maps)}
    weights = np.zeros((len(maps), len(keys), len(keys)))
    for (source, target), link in named.items():
        for who, weight in link.weights.items():
            weights[person[who], place[source], place[target]] = weight
    return weights


def _pools(closed: ClosedMaps, shown: MapShown) -> list[Pool]:
    """Return the pools, where any link may be broken down."""
    is_told = any(link.with_sectors for link in shown.links.values())
    return closed.pools_at(shown.closing) if is_told else []


def _names(closed: ClosedMaps, pool: Pool) -> tuple[str, ...]:
    names = {sector.id: sector.name for sector in closed.program.sectors}
    none = catalogue(closed.language)["common.kernel"]["no_sector_given"]
    return tuple(names.get(one, one) if one else none for one in pool.sectors)


def _told(weight: float) -> float:
    """Return a weight with two decimals; one that is not 0 never becomes 0, and keeps its sign."""
    rounded = _rounded(weight)
    return rounded if rounded or abs(weight) < _NOTHING else math.copysign(0.01, weight)


def _rounded(value: float) -> float:
    # Adding 0 turns -0 into 0.
    return round(float(value), 2) + 0.0
