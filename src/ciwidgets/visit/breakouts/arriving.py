"""Coming into a group as somebody of a team, and being somebody of that team again afterwards.

A device is let in as who its person is at home. Only the page of groups makes of them a person in
a group, whose record is made from their own: everywhere else they are in their own team.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ciwidgets.errors import Conflict
from ciwidgets.model import (
    Breakout,
    Draft,
    Entry,
    JoinCode,
    Person,
    Role,
    is_group,
    record_id_for,
)

if TYPE_CHECKING:
    from ciwidgets.store import Store
    from ciwidgets.visit.identity import Identity

# The one workbook that groups work in, and what people carry home from it.
GROUPS_WORKBOOK: Final = "breakout"
TAKE_HOME: Final = f"{GROUPS_WORKBOOK}/take-home"


def in_group(group: str, person_id: str) -> str:
    """Return who somebody of a team is in a group: the same however often they come."""
    return record_id_for("breakout", group, person_id)


def group_for(store: Store, person: Entry[Person], code: str, occasion: str) -> str:
    """Return the group a device goes to, or nothing.

    It is that of its code: of a closed one only for who was in it before. Without one it is the
    group they came to last at this occasion.
    """
    for entry in store.look_up(JoinCode, code) if code else []:
        if is_group(entry.team_id) and (entry.body.is_open or _is_in(store, entry.team_id, person)):
            return entry.team_id
    return last_group(store, person, occasion)


def last_group(store: Store, person: Entry[Person], occasion: str) -> str:
    """Return the group somebody came to last at an occasion, or nothing."""
    came = [
        entry
        for group in store.current(Breakout, occasion=occasion)
        if (entry := store.get(in_group(group.team_id, person.record_id))) and not entry.retracted
    ]
    if came:
        return max(came, key=lambda one: one.seq).team_id
    return person.team_id if is_group(person.team_id) else ""


def arrive(
    store: Store, person: Entry[Person], identity: Identity, group: str, request_id: str
) -> Identity:
    """Return who somebody is in a group; without a group they are nowhere, and from home.

    ``person`` and ``identity`` are who they are at home. A facilitator looks at the group. What a
    group writes belongs to its own occasion.
    """
    found = next(iter(store.current(Breakout, team_id=group)), None) if group else None
    if found is None:
        group = ""
    else:
        identity = replace(identity, occasion=found.occasion)
    is_guest = identity.role is Role.FACILITATOR
    if is_guest or (group and person.team_id == group):
        return replace(identity, team_id=group)
    home_team = "" if is_group(person.team_id) else person.team_id
    at_home = replace(identity, team_id="", home_id=person.record_id, home_team=home_team)
    if not group:
        return at_home
    # No name: it was given to their own team, and said yes to nobody else.
    body = Person(
        role=identity.role,
        sector=person.body.sector,
        source=person.body.source,
        home_id=person.record_id,
        home_team=home_team,
    )
    record_id = in_group(group, person.record_id)
    before = store.get(record_id)
    is_as_it_was = before is not None and not before.retracted and before.body == body
    if not is_as_it_was or last_group(store, person, identity.occasion) != group:
        base = before.revision if before else 0
        draft = Draft(
            record_id, body, request_id, group, record_id, identity.occasion, base_revision=base
        )
        with suppress(Conflict):  # another of their devices came in at this moment
            store.append([draft])
    return replace(at_home, person_id=record_id, team_id=group)


def _is_in(store: Store, group: str, person: Entry[Person]) -> bool:
    if person.team_id == group or person.body.role is Role.FACILITATOR:
        return True
    entry = store.get(in_group(group, person.record_id))
    return entry is not None and not entry.retracted
