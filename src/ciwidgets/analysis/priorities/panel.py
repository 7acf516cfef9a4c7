"""Several people's sheets of scores, one formula, and the two orders of averaging them by name.

The order matters: three parts (10, 10, 0) from one person and (0, 0, 10) from another give 0 and
0, of which the median is 0, while the means (5, 5, 5) give 75 by Hanlon's formula. The result has
both numbers and the name of the one it is ranked by.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.pearl import Gate
from ciwidgets.analysis.priorities.ranking import places

# One person's scores of one item by component; a missing one or None is not scored, never 0.
Sheet = Mapping[str, float | None]
# Each person's sheets by item.
Sheets = Mapping[str, Mapping[str, Sheet]]
Ranges = Mapping[str, tuple[float, float]]
Order = Literal["score_then_median", "mean_then_formula"]
Status = Literal["ranked", "dropped", "too_few", "not_scored"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A way to make one score of several: its name, how it is written, and each part's range."""

    name: str
    text: str
    ranges: Ranges
    compute: Callable[[Mapping[str, float]], float]


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One item's score, and its rank by the scoring's ``order``.

    ``people`` gave every part; ``incomplete`` people gave some parts and count nowhere. Where
    fewer than the scoring's ``fewest`` gave every part, ``status`` is "too_few" ("not_scored"
    with nobody) and there is no number at all. An item dropped at its gate keeps its numbers and
    has rank 0.
    """

    item_id: str
    people: int
    incomplete: int
    status: Status
    score: float | None = None
    score_then_median: float | None = None
    mean_then_formula: float | None = None
    rank: int = 0
    is_tied: bool = False
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """All items under one formula, first place first; items without a rank stand at the end."""

    method: str
    formula: str
    order: Order
    items: tuple[ScoredItem, ...]


def score_panel(
    formula: Formula,
    sheets: Sheets,
    items: Collection[str],
    *,
    order: Order = "score_then_median",
    gates: Mapping[str, Gate] | None = None,
    fewest: int = SMALLEST_GROUP,
) -> Scoring:
    """Return every item's score under one formula.

    ``score_then_median`` scores each person's sheet and takes the median of the scores;
    ``mean_then_formula`` takes the mean of each part over the same people and scores the means.

    Args:
        formula: What makes one score of the parts.
        sheets: Each person's scores by item and part.
        items: The ids to score; sheets on anything else are not looked at.
        order: Which of the two numbers is ``score`` and ranks.
        gates: The PEARL gate of the items that have one; a failed gate leaves no rank.
        fewest: With fewer complete sheets than this an item has no number.

    Raises:
        ValueError: for a score outside its part's range.
    """
    open_gates = gates or {}
    scored = [
        _scored(formula, sheets, item, order, open_gates.get(item), fewest)
        for item in dict.fromkeys(items)
    ]
    found = places(
        {
            one.item_id: (one.score,) if one.status == "ranked" and one.score is not None else None
            for one in scored
        }
    )
    ranked = [
        replace(one, rank=found[one.item_id].rank, is_tied=found[one.item_id].is_tied)
        for one in scored
    ]
    ranked.sort(key=lambda one: one.rank or math.inf)
    return Scoring(formula.name, formula.text, order, tuple(ranked))


def complete_sheets(sheets: Sheets, item: str, ranges: Ranges) -> list[dict[str, float]]:
    """Return the sheets of one item that have every part, in no order that tells whose they are.

    Raises:
        ValueError: for a score outside its part's range.
    """
    return _complete(_begun(sheets, item, ranges), ranges)


def rater_rows(formula: Formula, sheets: Sheets, items: Sequence[str]) -> list[list[float | None]]:
    """Return one row of scores a person, one column an item, as ``concordance.kendalls_w`` wants.

    Whoever completed no sheet has no row. The rows are single people's scores: compute with them,
    and show none of them.

    Raises:
        ValueError: for a score outside its part's range.
    """
    rows: list[list[float | None]] = []
    for person in sheets.values():
        parts = [_parts(person.get(item, {}), item, formula.ranges) for item in items]
        row = [
            formula.compute(sheet) if len(sheet) == len(formula.ranges) else None for sheet in parts
        ]
        if any(score is not None for score in row):
            rows.append(row)
    return rows


def _scored(
    formula: Formula, sheets: Sheets, item: str, order: Order, gate: Gate | None, fewest: int
) -> ScoredItem:
    begun = _begun(sheets, item, formula.ranges)
    complete = _complete(begun, formula.ranges)
    people, incomplete = len(complete), len(begun) - len(complete)
    if not people or people < fewest:
        status: Status = "too_few" if people else "not_scored"
        return ScoredItem(item, people, incomplete, status, gate=gate)
    median = statistics.median(formula.compute(sheet) for sheet in complete)
    means = {part: statistics.fmean(sheet[part] for sheet in complete) for part in formula.ranges}
    of_means = formula.compute(means)
    return ScoredItem(
        item,
        people,
        incomplete,
        "dropped" if gate and gate.is_dropped else "ranked",
        median if order == "score_then_median" else of_means,
        median,
        of_means,
        gate=gate,
    )


def _begun(sheets: Sheets, item: str, ranges: Ranges) -> list[dict[str, float]]:
    found = (_parts(one[item], item, ranges) for one in sheets.values() if item in one)
    return [parts for parts in found if parts]


def _complete(begun: Sequence[dict[str, float]], ranges: Ranges) -> list[dict[str, float]]:
    complete = [sheet for sheet in begun if len(sheet) == len(ranges)]
    return sorted(complete, key=lambda sheet: tuple(sheet[part] for part in ranges))


def _parts(sheet: Sheet, item: str, ranges: Ranges) -> dict[str, float]:
    """Return the parts that were scored, each within its range."""
    found = {}
    for part, (lowest, highest) in ranges.items():
        score = sheet.get(part)
        if score is None:
            continue
        # Not a number compares as false, and is caught with what is outside.
        if not lowest <= score <= highest:
            raise ValueError(
                f"{item!r} has {score:g} for {part!r}, which goes from {lowest:g} to {highest:g}. "
                "Give a score in that range, or none."
            )
        found[part] = score
    return found
