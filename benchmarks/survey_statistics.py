"""100,000 answers to every statistic of the pulse survey, up to what a page shows."""

from __future__ import annotations

import random
import time

from benchmarks.machine import spread
from ciwidgets.analysis.survey_results import rating_page, survey_result
from ciwidgets.model import Scale, Statement, Survey

PEOPLE, STATEMENTS, SECTORS, BOUND_SECONDS = 10_000, 10, 12, 1.0
LABELS = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]


def main(runs: int = 7) -> None:
    """Print the time of counts, agreement, consensus, sector pools and the extremes together."""
    scale = Scale(id="five", labels=LABELS)
    survey = Survey(
        id="pulse",
        title="A made-up survey",
        scale="five",
        statements=[
            Statement(id=f"s{number}", text=f"Statement {number}.") for number in range(STATEMENTS)
        ],
    )
    ratings, sectors = _made_up(survey)
    names = {sector: sector for sector in sectors.values()}
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        result = survey_result(survey, scale, ratings, sectors, names)
        rating_page(result, with_measures=True)
        took.append(time.perf_counter() - began)
    if not all(one.pools and one.agreement is not None for one in result.statements):
        raise RuntimeError("A statement came out without its sectors or its agreement.")
    print(f"{PEOPLE * STATEMENTS:,} survey answers, {SECTORS} sectors, to all statistics")
    print(f"  survey_result    {spread(took)}, bound {BOUND_SECONDS:g} s")


def _made_up(survey: Survey) -> tuple[dict[str, dict[str, int | str]], dict[str, str]]:
    """Return answers with a lean of their own for each statement, a few of them "don't know"."""
    chance = random.Random(3)  # noqa: S311
    ratings: dict[str, dict[str, int | str]] = {f"p{number}": {} for number in range(PEOPLE)}
    for place, statement in enumerate(survey.statements):
        weights = [1 + (place * step) % 7 for step in range(1, 6)]
        answers: list[int | str] = [1, 2, 3, 4, 5, "dont_know"]
        given = chance.choices(answers, [*weights, 1], k=PEOPLE)
        for person, answer in zip(ratings.values(), given, strict=True):
            person[statement.id] = answer
    sectors = {person: f"sector{chance.randrange(SECTORS)}" for person in ratings}
    return ratings, sectors
