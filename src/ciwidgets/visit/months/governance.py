"""How a team works, in a step: one short note for whoever comes after."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Entry, Governance
from ciwidgets.results.plans.months import governance, governance_id
from ciwidgets.visit.messages import Message, SaveGovernance
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import GovernanceWidget
from ciwidgets.words.refusals import refusal


class GovernanceExercise(RecordsExercise[GovernanceWidget, Governance]):
    """One note the whole team owns; it is changed and never dropped."""

    kind: ClassVar[type[Body]] = Governance
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveGovernance}
    shows: ClassVar[Shows] = frozenset({Governance})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the note in a step."""
        super().__init__(visit, step, GovernanceWidget(words=visit.words_for("governance")))

    def new_record(self, record_id: str, kind: type[Body]) -> str:
        """Return the id of the team's note; a team has one, and its id is ours to know.

        Raises:
            NotAllowed: when the page names another.
        """
        if record_id != governance_id(self.visit.team_id):
            raise NotAllowed(refusal("not_your_note"))
        if self.visit.record.get(record_id) is not None:
            self.of_this_step(record_id, kind)
        return record_id

    def records(self) -> list[Entry[Governance]]:
        """Return the team's note, or nothing."""
        kept = governance(self.visit.record, self.visit.team_id)
        return [kept] if kept is not None else []

    def show(self) -> None:
        """Show the note, an empty one where nobody has written it."""
        kept = self.records()
        empty = {"id": governance_id(self.visit.team_id), "revision": 0}
        blank = Governance(step=self.step).model_dump(mode="json", exclude={"step"})
        self.widget.note = self.as_shown(kept[0]) if kept else {**empty, **blank}

    def clear(self) -> None:
        """Show no team's note."""
        self.widget.note = {}
