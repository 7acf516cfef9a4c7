"""As whom somebody reads a team's wins: as the team, or as a guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.plans.wins import Reader

if TYPE_CHECKING:
    from ciwidgets.visit.presence import Presence


def reader_here(visit: Presence) -> Reader:
    """Return who reads; a facilitator reads no name that is not for the faculty."""
    return Reader(visit.record.names, "cohort" if visit.is_guest else None)
