"""Teams side by side before a forum: what they put first, see differently, and lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import (
    Block,
    Fact,
    Facts,
    HowMade,
    Item,
    List,
    Section,
    TableBlock,
    Text,
)
from ciwidgets.reports.cohort.opening import unread
from ciwidgets.reports.cohort.raising import Sectors, to_raise
from ciwidgets.reports.cohort.sharing import ALIKE, HOW_ALIKE, lacked_by_several, said_by_several
from ciwidgets.reports.cohort.standing import waiting
from ciwidgets.reports.cohort.wording import nobody_has_begun, of_teams, quoted, tables
from ciwidgets.reports.wording import at, counted, to_how_made
from ciwidgets.results.cohort import sharing
from ciwidgets.results.cohort.alike import Saying, said_alike
from ciwidgets.results.cohort.apart import sectors_apart, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ciwidgets.analysis.agreement import AgreementWord
    from ciwidgets.model import Program
    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.cohort.alike import Shared
    from ciwidgets.results.cohort.apart import SectorsApart, Statement
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import TeamFound
    from ciwidgets.workbook import Workbook

_SIDES: dict[str, tuple[AgreementWord, ...]] = {
    "Agree": ("all_agree", "most_agree"),
    "In the middle": ("in_the_middle",),
    "Disagree": ("all_disagree", "most_disagree"),
    "See it differently": ("split_in_two", "spread_out", "mixed"),
}
_MOST_APART, _MOST_OFFERS, _MOST_ROWS = 25, 5, 5
_SECTORS = HowMade(
    "sectors",
    "Where parts of the community see it differently",
    (
        (
            "Parts of the community are compared only where a team’s own result shows them. Each "
            "has five people or more."
        ),
        "Each answer is a number, from 1 at the low end of the scale.",
        (
            "A difference is told where the averages of two parts lie one whole step apart or "
            "more. That limit is our own choice."
        ),
    ),
)
_WHEN = "Which forum each team's answers are from stands below the first table."
_APART = "Where parts of the community see it differently"
_HIGHER = (
    "The numbers are averages of what each part of the community answered. A higher number means "
    "that it agrees more."
)
_NOT_ASKED = "No team has closed the survey yet, or too few answered."
_OFFERS = (
    "Each line is a step of the workbooks that would fill what several teams lack. Choose a group "
    "session from it; what teams want, they say best themselves."
)


def at_a_glance(cohort: Cohort, program: Program, names: TeamNames) -> Section:
    """Return how many teams have come how far, and what to raise with each."""
    begun = cohort.begun
    facts = [
        Fact(str(len(cohort.teams) + len(cohort.unread)), "teams in the program"),
        Fact(str(len(begun)), "has begun" if len(begun) == 1 else "have begun"),
        Fact(str(sum(one.survey is not None for one in begun)), "have their survey closed"),
        Fact(str(sum(bool(one.said["needs"]) for one in begun)), "have chosen needs"),
    ]
    blocks: list[Block] = [Facts(tuple(facts)), *unread(cohort), *waiting(cohort)]
    if not begun:
        return Section([*blocks, nobody_has_begun(cohort)])
    blocks += to_raise(begun, program, names)
    return Section(blocks)


def what_comes_first(cohort: Cohort, names: TeamNames) -> Section:
    """Return what teams put first, and which of it several teams say alike."""
    begun = [one for one in cohort.begun if one.said["needs"] or _most_dots(one)]
    if not begun:
        return Section([Text("No team has chosen a need or closed a vote yet.", "absent")])
    first, needs = _put_first(begun), sharing.shared(begun, "needs")
    themes = sharing.shared(begun, "themes")
    return Section(
        [
            *_dots_of_each(begun),
            *said_by_several("Put first by two teams or more", first, names, _MOST_ROWS),
            *said_by_several("Needs of two teams or more, first or not", needs, names, _MOST_ROWS),
            *said_by_several("Themes of two teams or more", themes, names, _MOST_ROWS),
            Text(ALIKE),
            to_how_made(HOW_ALIKE.name),
            HOW_ALIKE,
        ]
    )


def _dots_of_each(begun: Sequence[TeamFound]) -> list[TableBlock]:
    """Return what has most dots in each team; when is said once where it is the same for all."""
    when = dict.fromkeys(one.vote[0] for one in begun if one.vote)
    caption = "What has most dots in each team"
    if len(when) == 1:
        rows = [(one.team.name, _voted(one)) for one in begun]
        return tables(f"{caption}, {at(*when)}", ("Team", "Most dots"), rows)
    several = [
        (one.team.name, _voted(one), at(one.vote[0]) if one.vote else "not yet") for one in begun
    ]
    return tables(caption, ("Team", "Most dots", "Voted at"), several)


def _voted(found: TeamFound) -> str:
    """Return what has most dots, or why that is not told."""
    if found.vote is None:
        return "Its vote is not closed"
    if found.vote[1].too_few:
        return "Fewer than five voted"
    return "; ".join(map(quoted, _most_dots(found))) or "More than two are level"


def where_sectors_differ(cohort: Cohort, program: Program, names: TeamNames) -> Section:
    """Return where teams agree, where they do not, and where their sectors see it differently."""
    found = statements(cohort.begun)
    if not found:
        return Section([Text(_NOT_ASKED, "absent")])
    rows: list[tuple[str | int | float, ...]] = [
        (quoted(one.text), *(_teams_on(one, words) for words in _SIDES.values())) for one in found
    ]
    caption = "How many teams agree, and how many do not (teams with five answers or more)"
    return Section(
        [
            *tables(caption, ("Statement", *_SIDES), rows),
            *_by_sector(sectors_apart(cohort.begun), program, names),
            Text(_WHEN, "note"),
        ]
    )


def what_is_missing(cohort: Cohort, program: Program, names: TeamNames) -> Section:
    """Return services, data, partners and seats that several teams lack."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    blocks: list[Block] = [
        *said_by_several(
            "Data that two teams or more miss",
            sharing.shared(cohort.begun, "data"),
            names,
            _MOST_ROWS,
        ),
        *lacked_by_several(cohort.begun, program, names),
    ]
    return Section(blocks or [Text("No two teams lack the same yet.", "absent")])


