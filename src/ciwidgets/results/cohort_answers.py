"""What many teams answered to a survey together, made only from what each team's summary shows.

Whoever has the teams' summaries could add them up just so. That is why nothing here, alone, beside
them or beside an earlier release, can be taken from anything to a team that is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ciwidgets.analysis.agreement import (
    AgreementWord,
    agreement_word,
    share_agreeing,
    tastle_wierman_consensus,
    van_der_eijk_agreement,
)

if TYPE_CHECKING:
    from ciwidgets.analysis.survey_results import StatementResult, SurveyResult


@dataclass(frozen=True, slots=True)
class CohortStatement:
    """One statement over the teams that show it: people per answer of the scale, low end first.

    Where no team shows it, ``teams`` and ``people`` are 0, ``counts`` is empty, ``word`` is
    "too_few" and every measure is None. Measures are of all the people together, not averages
    of the teams' measures. ``other`` counts the answers beside the scale in these teams.
    """

    id: str
    text: str
    teams: int = 0
    people: int = 0
    counts: tuple[int, ...] = ()
    word: AgreementWord = "too_few"
    agreement: float | None = None
    consensus: float | None = None
    mean: float | None = None
    share_agreeing: float | None = None
    other: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CohortSurvey:
    """A survey over all teams: ``teams`` are in a figure, ``too_few`` in none.

    Of the latter, nothing but their number is told.
    """

    title: str
    scale: tuple[str, ...]
    teams: int
    too_few: int
    statements: tuple[CohortStatement, ...]


def cohort_survey(results_by_team: Mapping[str, SurveyResult]) -> CohortSurvey:
    """Return the results of one survey over all teams that have one, by what each of them shows.

    Raises:
        ValueError: without any result, or where teams answered on different scales.
    """
    every = [results_by_team[team] for team in sorted(results_by_team)]
    if not every:
        raise ValueError("There is no team with a result. Ask for a survey that was closed.")
    scales = {one.scale for one in every}
    if len(scales) > 1:
        raise ValueError(
            f"The teams answered on {len(scales)} different scales. Add up those with the same."
        )
    statements = {each.id: each for one in every for each in one.statements}
    shown = [{each.id: each for each in one.statements if each.counts} for one in every]
    in_figures = sum(bool(one) for one in shown)
    return CohortSurvey(
        every[0].title,
        every[0].scale,
        in_figures,
        len(every) - in_figures,
        tuple(
            _together(first, [one[key] for one in shown if key in one])
            for key, first in statements.items()
        ),
    )


def _together(first: StatementResult, shown: list[StatementResult]) -> CohortStatement:
    """Return one statement over the teams that show it; of the others nothing is read."""
    if not shown:
        return CohortStatement(first.id, first.text)
    counts = tuple(map(sum, zip(*(one.counts for one in shown), strict=True)))
    people = sum(counts)
    return CohortStatement(
        first.id,
        first.text,
        len(shown),
        people,
        counts,
        agreement_word(counts),
        van_der_eijk_agreement(counts),
        tastle_wierman_consensus(counts),
        sum(place * count for place, count in enumerate(counts, 1)) / people,
        share_agreeing(counts),
        dict(sum((Counter(one.other) for one in shown), Counter[str]())),
    )
