"""Each person of a team once, however many records they came in with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ciwidgets.model import Person, Role
from ciwidgets.naming.folding import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ciwidgets.model import Entry, Goal
    from ciwidgets.model.entries import B
    from ciwidgets.results.record import Record

_OF_THE_TEAM = (Role.PARTICIPANT, Role.PROJECT_MANAGER)


def team_people(record: Record, team_id: str, as_of: int | None = None) -> dict[str, Person]:
    """Return the team's people by id, each person once, however many records they came in with.

    Facilitators are guests, and people known only from an imported survey were never in the room.
    """
    return _roll(record, team_id, as_of)[0]


def stands_for(record: Record, team_id: str, as_of: int | None = None) -> dict[str, str]:
    """Return for each record of the team's people whom it stands for, itself or another."""
    return _roll(record, team_id, as_of)[1]


def carried_by(
    record: Record, team_id: str, as_of: int | None = None
) -> Callable[[Goal], set[str]]:
    """Return what tells who of the team carries a goal, each by the record they stand for.

    A name that was typed is that of everybody who is called so, or was before.
    """
    alias = stands_for(record, team_id, as_of)
    called: defaultdict[str, set[str]] = defaultdict(set)
    for one, person in alias.items():
        for entry in record.history(one):
            if as_of is None or entry.seq <= as_of:
                called[key_of(entry.body.name)].add(person)

    def carriers(goal: Goal) -> set[str]:
        if goal.owner is None:
            return set()
        owner = goal.owner.person_id
        key = key_of(goal.owner.name)
        return {alias.get(owner, owner)} if owner else set(called[key] if key else ())

    return carriers


def newest_by_person(
    record: Record, team_id: str, entries: Iterable[Entry[B]], as_of: int | None
) -> dict[str, B]:
    """Return each person's newest of these entries; strangers' and guests' are left out."""
    stands_for = _roll(record, team_id, as_of)[1]
    newest: dict[str, B] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        person = stands_for.get(entry.author_id)
        if person is not None:
            newest[person] = entry.body
    return newest


def _roll(
    record: Record, team_id: str, as_of: int | None
) -> tuple[dict[str, Person], dict[str, str]]:
    """Return people by id, and for each record that was joined to another whom it stands for."""
    records = {
        entry.record_id: entry.body
        for entry in record.current(Person, team_id=team_id, as_of=as_of)
        if entry.body.role in _OF_THE_TEAM and entry.body.source != "import"
    }
    stands_for = {one: _follow(one, records) for one in records}
    people = {one: records[one] for one in records if stands_for[one] == one}
    for one, kept in stands_for.items():
        # A sector given on either phone is the person's sector.
        if records[one].sector and not people[kept].sector:
            people[kept] = people[kept].model_copy(update={"sector": records[one].sector})
    return people, stands_for


def _follow(record_id: str, records: Mapping[str, Person]) -> str:
    path = [record_id]
    while (onward := records[path[-1]].same_as) in records:
        if onward in path:
            # Records that name each other are one person all the same.
            return min(path[path.index(onward) :])
        path.append(onward)
    return path[-1]
