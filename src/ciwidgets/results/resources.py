"""What a team lists: its resources and what they cover, and the data that exist about its place.

The team owns these lists together, so they are seen at once; only what people said in a survey
waits until it may be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis import coverage
from ciwidgets.model import DataSource, Resource, record_id_for
from ciwidgets.results.fact import Fact
from ciwidgets.results.ratings import rating_result
from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ciwidgets.analysis.coverage import Comparison, Coverage, LineCoverage
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.model import Entry, Occasion, Program
    from ciwidgets.results.record import Record


def resources_of(
    record: Record, team_id: str, step: str, as_of: int | None = None
) -> list[Entry[Resource]]:
    """Return the team's resources, the oldest first; they carry on from occasion to occasion."""
    found = record.current(Resource, team_id=team_id, as_of=as_of)
    return [one for one in found if one.body.step == step]


def data_sources_of(
    record: Record, team_id: str, step: str, as_of: int | None = None
) -> list[Entry[DataSource]]:
    """Return the team's list of data, the oldest first."""
    found = record.current(DataSource, team_id=team_id, as_of=as_of)
    return [one for one in found if one.body.step == step]


def coverage_of(
    record: Record, program: Program, team_id: str, step: str, as_of: int | None = None
) -> Coverage:
    """Return what the team's resources cover, in the program's lines of work."""
    return coverage.coverage(
        {one.record_id: one.body for one in resources_of(record, team_id, step, as_of)},
        [one.id for one in program.lines_of_work],
        [one.id for one in program.populations],
    )


def compare_with_survey(
    program: Program, survey_id: str, result: SurveyResult, found: Coverage
) -> Comparison:
    """Return where what people said in a survey and what is listed disagree."""
    survey = program.survey(survey_id)
    lines = {one.id: one.lines for one in survey.statements} if survey else {}
    return coverage.compare(result.statements, lines, found)


def last_rating(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    survey_id: str,
    occasion: str,
) -> tuple[Occasion, SurveyResult] | None:
    """Return the newest result of a survey that is shown, of this occasion or one before it.

    Lists are kept between forums, at meetings that have no survey of their own.
    """
    here = program.occasion(occasion)
    so_far = [one for one in program.occasions if here is None or one.date <= here.date]
    for one in sorted(so_far, key=lambda found: found.date, reverse=True):
        result = rating_result(record, program, team_id, step, survey_id, one.id)
        if result is not None and not result.too_few:
            return one, result
    return None


def resource_facts(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    as_of: int | None = None,
    language: str = "en",
) -> list[Fact]:
    """Return what is missing, what is full and what has a waiting list, a sentence each.

    A list that is still empty shows nothing: nobody has looked yet.
    """
    found = coverage_of(record, program, team_id, step, as_of)
    if not found.resources:
        return []
    words = section("resources", language)
    names = {one.id: one.name for one in program.lines_of_work}
    people = {one.id: one.name for one in program.populations}
    return [
        Fact(fact_id, "resources", text)
        for line in found.lines
        for fact_id, text in _line_facts(line, names[line.id], people, words)
    ]


def data_facts(
    record: Record, team_id: str, step: str, as_of: int | None = None, language: str = "en"
) -> list[Fact]:
    """Return the data the team knows to be missing, a sentence each."""
    words = section("facts", language)
    said = []
    for one in data_sources_of(record, team_id, step, as_of):
        body = one.body
        if body.state == "missing":
            text = filled(words["data_missing"], name=body.name)
        elif body.missing:
            text = filled(words["data_lacks"], name=body.name, missing=body.missing)
        else:
            continue
        # A page names its records, at any length; an id made of the name always fits.
        said.append(Fact(f"data:{record_id_for(one.record_id)}", "numbers", text))
    return said


def gap_sentences(line: LineCoverage, name: str, people: dict[str, str]) -> list[str]:
    """Return what is missing or full in a line, in as few sentences as will say it.

    ``people`` names the populations.
    """
    words = section("resources")
    said = []
    for key, who in (("gap_hole", line.holes), ("gap_full", line.thin)):
        if who:
            listed = "; ".join(people[one] for one in who)
            said.append(filled(words[key], line=name, people=listed))
    if line.whole.word == "none":
        said.append(filled(words["gap_line_hole"], line=name))
    if line.whole.word == "full":
        said.append(filled(words["gap_line_full"], line=name))
    if line.whole.waiting:
        said.append(_waiting(line, name, words))
    return said


def listed_sentence(line: LineCoverage, name: str) -> str:
    """Return what a line without a gap has."""
    whole = line.whole
    sentence = section("resources")["line_listed"]
    return filled(sentence, line=name, n=whole.resources, room=whole.with_room)


def _line_facts(
    line: LineCoverage, name: str, people: dict[str, str], words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for kind, who in (("hole", line.holes), ("full", line.thin)):
        for one in who:
            text = filled(words[f"gap_{kind}"], line=name, people=people[one])
            yield f"{kind}:{line.id}:{one}", text
    if line.whole.word == "none":
        yield f"hole:{line.id}", filled(words["gap_line_hole"], line=name)
    if line.whole.word == "full":
        yield f"full:{line.id}", filled(words["gap_line_full"], line=name)
    if line.whole.waiting:
        yield f"waiting:{line.id}", _waiting(line, name, words)


def _waiting(line: LineCoverage, name: str, words: Mapping[str, str]) -> str:
    n = line.whole.waiting
    key = "gap_waiting_one" if n == 1 else "gap_waiting_other"
    return filled(words[key], line=name, n=n, of=line.whole.resources)
