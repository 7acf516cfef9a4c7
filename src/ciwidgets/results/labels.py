"""What a team plans and does, in order, and the few words that stand for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import Body, Goal

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.results.record import Record

# The field that says a record in a few words, in the order they are looked for.
_LABELS = ("aim", "title", "name", "label", "what", "text", "on")


def label_of(body: Body) -> str:
    """Return a record in a few words of its writer's."""
    said = next((getattr(body, name) for name in _LABELS if getattr(body, name, "")), "")
    return str(said)


def goals(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Goal]]:
    """Return a team's goals, the nearest first: by horizon, then by the team's own order."""
    found = record.current(Goal, team_id=team_id, as_of=as_of)
    return sorted(found, key=lambda one: (one.body.horizon == "long", one.body.rank, one.seq))
