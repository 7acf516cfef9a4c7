"""Which place in the store's order the end of an occasion is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import KINDS, ImportedAnswers, ImportedIndicators, ImportedMap, ImportedSurvey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ciwidgets.model import Occasion
    from ciwidgets.results.story.since import History

_IMPORTED = (ImportedSurvey, ImportedAnswers, ImportedIndicators, ImportedMap)


def last_place(history: History, occasions: Iterable[Occasion]) -> int:
    """Return the place of the last thing a team did at these occasions, 0 for nothing.

    A survey brought in late belongs to its occasion without moving the occasion's end.
    """
    known = {occasion.id for occasion in occasions}
    kinds = [kind for kind in KINDS.values() if kind not in _IMPORTED]
    return max(
        (
            kept.seq
            for revisions in history.kept_after(0, kinds)
            for kept in revisions
            if kept.occasion in known
        ),
        default=0,
    )
