"""Where teams stand along the two planning models, and how complete their records are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Section, Text
from ciwidgets.reports.cohort.wording import listed, nobody_has_begun, tables
from ciwidgets.reports.wording import counted
from ciwidgets.results.cohort.steps import counted as counted_steps
from ciwidgets.results.cohort.steps import steps_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.steps import Filled
    from ciwidgets.results.cohort.team import Stand, TeamFound
    from ciwidgets.results.story.where import Model
    from ciwidgets.workbook import Workbook

_STANDS: dict[Stand, str] = {"has": "There", "begun": "Begun", "lacks": "Not yet"}
_TABLES: tuple[tuple[str, Model, bool], ...] = (
    ("The five steps of planning", "spf", False),
    ("Two principles of planning", "spf", True),
    ("The five conditions of collective impact", "collective_impact", False),
)
_ABOUT = (
    "“There” means that nothing the workbooks ask for is missing in that part, “begun” that some "
    "of it is there, “not yet” that none is. It is counted from each team's record and is no "
    "score: a team may do more than it writes down."
)
_FILLED: dict[Filled, str] = {"closed": "Closed", "answered": "Something there", "empty": "Empty"}


def where_teams_stand(cohort: Cohort) -> Section:
    """Return team by team what each part of the two models has, has begun, or lacks."""
    begun = cohort.begun
    if not begun:
        return Section([nobody_has_begun(cohort)])
    blocks: list[Block] = [Text(_ABOUT)]
    for caption, model, is_principle in _TABLES:
        chosen = [
            place
            for place, one in enumerate(begun[0].stands[model])
            if one.is_principle == is_principle
        ]
        columns = ["Team", *(begun[0].stands[model][place].title for place in chosen)]
        rows = [
            (one.team.name, *(_STANDS[one.stands[model][place].stand] for place in chosen))
            for one in begun
        ]
        blocks += tables(caption, columns, rows)
    return Section([*blocks, *waiting(cohort)])


def completeness(cohort: Cohort, workbooks: Sequence[Workbook]) -> Section:
    """Return how far each team's record is filled, and which steps are empty where."""
    begun = cohort.begun
    if not begun:
        return Section([nobody_has_begun(cohort)])
    asked = [one for one in workbooks if steps_asked(one)]
    rows: list[tuple[str | int | float, ...]] = [
        (one.team.name, *(_of(one, book) for book in asked)) for one in begun
    ]
    blocks: list[Block] = [
        Text(
            "How many steps of each workbook hold something. A step that only shows what others "
            "hold is not counted, nor what people write for themselves alone. An empty step may be "
            "one whose time has not come."
        ),
        *tables(
            "Steps that hold something, of those that can",
            ["Team", *(one.title for one in asked)],
            rows,
        ),
    ]
    for book in asked:
        blocks += _empty_steps(begun, book)
    return Section([*blocks, *waiting(cohort)])


def waiting(cohort: Cohort) -> list[Block]:
    """Return in one line the teams that have nothing yet."""
    names = [one.team.name for one in cohort.not_begun]
    if not names:
        return []
    word = "has" if len(names) == 1 else "have"
    return [Text(f"{listed(names, len(names))} {word} not begun yet.", "note")]


def _of(found: TeamFound, book: Workbook) -> str:
    there, every = counted_steps(found.filled, book.name)
    return f"{there} of {every}"


def _empty_steps(begun: Sequence[TeamFound], book: Workbook) -> list[Block]:
    """Return a workbook's steps with how many teams closed, filled and left each empty."""
    titles = {one.id: one.title for one in book.steps}
    rows: list[tuple[str | int | float, ...]] = []
    for step in steps_asked(book):
        key = f"{book.name}/{step}"
        by_word: dict[Filled, list[str]] = {one: [] for one in _FILLED}
        for one in begun:
            by_word[one.filled[key]].append(one.team.name)
        counts = (len(by_word[one]) for one in _FILLED)
        rows.append((titles[step], *counts, listed(by_word["empty"], 6) or "–"))
    every = all(row[3] == len(begun) for row in rows)
    if every:
        return [Heading(book.title), Text("No team has anything in this workbook yet.")]
    columns = ["Step", *_FILLED.values(), "Empty in"]
    caption = f"{book.title}: teams by step, of the {counted(len(begun), 'team')} that have begun"
    return [Heading(book.title), *tables(caption, columns, rows)]
