"""The ways to rank the same things, each ready to be shown.

Nothing in here breaks the small-group rule: people's own sheets and choices count from five people
on, and a sheet that a team filled in together is the team's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ciwidgets.analysis.concordance import kendalls_w
from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.bpr import bpr
from ciwidgets.analysis.priorities.comparison import SectorComparison, compare_sectors
from ciwidgets.analysis.priorities.hanlon import HANLON, hanlon
from ciwidgets.analysis.priorities.impact_effort import impact_effort
from ciwidgets.analysis.priorities.nominal_group import nominal_group
from ciwidgets.analysis.priorities.panel import (
    Formula,
    Ranges,
    Scoring,
    Sheets,
    complete_sheets,
    rater_rows,
)
from ciwidgets.analysis.priorities.pearl import Gate
from ciwidgets.analysis.priorities.ranking import places, ranks
from ciwidgets.analysis.priorities.stability import leave_one_out, weight_stability
from ciwidgets.analysis.priorities.weighted import weighted, weighted_formula
from ciwidgets.analysis.priority_results import Line, Method, Ranking

Ballot = TypeVar("Ballot")
Choices = Mapping[str, Sequence[str]]
PICKS = 5
# Impact, effort and a program's criteria go from 1 to 5.
FIVE: tuple[float, float] = (1, 5)
IMPACT_EFFORT: Ranges = {"impact": FIVE, "effort": FIVE}


@dataclass(frozen=True, slots=True)
class Group:
    """Whose sheets are ranked: each person's own, or the one of a team.

    ``sectors`` are each person's where the result may be broken down, else None.
    """

    is_together: bool = False
    sectors: Mapping[str, str] | None = None

    @property
    def fewest(self) -> int:
        """How many people a number needs behind it."""
        return 1 if self.is_together else SMALLEST_GROUP


def dots_ranking(dots: Mapping[str, int], occasion: str) -> Ranking:
    """Return the dot vote as a way; equal dots are level. ``dots`` are those that are shown."""
    found = places({one: (float(number),) for one, number in dots.items()})
    lines = (
        Line(one, place.rank, place.is_tied, float(dots[one]), is_begun=True)
        for one, place in found.items()
    )
    return Ranking("dots", _in_order(lines), occasion=occasion)


def nominal_ranking(choices: Choices, groups: Mapping[str, str], group: Group) -> Ranking | None:
    """Return the nominal group's ranking; None with fewer than five people."""
    made = {person: picks for person, picks in choices.items() if picks}

    def rank(some: Mapping[str, Sequence[str]], fewest: int) -> dict[str, int]:
        return ranks(nominal_group(some, groups, picks=PICKS, fewest=fewest).items)

    result = nominal_group(made, groups, picks=PICKS)
    if result.too_few:
        return None
    lines = (
        Line(
            one.item_id,
            one.rank,
            one.is_tied,
            float(one.points),
            is_odd=one.is_odd,
            people=one.people,
            is_begun=True,
        )
        for one in result.items
    )
    points = [points_of(picks, groups) for picks in made.values()]
    rows = [[given.get(one.item_id, 0) for one in result.items] for given in points]
    ranking = Ranking(
        "nominal",
        _in_order(lines),
        people=result.voters,
        concordance=kendalls_w(rows, fewest=SMALLEST_GROUP),
        left_out=leave_one_out(made, rank).verdict,
    )
    return replace(ranking, sectors=_by_sector(made, group, rank))


def points_of(picks: Sequence[str], groups: Mapping[str, str]) -> dict[str, int]:
    """Return one person's points by the thing each choice stands in now."""
    points: dict[str, int] = {}
    for given, one in zip(range(PICKS, 0, -1), picks, strict=False):
        if one in groups:
            points[groups[one]] = points.get(groups[one], 0) + given
    return points


def hanlon_ranking(
    sheets: Sheets, items: Collection[str], gates: Mapping[str, Gate], group: Group
) -> Ranking | None:
    """Return Hanlon's ranking with the Basic Priority Rating beside it; None without any score.

    BPR's seriousness runs to 20, and is twice the sheet's: of one sheet it is a third of Hanlon's
    score, the same order, which therefore counts once.
    """

    def score(some: Sheets, fewest: int) -> Scoring:
        return hanlon(some, items, gates=gates, fewest=fewest)

    doubled = {
        person: {item: _doubled(sheet) for item, sheet in sheets_of.items()}
        for person, sheets_of in sheets.items()
    }
    rated = {one.item_id: one.score for one in bpr(doubled, items, fewest=group.fewest).items}
    ranking = _scored("hanlon", sheets, items, HANLON, score, group)
    if ranking is None:
        return None
    averaged = hanlon(
        sheets, items, gates=gates, order="mean_then_formula", fewest=group.fewest
    ).items
    lines = tuple(replace(one, bpr=rated[one.item_id]) for one in ranking.lines)
    return replace(ranking, lines=lines, average_ranks=ranks(averaged))


