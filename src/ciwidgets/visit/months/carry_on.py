"""After the program: who carries each goal on, and what the network keeps."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.model import Body, CarryOn, Entry, Goal, Partner
from ciwidgets.results.plans.months import carried_on, not_carried_on, not_carried_sentence
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveCarryOn
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import CarryOnWidget


class CarryOnExercise(RecordsExercise[CarryOnWidget, CarryOn]):
    """What is carried on, kept by the whole team; goals nobody carries are asked after."""

    kind: ClassVar[type[Body]] = CarryOn
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveCarryOn, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {"goal_id": "goals", "partner_ids": "partners"}
    shows: ClassVar[Shows] = frozenset({CarryOn, Goal, Partner})
    most = 80

    def __init__(self, visit: Presence, step: str) -> None:
        """List what is carried on in a step."""
        super().__init__(visit, step, CarryOnWidget(words=visit.words_for("carry_on")))
        self._words = visit.kernel_words_for("carry_on")

    def records(self) -> list[Entry[CarryOn]]:
        """Return what is carried on, goals in their order first."""
        found = carried_on(self.visit.record, self.visit.team_id)
        return [one for one in found if one.body.step == self.step]

    def show(self) -> None:
        """Show the list, and the goals nobody carries on."""
        visit, widget = self.visit, self.widget
        left = not_carried_on(visit.record, visit.team_id)
        widget.goals = choices(visit, "goals")
        widget.partners = choices(visit, "partners")
        widget.people_named = members(visit)
        widget.left = [{"id": one.record_id, "label": one.body.aim} for one in left]
        widget.question = not_carried_sentence(left, self._words)
        widget.carried = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show nobody's plans."""
        widget = self.widget
        widget.carried, widget.left, widget.question = [], [], ""
        widget.goals, widget.partners, widget.people_named = [], [], []
