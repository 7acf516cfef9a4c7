"""Impact and effort: four quadrants, and the line between them said by name."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.panel import Sheets, complete_sheets
from ciwidgets.analysis.priorities.ranking import places

Cut = Literal["midpoint", "median"]
Average = Literal["median", "mean"]
Quadrant = Literal["quick_win", "big_project", "fill_in", "think_again"]
# High impact comes before low, and of equal impact the lower effort.
QUADRANTS: tuple[Quadrant, ...] = ("quick_win", "big_project", "fill_in", "think_again")


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """One item between low and high; without a place where too few people scored it.

    ``is_on_line`` says that it stands exactly on one of the two lines. Items in one quadrant
    share a rank.
    """

    item_id: str
    people: int
    impact: float | None = None
    effort: float | None = None
    quadrant: Quadrant | None = None
    is_on_line: bool = False
    rank: int = 0
    is_tied: bool = False


@dataclass(frozen=True, slots=True)
class ImpactEffort:
    """All items, the quick wins first, and where the two lines are and why."""

    cut: Cut
    average: Average
    impact_line: float | None
    effort_line: float | None
    items: tuple[PlacedItem, ...]


def impact_effort(
    sheets: Sheets,
    items: Collection[str],
    *,
    scale: tuple[float, float],
    cut: Cut = "midpoint",
    average: Average = "median",
    fewest: int = SMALLEST_GROUP,
) -> ImpactEffort:
    """Return each item's impact, effort and quadrant.

    Each line stands at the middle of the scale, or at the median of the items that have a place,
    which always parts them. What stands on the effort line is on the side of more effort, and
    what stands on the impact line on the side of less impact, so that a line makes no quick win.
    The order of the quadrants is ``QUADRANTS``; the method itself has none within one.

    Args:
        sheets: Each person's "impact" and "effort" by item; both are needed to count.
        items: The ids to place.
        scale: The lowest and the highest score of both.
        cut: Where the lines stand.
        average: What is made of several people's scores, for each axis by itself.
        fewest: With fewer complete sheets than this an item has no place.

    Raises:
        ValueError: for a score outside the scale.
    """
    middle = statistics.median if average == "median" else statistics.fmean
    points = [_point(sheets, item, scale, middle, fewest) for item in dict.fromkeys(items)]
    impact_line = _line([one.impact for one in points if one.impact is not None], scale, cut)
    effort_line = _line([one.effort for one in points if one.effort is not None], scale, cut)
    placed = [_in_quadrant(one, impact_line, effort_line) for one in points]
    found = places(
        {one.item_id: (-QUADRANTS.index(one.quadrant),) if one.quadrant else None for one in placed}
    )
    ranked = [
        replace(one, rank=found[one.item_id].rank, is_tied=found[one.item_id].is_tied)
        for one in placed
    ]
    ranked.sort(key=lambda one: one.rank or math.inf)
    return ImpactEffort(cut, average, impact_line, effort_line, tuple(ranked))


def _point(
    sheets: Sheets,
    item: str,
    scale: tuple[float, float],
    middle: Callable[[Sequence[float]], float],
    fewest: int,
) -> PlacedItem:
    complete = complete_sheets(sheets, item, {"impact": scale, "effort": scale})
    if not complete or len(complete) < fewest:
        return PlacedItem(item, len(complete))
    return PlacedItem(
        item,
        len(complete),
        float(middle([sheet["impact"] for sheet in complete])),
        float(middle([sheet["effort"] for sheet in complete])),
    )


def _line(values: Sequence[float], scale: tuple[float, float], cut: Cut) -> float | None:
    if cut == "midpoint":
        return sum(scale) / 2
    return statistics.median(values) if values else None


def _in_quadrant(
    item: PlacedItem, impact_line: float | None, effort_line: float | None
) -> PlacedItem:
    if item.impact is None or item.effort is None or impact_line is None or effort_line is None:
        return item
    is_high, is_easy = item.impact > impact_line, item.effort < effort_line
    on_line = item.impact == impact_line or item.effort == effort_line
    return replace(item, quadrant=QUADRANTS[2 * (not is_high) + (not is_easy)], is_on_line=on_line)
