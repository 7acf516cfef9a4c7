"""What a team changed in policy or practice, in a step: on what it builds, and where it stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from ciwidgets.model import Body, Entry, Goal, PolicyResponse, Resource
from ciwidgets.visit.choices import choices
from ciwidgets.visit.messages import DropRecord, Message, SavePolicyResponse
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.publishing import as_lost, published_as_decided
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import PoliciesWidget


class PoliciesExercise(RecordsExercise[PoliciesWidget, PolicyResponse]):
    """Changes of policy or practice the whole team keeps."""

    kind: ClassVar[type[Body]] = PolicyResponse
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SavePolicyResponse, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({PolicyResponse, Resource, Goal})
    links: ClassVar[dict[str, str]] = {"resource_ids": "resources", "goal_ids": "goals"}
    most = 60

    def __init__(self, visit: Presence, step: str) -> None:
        """List the changes of a step."""
        super().__init__(visit, step, PoliciesWidget(words=visit.words_for("policies")))

    def body(self, message: Any) -> PolicyResponse:
        """Return the change as the message words it; only who may publish makes it public."""
        body = super().body(message)
        return published_as_decided(self.visit, message.record_id, body, "is_public", "line")

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the lines of work."""
        return {"line": ("lines of work", [one.id for one in self.visit.program.lines_of_work])}

    def as_shown(self, entry: Entry[PolicyResponse]) -> dict[str, Any]:
        """Return a change as the page is given it, and whether it is released no more."""
        return super().as_shown(entry) | as_lost(self.visit, entry)

    def show(self) -> None:
        """Show the changes, and what they can build on and be about."""
        self.widget.policies = [self.as_shown(entry) for entry in self.records()]
        self.widget.resources = choices(self.visit, "resources")
        self.widget.goals = choices(self.visit, "goals")
        lines = self.visit.program.lines_of_work
        self.widget.lines = [{"id": one.id, "label": one.name} for one in lines]

    def clear(self) -> None:
        """Show nobody's changes."""
        self.widget.policies, self.widget.resources = [], []
        self.widget.goals, self.widget.lines = [], []
