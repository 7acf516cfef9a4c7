"""What several teams have in common: the same words, the same gaps, the same people missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.results.cohort.alike import Saying, said_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.results.cohort.alike import Shared
    from ciwidgets.results.cohort.team import Subject, TeamFound


@dataclass(frozen=True, slots=True)
class InCommon:
    """Something chosen from a list, such as a sector, and the ids of the teams it holds for."""

    id: str
    teams: tuple[str, ...]


def shared(teams: Iterable[TeamFound], subject: Subject) -> list[Shared]:
    """Return what two teams or more say alike about a subject, what most say first."""
    return said_alike(Saying(one.team.id, text) for one in teams for text in one.said[subject])


def nothing_listed(teams: Sequence[TeamFound]) -> list[InCommon]:
    """Return the lines of work in which teams that listed their resources have none."""
    return _in_common(
        (line, one.team.id) for one in teams for line, word in one.lines.items() if word == "none"
    )


def all_full(teams: Sequence[TeamFound]) -> list[InCommon]:
    """Return the lines of work in which all that teams listed is full."""
    return _in_common(
        (line, one.team.id) for one in teams for line, word in one.lines.items() if word == "full"
    )


def sectors_missing(teams: Sequence[TeamFound]) -> list[InCommon]:
    """Return the parts of the community with nobody at the table of teams that listed partners."""
    return _in_common((name, one.team.id) for one in teams for name in one.signals.empty_sectors)


def seats_missing(teams: Sequence[TeamFound]) -> list[InCommon]:
    """Return the groups most affected of which teams say that they have no seat."""
    return _in_common((name, one.team.id) for one in teams for name in one.seats_missing)


def lacking(teams: Sequence[TeamFound]) -> list[InCommon]:
    """Return the exercises that would fill what teams' planning lacks."""
    return _in_common((name, one.team.id) for one in teams for name in one.lacking)


def _in_common(pairs: Iterable[tuple[str, str]]) -> list[InCommon]:
    """Return what holds for two teams or more, what holds for most first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for what, team_id in pairs:
        found[what][team_id] = None
    several = [InCommon(what, tuple(teams)) for what, teams in found.items() if len(teams) > 1]
    return sorted(several, key=lambda one: -len(one.teams))
