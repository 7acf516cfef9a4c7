"""What a team brought home from groups across teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Item, List, Section, Text
from ciwidgets.results.breakouts import brought_home

if TYPE_CHECKING:
    from ciwidgets.model import Borrowed, Program
    from ciwidgets.results.record import Record


def what_we_brought_home(
    record: Record, program: Program, team_id: str, as_of: int | None = None
) -> Section:
    """Return what people of a team heard from others, and what the team makes of it."""
    found = [one.body for one in brought_home(record, team_id, as_of)]
    if not found:
        return Section(
            [Text("Nobody has brought anything home from a group with other teams yet.", "absent")]
        )
    items = (
        Item(one.what, tuple(filter(None, (_whence(one, program), one.plan)))) for one in found
    )
    return Section([List(tuple(items))])


def _whence(one: Borrowed, program: Program) -> str:
    team = program.team(one.from_team)
    group = f"in the group “{one.heard_in}”" if one.heard_in else ""
    heard = " ".join(filter(None, (f"from {team.name}" if team else "", group)))
    return f"Heard {heard}" if heard else ""
