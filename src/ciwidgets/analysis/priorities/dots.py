"""The dot vote as one of the ranking methods."""

from __future__ import annotations

from collections.abc import Mapping

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.ranking import ranks
from ciwidgets.analysis.votes import tally


def dot_ranks(
    ballots: Mapping[str, Mapping[str, int]],
    groups: Mapping[str, str],
    fewest: int = SMALLEST_GROUP,
) -> dict[str, int]:
    """Return each item's rank by ``votes.tally``, the most dots first; equal dots are level.

    Nothing where fewer than ``fewest`` people gave a dot. ``ballots`` maps a person to dots by
    item id, ``groups`` each id to the item it stands in now (a wall's ``places``).

    Raises:
        ValueError: for a negative number of dots.
    """
    voters = sum(any(dots.values()) for dots in ballots.values())
    if not voters or voters < fewest:
        return {}
    return ranks(tally(list(ballots.values()), groups))
