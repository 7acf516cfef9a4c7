"""A survey over the teams in the room: only what each team's own closed result shows.

Together it is what ``cohort_answers`` adds up, by the rule that stands there. Side by side it is
those teams' results as each team sees its own; of a team with too few answers nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.results.cohort_answers import cohort_survey
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.ratings import rating_result

if TYPE_CHECKING:
    from ciwidgets.analysis.survey_results import StatementResult
    from ciwidgets.model import Program, Team
    from ciwidgets.results.cohort_answers import CohortSurvey
    from ciwidgets.store import Store


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team whose own result shows something, and those of its statements that do, by id."""

    team: Team
    statements: dict[str, StatementResult]


@dataclass(frozen=True, slots=True)
class RoomSurvey:
    """What the room answered together, and the teams it comes from in the program's order."""

    together: CohortSurvey
    teams: tuple[TeamShown, ...]


def room_survey(
    store: Store, program: Program, step: str, survey: str, occasion: str
) -> RoomSurvey | None:
    """Return a survey over all teams that closed it, None where no team has a result.

    Raises:
        StoreError: when a team's record cannot be read.
    """
    found = {}
    for team in program.teams:
        record = TeamRecord(store, team.id)
        result = rating_result(record, program, team.id, step, survey, occasion)
        if result is not None:
            found[team.id] = result
    if not found:
        return None
    shown = (
        TeamShown(team, {one.id: one for one in found[team.id].statements if one.counts})
        for team in program.teams
        if team.id in found
    )
    return RoomSurvey(cohort_survey(found), tuple(one for one in shown if one.statements))
