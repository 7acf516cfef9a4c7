"""Several rankings of the same things beside each other, and where they part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from ciwidgets.analysis.concordance import mid_ranks
from ciwidgets.analysis.disclosure import SMALLEST_GROUP, Pool, pool_sectors
from ciwidgets.analysis.priorities.ranking import among, firsts

Ballot = TypeVar("Ballot")


@dataclass(frozen=True, slots=True)
class ItemRanks:
    """One item's rank by method, 0 where the method did not rank it.

    ``spread`` is how many places its best and its worst method lie apart, counted among the items
    that every method ranked, where level items stand at the mean of their places; None for an
    item that some method did not rank. A method that ranked nothing at all is not asked.
    """

    item_id: str
    ranks: Mapping[str, int]
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """Two items that some methods put one way round and some the other; level is neither.

    ``one`` is the item that more methods put first, ``one_first`` and ``other_first`` are those
    methods.
    """

    one: str
    other: str
    one_first: tuple[str, ...]
    other_first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rankings side by side.

    ``items`` are in the order of their mean place, those without a spread at the end.
    ``movers`` are the ids of the items with a spread above 0, the largest first. ``flips`` are
    pairs, the most evenly disputed first. ``firsts`` has what each method puts first, several
    where they are level.
    """

    methods: tuple[str, ...]
    items: tuple[ItemRanks, ...] = ()
    movers: tuple[str, ...] = ()
    flips: tuple[Flip, ...] = ()
    firsts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def agree_on_first(self) -> bool:
        """Whether every method that ranked anything puts the same first."""
        return len(set(self.firsts.values()) - {()}) == 1


@dataclass(frozen=True, slots=True)
class SectorComparison:
    """How pools of sectors rank the same items: each pool is a "method" of the comparison.

    ``pools`` has each pool under the name it goes by there, its sectors' ids joined by "+".
    Both are empty where the small-group rule allows no breakdown.
    """

    pools: Mapping[str, Pool]
    comparison: Comparison


def compare(rankings: Mapping[str, Mapping[str, int]]) -> Comparison:
    """Return where several rankings of the same items disagree.

    ``rankings`` maps a method to ranks by item id, 1 the first, as ``ranking.ranks`` gives them.
    An item without a rank in some method is compared by the others only.
    """
    known = dict.fromkeys(item for ranks in rankings.values() for item in ranks)
    begun = [ranks for ranks in rankings.values() if any(ranks.values())]
    shared = {item for item in known if begun and all(ranks.get(item) for ranks in begun)}
    at = [_mid_places(among(ranks, shared)) for ranks in begun]
    items = []
    for item in known:
        found = [places[item] for places in at] if item in shared else []
        spread = max(found) - min(found) if found else None
        ranks = {method: ranks.get(item, 0) for method, ranks in rankings.items()}
        items.append((sum(found), ItemRanks(item, ranks, spread)))
    # Python keeps what is level in the order it came.
    items.sort(key=lambda pair: (pair[1].spread is None, pair[0]))
    in_order = tuple(one for _, one in items)
    moving = sorted((one for one in in_order if one.spread), key=lambda one: -(one.spread or 0))
    return Comparison(
        tuple(rankings),
        in_order,
        tuple(one.item_id for one in moving),
        _flips(in_order),
        {method: firsts(ranks) for method, ranks in rankings.items()},
    )


def compare_sectors(
    ballots: Mapping[str, Ballot],
    sectors: Mapping[str, str],
    rank: Callable[[Mapping[str, Ballot], int], Mapping[str, int]],
) -> SectorComparison:
    """Return how the sectors rank the same items, in pools of five people and more.

    The pools are those of ``disclosure.pool_sectors`` over everybody in ``ballots``. An item that
    fewer than five people of any pool stand behind is left out of all pools, and the ranks of the
    others are counted as if it were not there.

    Args:
        ballots: What each person filled in: dots, choices or sheets.
        sectors: Each person's sector id; a person may have none.
        rank: Ranks some people's ballots, each item with at least so many people behind it, for
            example ``lambda some, fewest: ranks(hanlon(some, items, fewest=fewest).items)``.
    """
    members: dict[str, list[str]] = {}
    for person in ballots:
        members.setdefault(sectors.get(person, ""), []).append(person)
    pools = {
        "+".join(pool.sectors): pool
        for pool in pool_sectors({sector: len(people) for sector, people in members.items()})
    }
    rankings = {
        name: rank(
            {person: ballots[person] for sector in pool.sectors for person in members[sector]},
            SMALLEST_GROUP,
        )
        for name, pool in pools.items()
    }
    shown = _ranked_by_all(rankings)
    if not shown:
        return SectorComparison({}, compare({}))
    return SectorComparison(
        pools, compare({name: among(ranks, shown) for name, ranks in rankings.items()})
    )


def _ranked_by_all(rankings: Mapping[str, Mapping[str, int]]) -> set[str]:
    sets = [{item for item, rank in ranks.items() if rank} for ranks in rankings.values()]
    return set.intersection(*sets) if sets else set()


def _mid_places(ranks: Mapping[str, int]) -> dict[str, float]:
    return dict(zip(ranks, mid_ranks([float(rank) for rank in ranks.values()]), strict=True))


def _flips(items: tuple[ItemRanks, ...]) -> tuple[Flip, ...]:
    flips = []
    for one, other in combinations(items, 2):
        ahead, behind = _who_says(one, other), _who_says(other, one)
        if ahead and behind:
            flips.append(
                Flip(one.item_id, other.item_id, ahead, behind)
                if len(ahead) >= len(behind)
                else Flip(other.item_id, one.item_id, behind, ahead)
            )
    flips.sort(key=lambda flip: (-len(flip.other_first), len(flip.one_first)))
    return tuple(flips)


def _who_says(one: ItemRanks, other: ItemRanks) -> tuple[str, ...]:
    """Return the methods that rank both and put the first of the two ahead."""
    return tuple(method for method, rank in one.ranks.items() if 0 < rank < other.ranks[method])