def criteria_ranking(
    sheets: Sheets, items: Collection[str], weights: Mapping[str, float], group: Group
) -> Ranking | None:
    """Return the weighted criteria's ranking, and whether a weight decides what is first."""

    def score(some: Sheets, fewest: int) -> Scoring:
        return weighted(some, items, weights, scale=FIVE, fewest=fewest)

    if not weights:
        return None
    formula = weighted_formula(weights, FIVE)
    ranking = _scored("criteria", sheets, items, formula, score, group)
    if ranking is None:
        return None
    asked = (sheets, items, weights)
    averaged = weighted(*asked, scale=FIVE, order="mean_then_formula", fewest=group.fewest).items
    moved = weight_stability(*asked, scale=FIVE, fewest=group.fewest)
    return replace(ranking, average_ranks=ranks(averaged), weights=moved)


def impact_ranking(sheets: Sheets, items: Collection[str], group: Group) -> Ranking | None:
    """Return the ranking by impact and effort, the lines in the middle of the scale."""

    def rank(some: Sheets, fewest: int) -> dict[str, int]:
        return ranks(impact_effort(some, items, scale=FIVE, fewest=fewest).items)

    placed = impact_effort(sheets, items, scale=FIVE, fewest=group.fewest).items
    if not any(one.rank for one in placed):
        return None
    lines = (
        Line(
            one.item_id,
            one.rank,
            one.is_tied,
            one.impact,
            effort=one.effort,
            quadrant=one.quadrant,
            is_on_line=one.is_on_line,
            people=one.people if one.rank else 0,
            is_begun=one.people > 0,
        )
        for one in placed
    )
    made = _complete(sheets, items, IMPACT_EFFORT)
    return _of_people(Ranking("impact_effort", _in_order(lines)), made, group, rank)


def _scored(
    method: Method,
    sheets: Sheets,
    items: Collection[str],
    formula: Formula,
    score: Callable[[Sheets, int], Scoring],
    group: Group,
) -> Ranking | None:
    found = score(sheets, group.fewest).items
    if all(one.score is None for one in found):
        return None
    lines = (
        Line(
            one.item_id,
            one.rank,
            one.is_tied,
            one.score,
            one.mean_then_formula,
            people=one.people if one.score is not None else 0,
            is_begun=one.people > 0,
            failed=one.gate.failed if one.gate else (),
        )
        for one in found
    )
    made = _complete(sheets, items, formula.ranges)
    ranking = _of_people(
        Ranking(method, _in_order(lines)),
        made,
        group,
        lambda some, fewest: ranks(score(some, fewest).items),
    )
    if group.is_together:
        return ranking
    rows = rater_rows(formula, made, list(items))
    return replace(ranking, concordance=kendalls_w(rows, fewest=SMALLEST_GROUP))


def _of_people(
    ranking: Ranking,
    made: Sheets,
    group: Group,
    rank: Callable[[Sheets, int], Mapping[str, int]],
) -> Ranking:
    """Return a ranking with what can only be asked of several people's sheets."""
    if group.is_together:
        lines = tuple(replace(one, people=0) for one in ranking.lines)
        return replace(ranking, lines=lines, is_together=True)
    verdict = leave_one_out(made, rank).verdict
    sectors = _by_sector(made, group, rank)
    return replace(ranking, people=len(made), left_out=verdict, sectors=sectors)


def _by_sector(
    made: Mapping[str, Ballot],
    group: Group,
    rank: Callable[[Mapping[str, Ballot], int], Mapping[str, int]],
) -> SectorComparison | None:
    if group.sectors is None:
        return None
    found = compare_sectors(made, group.sectors, rank)
    return found if found.pools else None


def _complete(sheets: Sheets, items: Collection[str], ranges: Ranges) -> Sheets:
    """Return the sheets of the people who completed at least one."""
    return {
        person: of_items
        for person, of_items in sheets.items()
        if any(complete_sheets({person: of_items}, item, ranges) for item in items)
    }


def _doubled(sheet: Mapping[str, float | None]) -> dict[str, float | None]:
    given = sheet.get("seriousness")
    return {**sheet, "seriousness": None if given is None else 2 * given}


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: (one.rank == 0, one.rank)))
