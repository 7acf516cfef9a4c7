"""What went well: a team's wins, who made them possible, and what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Item, List, Section, Text
from ciwidgets.reports.wording import counted, day
from ciwidgets.results.plans.public import people_listed
from ciwidgets.results.plans.wins import Reader, told

if TYPE_CHECKING:
    from ciwidgets.model import Program
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.plans.wins import ToldWin
    from ciwidgets.results.record import Record

_NAMES = (
    "People are named here only where they said yes to their team’s report. For all others it says "
    "what they are to the team, or “a member”."
)


def our_wins(
    record: Record, program: Program, team_id: str, names: Names, as_of: int | None = None
) -> Section:
    """Return a team's wins, the newest first, with thanks; never a score."""
    found = told(record, program, team_id, Reader(names, "team"), as_of)
    if not found:
        return Section([Text("The team has not written down a win yet.", "absent")])
    return Section(
        [
            Text(f"{counted(len(found), 'small win')} so far.", "lead"),
            List(tuple(_win(one) for one in found)),
            Text(_NAMES, "note"),
        ]
    )


def _win(win: ToldWin) -> Item:
    details = (
        win.story,
        f"For the goal: {win.goal}" if win.goal else "",
        f"How one can see it: {win.evidence}" if win.evidence else "",
        f"Made possible by: {people_listed((*win.thanks_to, *win.partners))}"
        if win.thanks_to or win.partners
        else "",
        f"What we learned: {win.learned}" if win.learned else "",
        f"What is next: {win.next_win}" if win.next_win else "",
        *(f"Thanks: “{one}”" for one in win.thanks),
    )
    return Item(win.title, tuple(filter(None, details)), day(win.done_on) if win.done_on else "")
