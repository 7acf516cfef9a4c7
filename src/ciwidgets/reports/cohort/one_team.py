"""A few lines a team, beside its row on the first page: the evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import may_show
from ciwidgets.charts import PHRASES
from ciwidgets.reports.blocks import Item, List, Section, Text
from ciwidgets.reports.cohort.raising import Sectors
from ciwidgets.reports.cohort.standing import waiting
from ciwidgets.reports.cohort.wording import few, listed, nobody_has_begun, quoted
from ciwidgets.reports.sections.surveys import TOGETHER
from ciwidgets.results.cohort.apart import sectors_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ciwidgets.analysis.survey_results import StatementResult
    from ciwidgets.model import Program
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import TeamFound

_MOST_NEEDS, _MOST_APART = 2, 2
_ABOUT = (
    "What stands on the first page is not said again: here is what lies behind it. The numbers are "
    "average answers of parts of the community. Where it says “2 others”, all of them stand after "
    "“Told apart”."
)


def team_by_team(cohort: Cohort, program: Program) -> Section:
    """Return a few lines for each team that has begun."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    lines = {one.id: one.name for one in program.lines_of_work}
    sectors = Sectors(program)
    items = tuple(
        Item(one.team.name, (" ".join(_who(one)), *_evidence(one, lines, sectors)))
        for one in cohort.begun
    )
    return Section([Text(_ABOUT, "note"), List(items), *waiting(cohort)])


def _who(found: TeamFound) -> Iterator[str]:
    """Yield who they are: how many joined and answered, and which sectors can be told apart."""
    yield f"{_people(found.people)} joined."
    if found.survey is None:
        return
    occasion, result = found.survey
    yield f"{_people(result.answered)} answered the survey at {occasion.name}."
    labels = dict.fromkeys(pool.label for one in result.statements for pool in one.pools)
    if labels:
        yield f"Told apart: {'; '.join(labels)}."


def _people(number: int) -> str:
    return f"{number} people" if may_show(number) else "Fewer than five people"


def _evidence(found: TeamFound, lines: Mapping[str, str], sectors: Sectors) -> Iterator[str]:
    needs = list(map(quoted, found.said["needs"][1:]))
    yield from _row("Needs after the first", few(needs, _MOST_NEEDS), "; ")
    yield from _row("Where they agree", _together(found))
    yield from _row("Where they differ", _apart(found, sectors))
    lever = _row("Places to push", map(quoted, found.said["levers"]), "; ")
    data = _row("Data they miss", map(quoted, found.said["data"]), "; ")
    if pushed := ". ".join([*lever, *data]):
        yield pushed
    yield from _row("Lines of work", _resources(found, lines), "; ")
    yield from _row("At the table", _there(found))
    yield from _row("Most affected, and without a seat", found.seats_missing, "; ")


def _row(head: str, texts: Iterable[str], between: str = ". ") -> Iterator[str]:
    said = between.join(texts)
    if said:
        yield f"{head}: {said}"


def _together(found: TeamFound) -> Iterator[str]:
    one = _statement(found, "most_agreed")
    if one is not None and one.word in TOGETHER:
        yield _said(one)


def _apart(found: TeamFound, sectors: Sectors) -> Iterator[str]:
    split = _statement(found, "most_split")
    if split is not None and split.word not in TOGETHER:
        yield _said(split)
    # The first of them stands on the first page.
    apart = sorted(sectors_apart([found]), key=lambda one: -one.between)
    for one in apart[1 : 1 + _MOST_APART]:
        yield f"{quoted(one.text)}: {sectors.apart(one)}"


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
        ("full", "all is full"),
        ("none", "nothing is listed"),
    ):
        here = [lines.get(line, line) for line, one in found.lines.items() if one == word]
        if here:
            yield f"{head} in {listed(here)}"


def _there(found: TeamFound) -> Iterator[str]:
    """Yield how many parts of the community are there, and who is not."""
    if not found.sectors:
        return
    there, every = found.sectors
    yield f"{there} of {every} parts of the community are there"
    if found.signals.empty_sectors:
        yield f"Nobody yet from: {'; '.join(found.signals.empty_sectors)}"
