"""Wins across teams: the newest of each, by day, and never a count that sets teams in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Item, List, Section, Text
from ciwidgets.reports.cohort.wording import listed, nobody_has_begun, quoted
from ciwidgets.reports.wording import counted, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import TeamFound
    from ciwidgets.results.plans.wins import ToldWin

_MOST_WINS = 40
_ABOUT = (
    "The newest win of each team, the latest day first. Wins are not counted against each other. "
    "The rest stand in each team's own summary."
)


def what_went_well(cohort: Cohort) -> Section:
    """Return the newest win of each team."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    newest = newest_of_each(cohort.begun)
    if not newest:
        return Section([Text("No team has written down a win yet.", "absent")])
    names = {one.team.id: one.team.name for one in cohort.begun}
    items = tuple(_win(win, names[team_id]) for team_id, win in newest[:_MOST_WINS])
    blocks: list[Block] = [Text(_ABOUT), List(items)]
    left = len(newest) - len(items)
    if left:
        blocks.append(Text(f"{counted(left, 'older win')} of as many teams left out.", "note"))
    without = [names[one.team.id] for one in cohort.begun if not one.wins]
    if without:
        blocks.append(Text(f"No win is written down yet by {listed(without)}.", "note"))
    return Section(blocks)


def newest_of_each(begun: Sequence[TeamFound]) -> list[tuple[str, ToldWin]]:
    """Return each team's newest win with the team's id, the latest day first."""
    found = [(one.team.id, one.wins[0]) for one in begun if one.wins]
    # Sorting is stable: of one day, the program's order stands; those without a day come last.
    return sorted(
        found, key=lambda one: one[1].done_on.toordinal() if one[1].done_on else 0, reverse=True
    )


def win_line(win: ToldWin, team: str) -> Item:
    """Return a win in one line."""
    return Item(quoted(win.title), (team,), day(win.done_on) if win.done_on else "")


def _win(win: ToldWin, team: str) -> Item:
    details = (
        team,
        f"For the goal: {win.goal}" if win.goal else "",
        f"How one can see it: {win.evidence}" if win.evidence else "",
        f"Made possible by: {', '.join((*win.thanks_to, *win.partners))}"
        if win.thanks_to or win.partners
        else "",
        f"What they learned: {win.learned}" if win.learned else "",
    )
    return Item(
        quoted(win.title), tuple(filter(None, details)), day(win.done_on) if win.done_on else ""
    )
