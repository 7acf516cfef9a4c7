"""Weighted criteria: every criterion's score times its share of all weight, added up."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.panel import Formula, Order, Scoring, Sheets, score_panel


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return each criterion's share of all weight; they add up to 1, and 0 stays 0.

    Raises:
        ValueError: for a weight below 0 or not finite, or where no weight is above 0.
    """
    for criterion, weight in weights.items():
        if not (math.isfinite(weight) and weight >= 0):
            raise ValueError(
                f"Criterion {criterion!r} has the weight {weight!r}. Give each criterion a weight "
                "of 0 or more."
            )
    total = math.fsum(weights.values())
    if not total:
        raise ValueError("No criterion has a weight above 0. Give one at least a weight.")
    return {criterion: weight / total for criterion, weight in weights.items()}


def weighted_formula(weights: Mapping[str, float], scale: tuple[float, float]) -> Formula:
    """Return the sum of share x score over the criteria that have a weight above 0.

    Raises:
        ValueError: as ``shares``.
    """
    used = {criterion: share for criterion, share in shares(weights).items() if share}
    return Formula(
        "weighted",
        "Σ w × s, Σ w = 1",
        dict.fromkeys(used, scale),
        lambda parts: math.fsum(share * parts[criterion] for criterion, share in used.items()),
    )


def weighted(
    sheets: Sheets,
    items: Collection[str],
    weights: Mapping[str, float],
    *,
    scale: tuple[float, float],
    order: Order = "score_then_median",
    fewest: int = SMALLEST_GROUP,
) -> Scoring:
    """Return each item's weighted score, within the scale of its criteria.

    A high score is good on every criterion, so word a cost as "low cost". A sheet with a cell
    missing is not scored, and the cell never counts as 0. Multiplying all weights by one number
    changes nothing. The rest is as in ``panel.score_panel``.

    Args:
        sheets: Each person's scores by item and criterion.
        items: The ids to score.
        weights: Each criterion's weight, 0 or more; only their ratio counts.
        scale: The lowest and the highest score of every criterion.
        order: Which of the two numbers ranks.
        fewest: With fewer complete sheets than this an item has no number.

    Raises:
        ValueError: for a weight that is none, or a score outside the scale.
    """
    formula = weighted_formula(weights, scale)
    return score_panel(formula, sheets, items, order=order, fewest=fewest)
