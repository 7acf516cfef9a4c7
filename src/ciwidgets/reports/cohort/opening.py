"""The first page about many teams: what to see first, and how the document is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    List,
    Masthead,
    Section,
    Text,
)
from ciwidgets.reports.cohort.calling import call_first
from ciwidgets.reports.cohort.sharing import most_shared
from ciwidgets.reports.cohort.went_well import newest_of_each, win_line
from ciwidgets.reports.cohort.wording import listed, nobody_has_begun
from ciwidgets.reports.wording import DISCLOSURE_RULE, MADE_UP, at, counted, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ciwidgets.model import Occasion, Program
    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.cohort.reading import Cohort, Why
    from ciwidgets.results.cohort.team import TeamFound

_MOST_WINS = 3
_WHY: dict[Why, str] = {
    "newer": "A newer version of the program wrote part of it: update this one.",
    "damaged": "The store could not give it: look at the store, or at its last backup.",
    "other": "Something went wrong while it was read: the team's own report says what.",
}
_MADE_UP = MADE_UP.replace("this community, its people", "these communities, their people")
_PRIVATE = (
    f"To keep single answers private: {DISCLOSURE_RULE[0].lower()}{DISCLOSURE_RULE[1:]} Answers "
    "and dots come from what each team's own result shows, and from nothing else."
)
_OWN_WORDS = (
    "What stands in quotes is in a team's own words. People are named only where they said yes to "
    "other teams and faculty reading their name. For all others it says “a member”. Teams are "
    "named."
)
_LEFT_OUT = (
    "Left out on purpose: how anybody answered, voted or drew; what people wrote for themselves; "
    "and the thanks for wins. Also left out: what teams wrote about the history with a partner, "
    "and the sums of money. No table puts teams in an order of merit."
)


def heading(
    program: Program, title: str, whom: str, as_of: Occasion | None, made: datetime
) -> Section:
    """Return the head of a document; ``whom`` says for whom it is."""
    moment = f", as things stood at the end of {at(as_of)}" if as_of else ""
    lines = (f"{counted(len(program.teams), 'team')}{moment}, made on {day(made)}", whom)
    notice = _MADE_UP if program.made_up else ""
    return Section([Masthead(title, program.name, lines, notice)])


def at_a_glance(cohort: Cohort, names: TeamNames) -> Section:
    """Return the few things to see first."""
    begun = cohort.begun
    facts = [
        Fact(str(len(cohort.teams) + len(cohort.unread)), "teams in the program"),
        Fact(str(len(begun)), "has begun" if len(begun) == 1 else "have begun"),
    ]
    if cohort.unread:
        facts.append(Fact(str(len(cohort.unread)), "could not be read"))
    blocks: list[Block] = [Facts(tuple(facts)), *unread(cohort)]
    if not begun:
        return Section([*blocks, nobody_has_begun(cohort)])
    return Section(
        [
            *blocks,
            *call_first(cohort.teams, len(begun)),
            *_in_common(begun, names),
            *_well(begun, names),
        ]
    )


def unread(cohort: Cohort) -> list[Block]:
    """Return the teams whose record could not be read, each with the sort of reason."""
    if not cohort.unread:
        return []
    items = (Item(f"{one.team.name} ({one.error})", (_WHY[one.why],)) for one in cohort.unread)
    return [
        Heading("Could not be read"),
        Text("Nothing in here tells of these teams, and no number in here holds them."),
        List(tuple(items)),
    ]


def about_this_report(
    cohort: Cohort, program: Program, as_of: Occasion | None, made: datetime
) -> Section:
    """Return how to read the document, and what it leaves out on purpose."""
    moment = (
        f"It tells how things stood at the end of {at(as_of)}; what came later is not in it."
        if as_of
        else "It tells how things stood when it was made."
    )
    left = [one.team.name for one in cohort.unread]
    said = [
        f"This was made on {day(made)} from what the teams entered. {moment}",
        f"It does not hold {listed(left)}, whose record could not be read." if left else "",
        _PRIVATE,
        _OWN_WORDS,
        _LEFT_OUT,
        _MADE_UP if program.made_up else "",
    ]
    return Section([Text(one) for one in said if one])


def _in_common(begun: Sequence[TeamFound], names: TeamNames) -> list[Block]:
    items = most_shared(begun, names)
    if not items:
        return []
    return [Heading("What several teams share"), List(items)]


def _well(begun: Sequence[TeamFound], names: TeamNames) -> list[Block]:
    newest = newest_of_each(begun)[:_MOST_WINS]
    if not newest:
        return []
    items = tuple(win_line(win, names.name(team_id)) for team_id, win in newest)
    return [Heading("What went well"), List(items)]
