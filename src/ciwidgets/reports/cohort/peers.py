"""What teams told each other in groups at the forums: every team of the program may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.errors import CiwidgetsError
from ciwidgets.reports.blocks import Block, Item, List, Section, Text
from ciwidgets.reports.cohort.wording import quoted
from ciwidgets.reports.wording import counted
from ciwidgets.results.breakouts import told_to_faculty

if TYPE_CHECKING:
    from collections.abc import Collection

    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.breakouts import Told
    from ciwidgets.store import Store

_MOST = 40
_AGAIN = {
    "yes": "would do it again",
    "changed": "would do it differently",
    "no": "would not do it again",
    "": "",
}


def what_teams_told(
    store: Store, names: TeamNames, occasions: Collection[str] | None = None
) -> Section:
    """Return what was told in the groups, the newest first; ``occasions`` are those that count."""
    try:
        told = told_to_faculty(store, occasions)[::-1]
    except CiwidgetsError:  # one group that cannot be read must not stop the report
        return Section([Text("What was told in the groups could not be read.", "note")])
    if not told:
        return Section([Text("No group across teams has told anything yet.", "absent")])
    blocks: list[Block] = [List(tuple(_item(one, names) for one in told[:_MOST]))]
    if len(told) > _MOST:
        blocks.append(Text(f"{counted(len(told) - _MOST, 'older thing')} left out.", "note"))
    return Section(blocks)


def _item(told: Told, names: TeamNames) -> Item:
    body = told.entry.body
    team = names.name(body.from_team) if body.from_team else "Somebody without a team"
    details = (
        f"{team}, in the group {quoted(told.group.title)}",
        f"What came of it: {body.came_of_it}" if body.came_of_it else "",
        f"What they would tell others: {body.advice}" if body.advice else "",
    )
    return Item(quoted(body.what), tuple(filter(None, details)), _AGAIN[body.again])
