"""Issues several teams share, each with the teams and their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, HowMade, Item, Section, Text
from ciwidgets.reports.cohort.wording import nobody_has_begun, of_teams, quoted, tables
from ciwidgets.reports.wording import counted, to_how_made
from ciwidgets.results.cohort import sharing as found_shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.model import Program
    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.cohort.alike import Shared, Wording
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.sharing import InCommon
    from ciwidgets.results.cohort.team import Subject, TeamFound

# A reader takes in so many of a kind, and so many ways of saying one.
_MOST_SHARED, _MOST_WORDINGS = 20, 4
_MOST_LEADING = 2  # what stands before the first of them
ALIKE = (
    "A machine put these together by their words, and nobody read them for what they mean. Judge "
    "for yourselves whether teams mean the same."
)
HOW_ALIKE = HowMade(
    "alike",
    "What several teams say alike",
    (
        (
            "Two texts stand together when they hold the same words, or when only a few letters "
            "differ. At least half of the words in either must stand in both; small words are left "
            "out. Where the half lies is our own choice."
        ),
        "Teams that say the same in other words are not together.",
        "What is chosen from a list matches exactly: lines of work, parts of the community, seats.",
    ),
)
_SUBJECTS: dict[Subject, str] = {
    "needs": "Needs of two teams or more",
    "themes": "Themes of two teams or more",
    "levers": "Places to push, chosen by two teams or more",
    "goals": "Goals of two teams or more",
    "risks": "What could go wrong, for two teams or more",
    "recommendations": "What two teams or more recommend",
    "data": "Data that two teams or more miss",
}
_ON_THE_FIRST_PAGE: dict[Subject, str] = {
    "needs": "The need",
    "themes": "The theme",
    "levers": "The place to push",
    "risks": "The worry",
    "data": "The missing data",
}


def what_teams_share(cohort: Cohort, program: Program, names: TeamNames) -> Section:
    """Return what two teams or more say alike, and what they lack alike."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    blocks: list[Block] = [Text(ALIKE), to_how_made(HOW_ALIKE.name)]
    for subject, title in _SUBJECTS.items():
        blocks += said_by_several(title, found_shared.shared(cohort.begun, subject), names)
    blocks += lacked_by_several(cohort.begun, program, names)
    if len(blocks) == _MOST_LEADING:
        nothing = "No two teams say or lack the same yet, as far as words tell."
        return Section([Text(nothing, "absent")])
    return Section([*blocks, HOW_ALIKE])


def said_by_several(
    title: str, found: Sequence[Shared], names: TeamNames, most: int = _MOST_SHARED
) -> list[Block]:
    """Return what several teams say alike as a table, each with its wordings."""
    return _table(
        title,
        ("In their own words", "Teams", "Which"),
        [(quoted(one.wordings[0].text), len(one.teams), _which(one, names)) for one in found],
        most,
    )


def lacked_by_several(
    begun: Sequence[TeamFound], program: Program, names: TeamNames
) -> list[Block]:
    """Return what is chosen from lists and missing in several teams: these match exactly."""
    lines = {one.id: one.name for one in program.lines_of_work}
    return [
        *_lacked(
            "Lines of work in which two teams or more have nothing",
            found_shared.nothing_listed(begun),
            names,
            lines,
        ),
        *_lacked(
            "Lines of work in which all that two teams or more have is full",
            found_shared.all_full(begun),
            names,
            lines,
        ),
        *_lacked(
            "Nobody at the table of two teams or more from",
            found_shared.sectors_missing(begun),
            names,
            {},
        ),
        *_lacked(
            "Most affected, and without a seat in two teams or more",
            found_shared.seats_missing(begun),
            names,
            {},
        ),
    ]


def most_shared(begun: Sequence[TeamFound], names: TeamNames) -> tuple[Item, ...]:
    """Return, for a first page, what most teams share of each sort that matters most there."""
    items = []
    for subject, words in _ON_THE_FIRST_PAGE.items():
        found = found_shared.shared(begun, subject)
        if found:
            text = f"{words} {quoted(found[0].wordings[0].text)}"
            items.append(_first_of(text, found, names))
    missing = found_shared.sectors_missing(begun)
    if missing:
        items.append(_first_of(f"Nobody at the table from: {missing[0].id}", missing, names))
    return tuple(items)


def _first_of(text: str, found: Sequence[Shared] | Sequence[InCommon], names: TeamNames) -> Item:
    """Return what most teams share, and how many others are shared by as many."""
    most = len(found[0].teams)
    level = sum(len(one.teams) == most for one in found) - 1
    said = [names.listed(found[0].teams)]
    if level:
        others = counted(level, "other is", "others are")
        said.append(f"{others} shared by as many teams: see “What several teams share”.")
    return Item(text, tuple(said), of_teams(most))


def _which(one: Shared, names: TeamNames) -> str:
    """Return the teams that say it so, and who says it in which other words."""
    shown = [_worded(said, names) for said in one.wordings[1:_MOST_WORDINGS]]
    left = len(one.wordings) - 1 - len(shown)
    more = [f"and {counted(left, 'more wording')}"] if left else []
    return "; ".join([names.listed(one.wordings[0].teams), *shown, *more])


def _worded(said: Wording, names: TeamNames) -> str:
    return f"{names.listed(said.teams)} in the words {quoted(said.text)}"


def _lacked(
    title: str, found: Sequence[InCommon], names: TeamNames, labels: Mapping[str, str]
) -> list[Block]:
    return _table(
        title,
        ("What", "Teams", "Which"),
        [(labels.get(one.id, one.id), len(one.teams), names.listed(one.teams)) for one in found],
    )


def _left_out(rows: int, most: str | float) -> str:
    """Return how many rows are left out, and how many teams share them at most."""
    if rows == 1:
        return f"One more is not shown here. {most} teams share it."
    return f"{rows} more are not shown here. Each of them is shared by {most} teams or fewer."


def _table(
    title: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str | int | float, ...]],
    most: int = _MOST_SHARED,
) -> list[Block]:
    """Return the rows most teams share, and how many are left out; nothing where there are none."""
    shown = rows[:most]
    left = len(rows) - len(shown)
    blocks: list[Block] = list(tables(title, columns, shown))
    if left:
        blocks.append(Text(_left_out(left, rows[most][1]), "note"))
    return blocks
