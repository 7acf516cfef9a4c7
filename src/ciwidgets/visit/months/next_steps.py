"""Next steps: who said they would do what, and by when."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.model import Body, Entry, Goal, Meeting, NextStep
from ciwidgets.results.plans.months import next_steps
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveNextStep
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import NextStepsWidget


class NextStepsExercise(RecordsExercise[NextStepsWidget, NextStep]):
    """Next steps the whole team keeps; done is one tap."""

    kind: ClassVar[type[Body]] = NextStep
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveNextStep, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {"meeting_id": "meetings", "goal_id": "goals"}
    shows: ClassVar[Shows] = frozenset({NextStep, Goal, Meeting})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the next steps of a step."""
        super().__init__(visit, step, NextStepsWidget(words=visit.words_for("next_steps")))

    def records(self) -> list[Entry[NextStep]]:
        """Return the team's next steps of this step: open ones first, by day."""
        found = next_steps(self.visit.record, self.visit.team_id)
        return [one for one in found if one.body.step == self.step]

    def show(self) -> None:
        """Show the list, what it can be linked to, and what today is."""
        visit, widget = self.visit, self.widget
        widget.today = today().isoformat()
        widget.goals = choices(visit, "goals")
        widget.meetings = choices(visit, "meetings")
        widget.people_named = members(visit)
        widget.steps = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show nobody's next steps."""
        widget = self.widget
        widget.steps, widget.goals, widget.meetings, widget.people_named = [], [], [], []
