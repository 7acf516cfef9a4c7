"""What teams told each other in breakouts, and what each of them carried home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ciwidgets.model import Borrowed, Breakout, Tried, is_group
from ciwidgets.naming.typed import said_anew
from ciwidgets.results.naming.team_record import TeamRecord

if TYPE_CHECKING:
    from collections.abc import Collection

    from ciwidgets.model import Entry
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.record import Record
    from ciwidgets.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """Something a team tried, with the group it was told in."""

    entry: Entry[Tried]
    group: Breakout


def told_in_groups(record: Record, occasions: Collection[str] | None = None) -> list[Told]:
    """Return what was told in every group of the program, the oldest first.

    ``record`` is one of all teams, such as the store. A group that was taken off the list takes
    what was told in it along. ``occasions`` are those that count, all of them for None.
    """
    groups = {one.team_id: one.body for one in record.current(Breakout) if is_group(one.team_id)}
    return [
        Told(one, groups[one.team_id])
        for one in record.current(Tried)
        if one.team_id in groups and (occasions is None or one.occasion in occasions)
    ]


def brought_home(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Borrowed]]:
    """Return what people of a team carried home from groups, the oldest first."""
    return record.current(Borrowed, team_id=team_id, as_of=as_of)


def told_to_faculty(store: Store, occasions: Collection[str] | None = None) -> list[Told]:
    """Return what was told in every group, without names of members who said no yes to faculty.

    Raises:
        StoreError: when a group or a team that told something cannot be read.
    """

    @cache
    def names_of(team_id: str) -> Names:
        return TeamRecord(store, team_id, for_a_report=True).names

    def masked(told: Told) -> Told:
        names = names_of(told.entry.body.from_team or told.entry.team_id)
        body = said_anew(told.entry.body, lambda text: names.masked(text, "cohort"))
        return replace(told, entry=replace(told.entry, body=body))

    return [masked(one) for one in told_in_groups(store, occasions)]