def what_a_forum_could_offer(
    cohort: Cohort, workbooks: Sequence[Workbook], names: TeamNames
) -> Section:
    """Return the steps that would fill what several teams lack, what most lack first."""
    titles = dict(_titles(workbooks))
    found = [one for one in sharing.lacking(cohort.begun) if one.id in titles]
    if not found:
        return Section([Text("No two teams lack the same step yet.", "absent")])
    items = tuple(
        Item(titles[one.id], (names.listed(one.teams),), of_teams(len(one.teams)))
        for one in found[:_MOST_OFFERS]
    )
    blocks: list[Block] = [Text(_OFFERS), List(items)]
    left = len(found) - len(items)
    if left:
        blocks.append(Text(_left_out(left, len(found[len(items)].teams)), "note"))
    return Section(blocks)


def _left_out(steps: int, most: int) -> str:
    """Return how many steps are left out, and in how many teams they are empty at most."""
    if steps == 1:
        return f"One more step is not shown here. It is empty in {counted(most, 'team')}."
    return f"{steps} more steps are not shown here. Each is empty in {most} teams or fewer."


def _put_first(begun: Sequence[TeamFound]) -> list[Shared]:
    return said_alike(
        Saying(one.team.id, text)
        for one in begun
        for text in (*one.said["needs"][:1], *_most_dots(one))
    )


def _most_dots(found: TeamFound) -> tuple[str, ...]:
    """Return what has the most dots; two where they are tied, and nothing where more are."""
    if found.vote is None:
        return ()
    first = [one.text for one in found.vote[1].items if one.rank == 1]
    return tuple(first) if len(first) <= 2 else ()


def _teams_on(one: Statement, words: Sequence[AgreementWord]) -> int:
    return sum(len(one.by_word.get(word, ())) for word in words)


def _by_sector(found: Sequence[SectorsApart], program: Program, names: TeamNames) -> list[Block]:
    if not found:
        nowhere = (
            "Nowhere do parts of the community see it differently, as far as the teams' results "
            "show them."
        )
        return [Text(nowhere), to_how_made(_SECTORS.name), _SECTORS]
    sectors = Sectors(program)
    rows = [
        (
            quoted(one.text),
            names.name(one.team_id),
            *(f"{mean}: {who}" for who, mean in sectors.both(one)),
        )
        for one in found[:_MOST_APART]
    ]
    left = len(found) - len(rows)
    told = f"Left out here: {counted(left, 'more line')}, of statements that fewer teams split on."
    return [
        Text(_HIGHER),
        *tables(_APART, ("Statement", "Team", "Agrees more", "Agrees less"), rows),
        *([Text(told, "note")] if left else []),
        to_how_made(_SECTORS.name),
        _SECTORS,
    ]


def _titles(workbooks: Sequence[Workbook]) -> Iterator[tuple[str, str]]:
    """Yield each exercise with the step and the workbook it is in; the first that has it wins."""
    for workbook in reversed(workbooks):
        for step in reversed(workbook.steps):
            for one in step.exercises:
                yield one.name, f"“{step.title}” in the workbook “{workbook.title}”"
