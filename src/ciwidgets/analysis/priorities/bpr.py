"""The Basic Priority Rating, and the overall rating that the PEARL gate leaves of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.panel import Formula, Order, Scoring, Sheets, score_panel
from ciwidgets.analysis.priorities.pearl import Gate


def basic_priority_rating(size: float, seriousness: float, effectiveness: float) -> float:
    """Return (A + B) x C / 3, from 0 to 100: A size 0 to 10, B seriousness 0 to 20, C 0 to 10.

    B adds urgency, severity, economic loss and involvement of others; C is the effectiveness of
    what can be done. The division by 3 makes 100 the most. The form was not confirmed in a
    printed source, and others go by the same name: name this one wherever it is shown.
    """
    return (size + seriousness) * effectiveness / 3


def overall_priority_rating(rating: float, gate: Gate | None) -> float:
    """Return OPR = BPR x D: D is 0 where a PEARL letter failed and 1 otherwise, answered or not."""
    return rating * (gate.factor if gate else 1)


BPR = Formula(
    "bpr",
    "(A + B) × C / 3",
    {"size": (0, 10), "seriousness": (0, 20), "effectiveness": (0, 10)},
    lambda parts: basic_priority_rating(
        parts["size"], parts["seriousness"], parts["effectiveness"]
    ),
)


def bpr(
    sheets: Sheets,
    items: Collection[str],
    *,
    gates: Mapping[str, Gate] | None = None,
    order: Order = "score_then_median",
    fewest: int = SMALLEST_GROUP,
) -> Scoring:
    """Return each item's Basic Priority Rating; an item with a failed PEARL gate has no rank.

    ``sheets`` has the parts "size" and "effectiveness", 0 to 10, and "seriousness", 0 to 20, by
    person and item; the rest is as in ``panel.score_panel``. The overall rating of an item is
    ``overall_priority_rating(item.score, item.gate)``.

    Raises:
        ValueError: for a score outside its range.
    """
    return score_panel(BPR, sheets, items, order=order, gates=gates, fewest=fewest)
