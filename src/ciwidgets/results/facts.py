"""What a theme or a need can rest on: the facts of the earlier steps, as far as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.fact import Fact
from ciwidgets.results.numbers import number_facts
from ciwidgets.results.partners import partner_facts
from ciwidgets.results.ratings import rating_result
from ciwidgets.results.resources import data_facts, resource_facts
from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.survey_results import StatementResult, SurveyResult
    from ciwidgets.model import Program
    from ciwidgets.results.record import Record
    from ciwidgets.workbook import Workbook


def facts(
    record: Record,
    program: Program,
    team_id: str,
    workbook: Workbook,
    occasion: str,
    as_of: int | None = None,
    language: str = "en",
) -> list[Fact]:
    """Return the facts of a workbook's steps, source by source, in the order of the steps.

    A survey's are those of its latest shown result up to ``occasion``; the other steps carry on
    from one occasion to the next.
    """
    found: list[Fact] = []
    if workbook.exercise("local_numbers"):
        # A file that was brought late counts at the occasion it belongs to, as its tables do.
        known = None if as_of is None else {*_up_to(program, occasion)}
        found += number_facts(record, program, team_id, as_of, known, language)
    if cell := workbook.exercise("data_sources"):
        found += data_facts(record, team_id, cell.key, as_of, language)
    if cell := workbook.exercise("rating"):
        survey = cell.option("survey")
        place = (record, program, team_id, cell.key)
        found += survey_facts(*place, survey, occasion, as_of, language)
    if cell := workbook.exercise("resources"):
        found += resource_facts(record, program, team_id, cell.key, as_of, language)
    if cell := workbook.exercise("partners"):
        found += partner_facts(record, program, team_id, cell.key, as_of, language)
    return found


def survey_facts(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    survey_id: str,
    occasion: str,
    as_of: int | None = None,
    language: str = "en",
) -> list[Fact]:
    """Return a sentence a statement, of the latest result that is shown up to ``occasion``."""
    words = {**section("rating", language), **section("facts", language)}
    for one in _up_to(program, occasion):
        result = rating_result(record, program, team_id, step, survey_id, one, as_of)
        if result is not None:
            return [
                Fact(
                    f"survey:{survey_id}:{statement.id}",
                    "survey",
                    _sentence(statement, result, words),
                )
                for statement in result.statements
                if statement.counts
            ]
    return []


def _up_to(program: Program, occasion: str) -> list[str]:
    """Return the ids of the occasions up to one, the latest first; all of them for none named."""
    in_order = [one.id for one in sorted(program.occasions, key=lambda one: one.date)]
    until = in_order.index(occasion) + 1 if occasion in in_order else len(in_order)
    return in_order[:until][::-1]


def _sentence(statement: StatementResult, result: SurveyResult, words: Mapping[str, str]) -> str:
    agreeing = round((statement.share_agreeing or 0) * statement.answered)
    said = filled(
        words["fact_survey"],
        statement=statement.text,
        word=words[f"word_{statement.word}"],
        agreeing=agreeing,
        people=statement.answered,
    )
    if statement.id == result.most_agreed:
        return f"{said} {words['fact_closest']}"
    if statement.id == result.most_split:
        return f"{said} {words['fact_furthest']}"
    return said
