"""The one home of the small-group rule: nobody's own answer can be read off a result.

Three sentences. Nothing is shown of a group of fewer than five people. A breakdown covers
everybody and each of its groups has five or more, so taking any of them away from the whole leaves
five or more. A result that was shown is replaced only when the people behind the difference are
three or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

SMALLEST_GROUP = 5
SMALLEST_CHANGE = 3


@dataclass(frozen=True, slots=True)
class Pool:
    """Sectors shown as one, in the order of their ids, and how many people they have together."""

    sectors: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class PoolAnswers:
    """A pool with what its people answered to one statement, lowest first: whose is not kept."""

    pool: Pool
    answers: tuple[int, ...]


def may_show(people: int) -> bool:
    """Return whether something may be shown of a group of this many people."""
    return people >= SMALLEST_GROUP


def pool_sectors(members: Mapping[str, int]) -> list[Pool]:
    """Return groups of sectors that may be shown side by side, or nothing where there are not two.

    Sectors of five and more stand alone. Smaller ones are put together, the largest first, until
    a pool has five; what is left joins the smallest pool. ``members`` counts *everybody* behind
    the result, those without a sector under the id "" too: someone left out could be had by
    subtraction.

    Raises:
        ValueError: for a negative count.
    """
    for sector, people in members.items():
        if people < 0:
            raise ValueError(f"Sector {sector!r} has {people} people; a count is 0 or more.")
    in_order = sorted((-people, sector) for sector, people in members.items() if people > 0)
    pools: list[list[tuple[int, str]]] = []
    waiting: list[tuple[int, str]] = []
    for negative, sector in in_order:
        waiting.append((-negative, sector))
        if may_show(_people(waiting)):
            pools.append(waiting)
            waiting = []
    if waiting and pools:
        min(pools, key=lambda pool: (_people(pool), pool)).extend(waiting)
    if len(pools) <= 1:
        return []
    return [Pool(tuple(sorted(name for _, name in pool)), _people(pool)) for pool in pools]


def breakdown(
    pools: Sequence[Pool], answers_by_sector: Mapping[str, Collection[int]]
) -> list[PoolAnswers]:
    """Return one statement's answers by pool, or nothing where any pool has fewer than five.

    The pools are those of all who answered the survey, the same for each of its statements. One
    pool alone is never withheld, because the others would give it away.

    Raises:
        ValueError: when somebody answered whose sector is in no pool.
    """
    pooled = {sector for pool in pools for sector in pool.sectors}
    outside = sorted(
        sector for sector, answers in answers_by_sector.items() if answers and sector not in pooled
    )
    if pools and outside:
        raise ValueError(
            f"Sector {outside[0]!r} has answers but is in no pool. Make the pools of everybody who "
            "answered the survey."
        )
    shown = [
        PoolAnswers(
            pool,
            tuple(sorted(one for name in pool.sectors for one in answers_by_sector.get(name, ()))),
        )
        for pool in pools
    ]
    return shown if all(may_show(len(one.answers)) for one in shown) else []


def may_replace(shown: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Return whether a result that was shown may be replaced by the one that holds now.

    Both map a person to all that person answered. It may when nobody's or at least three people's
    answers differ: a result that moves by one person shows what that person said. What replaces
    an earlier result is shown whole, without sectors, because two breakdowns can be subtracted
    from each other pool by pool.
    """
    nothing = object()
    changed = sum(
        shown.get(person, nothing) != now.get(person, nothing) for person in {*shown, *now}
    )
    return changed == 0 or changed >= SMALLEST_CHANGE


def _people(pool: Iterable[tuple[int, str]]) -> int:
    return sum(people for people, _ in pool)
