"""What a team answered to cases: the same rule as for a survey, on each case's own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ciwidgets.model import Scale, Statement, Survey
from ciwidgets.results.ratings import rating_result

if TYPE_CHECKING:
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.model import Program
    from ciwidgets.model.checks import Checks
    from ciwidgets.results.record import Record

# As many answers as a case may have; they are told apart by their number alone.
_MOST: Final = 5


def cases_id(name: str) -> str:
    """Return the id under which answers to the cases of a file are kept."""
    return f"cases_{name}"


def case_result(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    name: str,
    cases: Checks,
    occasion: str,
    as_of: int | None = None,
) -> SurveyResult | None:
    """Return how many chose each answer of each closed case, or None while the step is open."""
    scale = Scale(id=cases_id(name), labels=[f"{one}" for one in range(1, _MOST + 1)])
    survey = Survey(
        id=cases_id(name),
        title=cases.title,
        scale=scale.id,
        statements=[Statement(id=one.id, text=one.question) for one in cases.checks],
    )
    with_cases = program.model_copy(update={"surveys": [survey], "scales": [scale]})
    return rating_result(record, with_cases, team_id, step, survey.id, occasion, as_of)
