"""What a community has, and the data that exist about it, in sentences and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ciwidgets import results
from ciwidgets.charts import PHRASES, coverage_chart
from ciwidgets.model.resources import SourceState
from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.reports.wording import at, counted, figure_block
from ciwidgets.words import section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.coverage import Comparison, Coverage, Difference
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.model import DataSource, Entry, Occasion, Program, Resource
    from ciwidgets.results import Record
    from ciwidgets.workbook import ExerciseCell

_TEAM_LIST = (
    "This is what the team has listed, in its own words. There may be more than its list knows."
)


def what_we_have(
    record: Record,
    program: Program,
    team_id: str,
    cell: ExerciseCell | None,
    survey: tuple[Occasion, SurveyResult] | None,
    as_of: int | None,
) -> Section:
    """Return the team's resources, what they cover, and what people said beside it.

    ``survey`` is None while no survey of the team is shown.
    """
    step = cell.key if cell else ""
    coverage = results.coverage_of(record, program, team_id, step, as_of)
    if cell is None or not coverage.resources:
        return Section([Text("The team has not listed any resource yet.", "absent")])
    resources = results.resources_of(record, team_id, step, as_of)
    said = survey and (
        survey[0],
        results.compare_with_survey(program, cell.option("survey"), survey[1], coverage),
    )
    lines = {one.id: one.name for one in program.lines_of_work}
    people = {one.id: one.name for one in program.populations}
    used = sum(one.whole.resources > 0 for one in coverage.lines)
    blocks: list[Block] = [
        Text(
            f"The team lists {counted(coverage.resources, 'resource')} in {used} of "
            f"{counted(len(lines), 'line')} of work."
        ),
        figure_block(
            coverage_chart(coverage, lines, people),
            "Each box says how many there are, and how many of them could take one more person. "
            "What is there for everyone counts in each row.",
        ),
        Heading("Where something is missing or full"),
        _gaps(coverage, lines, people),
        *_twice(resources, coverage),
        *_beside(said, lines, people),
        Heading("What there is"),
        Text(_TEAM_LIST, "note"),
    ]
    for line in program.lines_of_work:
        here = [one.body for one in resources if one.body.line == line.id]
        if here:
            blocks.append(Heading(line.name, 4))
            blocks.append(List(tuple(_resource(one, people) for one in here)))
    return Section(blocks)


def data_sources(record: Record, team_id: str, step: str, as_of: int | None) -> Section:
    """Return the team's list of data, what it has first."""
    sources = results.data_sources_of(record, team_id, step, as_of)
    if not sources:
        return Section([Text("The team has not listed any data yet.", "absent")])
    words = section("data_sources")
    blocks: list[Block] = []
    for state in get_args(SourceState):
        here = [one.body for one in sources if one.body.state == state]
        if here:
            blocks.append(Heading(words[f"state_{state}"]))
            blocks.append(List(tuple(_source(one, words) for one in here)))
    return Section(blocks)


def _gaps(coverage: Coverage, lines: dict[str, str], people: dict[str, str]) -> Block:
    sentences = [
        sentence
        for line in coverage.lines
        for sentence in results.gap_sentences(line, lines[line.id], people)
    ]
    if not sentences:
        return Text(section("resources")["no_gaps"])
    return List(tuple(map(Item, sentences)))


def _twice(resources: Sequence[Entry[Resource]], coverage: Coverage) -> list[Block]:
    if not coverage.duplicates:
        return []
    names = {one.record_id: _name(one.body) for one in resources}
    groups = [
        Item("; ".join(names[one] for one in group))
        for group in coverage.duplicates
        if names.keys() >= set(group)
    ]
    return [Heading("These may be the same"), List(tuple(groups))]


def _name(resource: Resource) -> str:
    return f"{resource.name} ({resource.who})" if resource.who else resource.name


def _beside(
    said: tuple[Occasion, Comparison] | None, lines: dict[str, str], people: dict[str, str]
) -> list[Block]:
    if said is None:
        return []
    occasion, comparison = said
    words = section("resources")
    blocks: list[Block] = [
        Heading(words["beside_title"]),
        Text(f"Answers from {at(occasion)}. {_together(comparison)}"),
    ]
    if comparison.apart:
        blocks.append(List(tuple(_difference(one, lines, people) for one in comparison.apart)))
        blocks.append(Text(words["beside_ask"]))
    return blocks


def _together(comparison: Comparison) -> str:
    """Return in how many statements people said what the list shows."""
    alike, apart = comparison.alike, len(comparison.apart)
    every = alike + apart
    if not every:
        return "No statement can be set beside the list."
    same, other = "people said what the list of resources shows too", "people said something else"
    if not apart:
        return f"In {'the one' if every == 1 else f'all {every}'} {_statements(every)} {same}."
    if not alike:
        return f"In {'the one' if every == 1 else f'all {every}'} {_statements(every)} {other}."
    return f"In {alike} of {every} statements {same}; in {apart} {other}:"


def _statements(number: int) -> str:
    return "statement" if number == 1 else "statements"


def _difference(one: Difference, lines: dict[str, str], people: dict[str, str]) -> Item:
    if one.side == "doubted":
        shown = [results.listed_sentence(line, lines[line.id]) for line in one.lines]
    else:
        shown = [
            sentence
            for line in one.lines
            for sentence in results.gap_sentences(line, lines[line.id], people)
        ]
    details = ("What people said: " + PHRASES[one.statement.word].lower() + ".",)
    return Item(one.statement.text, (*details, "What the list shows: " + " ".join(shown)))


def _resource(one: Resource, people: dict[str, str]) -> Item:
    words = section("resources")
    for_whom = "; ".join(people[who] for who in one.populations if who in people)
    details = (
        (words["who"], one.who),
        (words["for_whom"], for_whom if one.populations else words["for_everyone"]),
        (words["reach"], one.reach),
        (words["lacks"], one.gap),
    )
    return Item(one.name, _labelled(details), words[f"capacity_{one.capacity}"])


def _source(one: DataSource, words: dict[str, str]) -> Item:
    details = (
        (words["tells"], one.tells),
        (words["holder"], one.holder),
        (words["newest"], one.newest),
        (words["missing"], one.missing),
        (words["could_give"], one.could_give),
    )
    return Item(one.name, _labelled(details))


def _labelled(details: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{label}: {text}" for label, text in details if text)
