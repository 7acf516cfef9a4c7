"""Places from scores: equal scores share a place, and what has no score has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

# Sums of shares such as 0.1 and 0.2 carry rounding in the last digits, which is no difference.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Place:
    """A rank, 1 the first and 0 none, and whether another thing shares it."""

    rank: int
    is_tied: bool


class Ranked(Protocol):
    """Anything with an item's id and its rank, such as ``votes.Tally`` or ``panel.ScoredItem``."""

    @property
    def item_id(self) -> str:
        """The item's id."""

    @property
    def rank(self) -> int:
        """Its rank, 0 where it has none."""


def places(keys: Mapping[str, tuple[float, ...] | None]) -> dict[str, Place]:
    """Return each item's place, the highest key first; None has rank 0.

    Keys are compared from left to right, to nine decimals; 1, 2, 2, 4 where two are level.
    """
    rounded = {
        item: tuple(round(part, _DIGITS) for part in key)
        for item, key in keys.items()
        if key is not None
    }
    with_key = Counter(rounded.values())
    rank_of, ahead = {}, 0
    for key in sorted(with_key, reverse=True):
        rank_of[key] = ahead + 1
        ahead += with_key[key]
    return {
        item: Place(rank_of[rounded[item]], is_tied=with_key[rounded[item]] > 1)
        if item in rounded
        else Place(0, is_tied=False)
        for item in keys
    }


def ranks(items: Iterable[Ranked]) -> dict[str, int]:
    """Return the rank of every item that has one, by id."""
    return {one.item_id: one.rank for one in items if one.rank}


def among(ranking: Mapping[str, int], items: Collection[str]) -> dict[str, int]:
    """Return the ranks of these items counted anew, as if there were no others."""
    kept = {item: (-float(rank),) for item, rank in ranking.items() if rank and item in items}
    return {item: place.rank for item, place in places(kept).items()}


def firsts(ranking: Mapping[str, int]) -> tuple[str, ...]:
    """Return the ids in first place, sorted; several where they are level, none where none is."""
    best = min((rank for rank in ranking.values() if rank), default=0)
    return tuple(sorted(item for item, rank in ranking.items() if rank == best and rank))
