"""The choice of a team's needs in a step."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Need
from ciwidgets.results import dots_on_the_wall
from ciwidgets.visit.messages import DropRecord, Message, SaveNeed
from ciwidgets.visit.permissions import CHOOSE_NEEDS
from ciwidgets.visit.presence import Presence
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import NeedChoiceWidget


class NeedChoiceExercise(RecordsExercise[NeedChoiceWidget, Need]):
    """Needs the whole team owns: anybody in it may word them, and nobody's wording is lost."""

    kind: ClassVar[type[Body]] = Need
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveNeed, "drop": DropRecord}
    may: ClassVar[str] = CHOOSE_NEEDS

    def __init__(self, visit: Presence, step: str, on: str, after: str) -> None:
        """Choose from the board of step ``on``, with the dots of step ``after``."""
        widget = NeedChoiceWidget(
            words=visit.words_for("need_choice"), most=visit.program.most_needs
        )
        super().__init__(visit, step, widget)
        self.most = visit.program.most_needs
        self.board = f"{visit.workbook}/{on}"
        self.vote = f"{visit.workbook}/{after}"

    def body(self, message: Any) -> Need:
        """Return the need, which stands for ideas on the wall or for those it stood for."""
        known = set(self.visit.wall(self.board).places)
        known |= {idea_id for entry in self.records() for idea_id in entry.body.idea_ids}
        if not set(message.idea_ids) <= known:
            raise NotAllowed("One of these ideas is no longer on the wall. Please choose again.")
        return Need(
            step=self.step,
            text=message.text,
            reason=message.reason,
            idea_ids=message.idea_ids,
            rank=message.rank,
        )

    def show(self) -> None:
        """Show what can be chosen and what was."""
        dots = dots_on_the_wall(
            self.visit.record, self.visit.team_id, self.vote, self.board, self.visit.occasion
        )
        candidates = [
            {"id": item.id, "text": item.text, "dots": (dots or {}).get(item.id, -1)}
            for item in self.visit.wall(self.board).items
        ]
        self.widget.candidates = sorted(candidates, key=lambda one: -int(one["dots"]))
        self.widget.needs = [
            self.as_shown(entry)
            for entry in sorted(self.records(), key=lambda e: (e.body.rank, e.seq))
        ]

    def clear(self) -> None:
        """Show no needs."""
        self.widget.candidates, self.widget.needs = [], []
