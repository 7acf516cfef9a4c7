"""What a form offers to be linked to: needs, goals, partners and the rest, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import (
    Activity,
    Body,
    Goal,
    Lever,
    Measure,
    Meeting,
    Need,
    Partner,
    Person,
    Recommendation,
    Resource,
    Theme,
    Win,
)
from ciwidgets.results.labels import label_of

if TYPE_CHECKING:
    from ciwidgets.visit.presence import Presence

# A kind by the name its widgets' traits have.
CHOICES: dict[str, type[Body]] = {
    "needs": Need,
    "levers": Lever,
    "goals": Goal,
    "measures": Measure,
    "activities": Activity,
    "recommendations": Recommendation,
    "partners": Partner,
    "resources": Resource,
    "themes": Theme,
    "wins": Win,
    "meetings": Meeting,
}


def choices(visit: Presence, name: str) -> list[dict[str, str]]:
    """Return the team's records of a kind as ``[{id, label}]``, the oldest first."""
    found = visit.told.current(CHOICES[name], team_id=visit.team_id)
    return [{"id": one.record_id, "label": label_of(one.body)} for one in found]


def members(visit: Presence) -> list[dict[str, str]]:
    """Return those who joined the team and gave a name, as ``[{id, label}]``; none to a guest."""
    if visit.is_guest:
        return []
    found = visit.record.current(Person, team_id=visit.team_id)
    return sorted(
        ({"id": one.record_id, "label": one.body.name} for one in found if one.body.name),
        key=lambda one: one["label"].casefold(),
    )


def is_choice(visit: Presence, record_id: str, kind: type[Body]) -> bool:
    """Say whether a record of this kind is on the team's lists, or a person among its people."""
    entry = visit.record.get(record_id)
    return (
        entry is not None
        and not entry.retracted
        and isinstance(entry.body, kind)
        and entry.team_id == visit.team_id
    )
