"""Half a page a team: who they are, what they put first, where they differ, what they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import may_show
from ciwidgets.charts import PHRASES
from ciwidgets.reports.blocks import Block, Heading, Section, Text
from ciwidgets.reports.cohort.standing import waiting
from ciwidgets.reports.cohort.wording import few, nobody_has_begun, quoted, tables
from ciwidgets.reports.sections.surveys import TOGETHER
from ciwidgets.reports.wording import at
from ciwidgets.results.cohort.apart import sectors_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ciwidgets.analysis.survey_results import StatementResult
    from ciwidgets.model import Program
    from ciwidgets.model.resources import SourceState
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import TeamFound

_MOST_NEEDS, _MOST_APART = 5, 3
_COLUMNS = ("What", "What the record says")
_SOURCES: dict[SourceState, str] = {
    "have": "Has",
    "can_get": "Can get",
    "missing": "Knows to be missing",
}


def team_by_team(cohort: Cohort, program: Program) -> Section:
    """Return half a page for each team that has begun."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    lines = {one.id: one.name for one in program.lines_of_work}
    blocks: list[Block] = []
    for one in cohort.begun:
        rows = list(_rows(one, lines))
        caption = f"{one.team.name} in short"
        blocks += [
            Heading(one.team.name),
            Text(" ".join(_who(one))),
            *tables(caption, _COLUMNS, rows),
        ]
    return Section([*blocks, *waiting(cohort)])


def _who(found: TeamFound) -> Iterator[str]:
    """Yield who they are: how many joined and answered, and which sectors can be told apart."""
    yield f"{_people(found.people)} joined."
    if found.survey is None:
        return
    occasion, result = found.survey
    yield f"{_people(result.answered)} answered the survey at {at(occasion)}."
    labels = dict.fromkeys(pool.label for one in result.statements for pool in one.pools)
    if labels:
        yield f"Their answers can be told apart for: {'; '.join(labels)}."
    elif not result.too_few:
        yield "Their answers are not told apart by sector."


def _people(number: int) -> str:
    return f"{number} people" if may_show(number) else "Fewer than five people"


def _rows(found: TeamFound, lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    needs = list(map(quoted, found.said["needs"]))
    yield from _row("What they put first", few(needs, _MOST_NEEDS), "; ")
    if found.vote:
        dots = [quoted(one.text) for one in found.vote[1].items if one.rank == 1]
        yield from _row("Most dots", few(dots, 2), "; ")
    yield from _row("Where they agree", _together(found))
    yield from _row("Where they differ", _apart(found))
    yield from _row("Places to push", map(quoted, found.said["levers"]), "; ")
    yield from _row("What is there, by line of work", _resources(found, lines))
    yield from _row("Data", _data(found))
    yield from _row("Missing at the table", _missing(found))


def _row(head: str, texts: Iterable[str], between: str = ". ") -> Iterator[tuple[str, str]]:
    said = between.join(texts)
    if said:
        yield head, said


def _together(found: TeamFound) -> Iterator[str]:
    one = _statement(found, "most_agreed")
    if one is not None and one.word in TOGETHER:
        yield _said(one)


def _apart(found: TeamFound) -> Iterator[str]:
    one = _statement(found, "most_split")
    if one is not None and one.word not in TOGETHER:
        yield _said(one)
    for sectors in sectors_apart([found])[:_MOST_APART]:
        yield f"{quoted(sectors.text)}: {sectors.higher} agree more than {sectors.lower}"


def _statement(found: TeamFound, which: str) -> StatementResult | None:
    if found.survey is None:
        return None
    result = found.survey[1]
    wanted = getattr(result, which)
    return next((one for one in result.statements if one.id == wanted), None)


def _said(one: StatementResult) -> str:
    return f"{quoted(one.text)} ({PHRASES[one.word].lower()})"


def _resources(found: TeamFound, lines: Mapping[str, str]) -> Iterator[str]:
    for word, head in (
        ("room", "With room"),
        ("full", "All full"),
        ("not_known", "Room not known"),
        ("none", "Nothing listed"),
    ):
        here = [lines.get(line, line) for line, one in found.lines.items() if one == word]
        if here:
            yield f"{head}: {'; '.join(here)}"


def _data(found: TeamFound) -> Iterator[str]:
    for state, head in _SOURCES.items():
        here = [name for name, one in found.data if one == state]
        if here:
            yield f"{head}: {'; '.join(here)}"


def _missing(found: TeamFound) -> Iterator[str]:
    if found.sectors and found.signals.empty_sectors:
        there, every = found.sectors
        missing = "; ".join(found.signals.empty_sectors)
        yield f"{there} of {every} parts of the community are there. Nobody yet from: {missing}"
    if found.seats_missing:
        yield f"Most affected, and without a seat: {'; '.join(found.seats_missing)}"
