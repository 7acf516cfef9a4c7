"""The Hanlon method: size, seriousness counted twice, times how well something works."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.panel import Formula, Order, Scoring, Sheets, score_panel
from ciwidgets.analysis.priorities.pearl import Gate


def hanlon_score(size: float, seriousness: float, effectiveness: float) -> float:
    """Return (A + 2B) x C, from 0 to 300: A size, B seriousness, C effectiveness, each 0 to 10.

    Source: NACCHO's account of Hanlon (1984). Other formulas go by the same name, so name this
    one wherever its scores are shown.
    """
    return (size + 2 * seriousness) * effectiveness


HANLON = Formula(
    "hanlon",
    "(A + 2B) × C",
    {"size": (0, 10), "seriousness": (0, 10), "effectiveness": (0, 10)},
    lambda parts: hanlon_score(parts["size"], parts["seriousness"], parts["effectiveness"]),
)


def hanlon(
    sheets: Sheets,
    items: Collection[str],
    *,
    gates: Mapping[str, Gate] | None = None,
    order: Order = "score_then_median",
    fewest: int = SMALLEST_GROUP,
) -> Scoring:
    """Return each item's Hanlon score; an item with a failed PEARL gate has no rank.

    ``sheets`` has the parts "size", "seriousness" and "effectiveness", 0 to 10, by person and
    item; the rest is as in ``panel.score_panel``.

    Raises:
        ValueError: for a score outside 0 to 10.
    """
    return score_panel(HANLON, sheets, items, order=order, gates=gates, fewest=fewest)
