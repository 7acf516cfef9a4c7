"""A facilitator's page for tests, scripted: it sends what the page that leads a room would send."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from ciwidgets.model import Role
from ciwidgets.visit import Visit
from tests.support.room import Room


@dataclass
class Desk:
    """The page ``facilitator`` of one person; a facilitator's unless another role is named."""

    room: Room
    role: Role = Role.FACILITATOR
    visit: Visit = field(init=False)

    def __post_init__(self) -> None:
        """Run the notebook's cells, and come in."""
        self.visit = Visit("facilitator", store=self.room.store, is_live=False)
        self.strip = self.visit.join_strip()
        self.steps = self.visit.room_steps()
        self.progress = self.visit.room_progress()
        self.timer = self.visit.room_timer()
        self.message = self.visit.room_message()
        self.shared = self.visit.room_shared()
        code = self.room.code(role=self.role)
        assert self.send(self.strip, "join", code=code, sector="", name="")["type"] == "joined"

    def send(self, part: Any, /, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        """Send a message, and return the reply."""
        message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
        return self.visit.receive(part, message)

    def place(self, step: str, occasion: str = "") -> dict[str, Any]:
        """Move the room."""
        return self.send(self.steps, "place", occasion=occasion, step=step)

    def set_steps(self, *steps: str, is_open: bool, teams: tuple[str, ...] = ()) -> dict[str, Any]:
        """Open or close steps, for all teams where none is named."""
        return self.send(
            self.progress, "steps", steps=list(steps), teams=list(teams), is_open=is_open
        )

    def of_team(self, team: str, exercise: int = 0) -> dict[str, Any]:
        """Return how far a team is in an exercise of the step the room is at."""
        self.visit.look_again()
        found = next(one for one in self.progress.widget.teams if one["id"] == team)
        return {"here": found["here"], **found["standings"][exercise]}
