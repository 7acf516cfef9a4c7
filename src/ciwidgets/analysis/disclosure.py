"""The one home of the small-group rule: nobody's own answer can be read off a result.

Three sentences. Nothing is shown of a group of fewer than five people. A breakdown covers
everybody and each of its groups has five or more, so taking any of them away from the whole leaves
five or more. Of any two results that were shown, and for each thing that was asked, the people
behind the difference are nobody or five and more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    AnswersByItem = Mapping[str, Mapping[str, object]]

SMALLEST_GROUP = 5
# A difference of two results is a result too: that of the people who changed.
SMALLEST_CHANGE = SMALLEST_GROUP


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


def may_replace(
    shown: AnswersByItem, now: AnswersByItem, pools: Mapping[str, Sequence[Collection[str]]]
) -> bool:
    """Return whether something may be shown now after another result was shown.

    ``shown`` and ``now`` map each thing that was asked to every person's answer to it, "don't
    know" too; who is not there gave none. Of what is not in ``shown`` nothing was seen. ``pools``
    are the people of each pool that ``shown`` was broken down into, none where there were none.

    It may when, for each thing shown, nobody's or at least five people's answers differ from those
    of all and, among answers on the scale (whole numbers), from those of any of the pools put
    together. What replaces an earlier result is to be shown whole, without sectors, because two
    breakdowns can be subtracted from each other pool by pool.
    """
    return all(
        people in {0, SMALLEST_CHANGE}
        for item, before in shown.items()
        for people in _behind(before, now.get(item, {}), pools.get(item, ()))
    )


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """Return the people whose answer to one thing differs; no answer is one of the answers."""
    return {who for who in {*before, *now} if before.get(who) != now.get(who)}


def _behind(
    before: Mapping[str, object], now: Mapping[str, object], pools: Sequence[Collection[str]]
) -> set[int]:
    """Return how many people are behind each difference one can take, five standing for more."""
    whole = min(len(changed(before, now)), SMALLEST_CHANGE)
    on_scale = {who: answer for who, answer in now.items() if isinstance(answer, int)}
    if not pools or not may_show(len(on_scale)):
        return {whole}
    differences = {len(on_scale.keys() - {who for pool in pools for who in pool})}
    for pool in pools:
        moved = sum(before[who] != on_scale.get(who) for who in pool)
        here = sum(who in on_scale for who in pool)
        # A pool is among those put together, or it is not and all of its people still here differ.
        differences = {
            min(people + more, SMALLEST_CHANGE) for people in differences for more in (moved, here)
        }
    return {whole, *differences}


def _people(pool: Iterable[tuple[int, str]]) -> int:
    return sum(people for people, _ in pool)
