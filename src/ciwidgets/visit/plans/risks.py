"""What could go wrong, and what a team would stop doing, in a step."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Body, Goal, Person, Risk
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveRisk
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import RisksWidget


class RisksExercise(RecordsExercise[RisksWidget, Risk]):
    """Risks with what the team would do, and things it would stop doing."""

    kind: ClassVar[type[Body]] = Risk
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveRisk, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Risk, Goal, Person})
    links: ClassVar[dict[str, str]] = {"goal_ids": "goals"}
    most = 60

    def __init__(self, visit: Presence, step: str) -> None:
        """List the risks of a step."""
        super().__init__(visit, step, RisksWidget(words=visit.words_for("risks")))

    def body(self, message: Any) -> Risk:
        """Return the risk as the message words it; what one would stop has no likelihood."""
        body = super().body(message)
        return body if body.sort == "risk" else body.model_copy(update={"likely": "", "answer": ""})

    def show(self) -> None:
        """Show both lists, and what they can be linked to."""
        self.widget.risks = [self.as_shown(entry) for entry in self.records()]
        self.widget.goals = choices(self.visit, "goals")
        self.widget.people_named = members(self.visit)

    def clear(self) -> None:
        """Show nobody's risks."""
        self.widget.risks, self.widget.goals, self.widget.people_named = [], [], []
