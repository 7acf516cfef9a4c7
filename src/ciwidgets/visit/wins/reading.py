"""As whom somebody reads a team's wins: as the team, or as a guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import Role
from ciwidgets.results.names import Names
from ciwidgets.results.wins import Reader

if TYPE_CHECKING:
    from ciwidgets.visit.presence import Presence


def is_guest(visit: Presence) -> bool:
    """Say whether who is here only looks in."""
    return visit.require_identity().role is Role.FACILITATOR


def reader_here(visit: Presence) -> Reader:
    """Return who reads; a facilitator reads no name that is not for the faculty."""
    names = Names(visit.record, visit.team_id)
    return Reader(names, "cohort" if is_guest(visit) else None)
