"""The newest result of a workbook's survey or vote that may be shown, and its occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.ballots import vote_result
from ciwidgets.results.ratings import rating_result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.model import Occasion, Program
    from ciwidgets.results.record import Record
    from ciwidgets.workbook import Workbook

    _Found = TypeVar("_Found")


def latest_survey(
    record: Record,
    program: Program,
    team_id: str,
    workbook: Workbook,
    occasions: Sequence[Occasion],
    as_of: int | None = None,
) -> tuple[Occasion, SurveyResult] | None:
    """Return the newest result of a workbook's survey; ``occasions`` are in time order."""
    cell = workbook.exercise("rating")
    if cell is None:
        return None
    place = (cell.key, cell.option("survey"))
    return _latest(
        occasions,
        lambda one: rating_result(record, program, team_id, *place, one, as_of),
    )


def latest_vote(
    record: Record,
    team_id: str,
    workbook: Workbook,
    occasions: Sequence[Occasion],
    as_of: int | None = None,
) -> tuple[Occasion, VoteResult] | None:
    """Return the newest result of a workbook's dot vote; ``occasions`` are in time order."""
    cell = workbook.exercise("dot_vote")
    if cell is None:
        return None
    place = (cell.key, f"{workbook.name}/{cell.option('on')}")
    return _latest(occasions, lambda one: vote_result(record, team_id, *place, one, as_of))


def _latest(
    occasions: Sequence[Occasion], result_at: Callable[[str], _Found | None]
) -> tuple[Occasion, _Found] | None:
    for occasion in reversed(occasions):
        result = result_at(occasion.id)
        if result is not None:
            return occasion, result
    return None
