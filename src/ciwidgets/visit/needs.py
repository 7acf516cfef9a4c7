"""The choice of a team's needs in a step."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Entry, Need
from ciwidgets.results import dots_on_the_wall
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import DropNeed, Message, SaveNeed
from ciwidgets.visit.permissions import CHOOSE_NEEDS
from ciwidgets.visit.presence import Presence, Reply
from ciwidgets.widgets import NeedChoiceWidget


class NeedChoiceExercise(Exercise[NeedChoiceWidget]):
    """Needs the whole team owns: anybody in it may word them, and nobody's wording is lost."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveNeed, "drop": DropNeed}

    def __init__(self, visit: Presence, step: str, on: str, after: str) -> None:
        """Choose from the board of step ``on``, with the dots of step ``after``."""
        widget = NeedChoiceWidget(
            words=visit.words_for("need_choice"), most=visit.program.most_needs
        )
        super().__init__(visit, step, widget)
        self.board = f"{visit.workbook}/{on}"
        self.vote = f"{visit.workbook}/{after}"

    def answer(self, message: Message) -> Reply:
        """Keep, change or drop a need."""
        self.require(CHOOSE_NEEDS)
        match message:
            case SaveNeed():
                return self._save_need(message)
            case DropNeed():
                entry = self.of_this_step(message.record_id, Need)
                return self.save(
                    self.draft(
                        entry.record_id, entry.body, message, message.base_revision, retracted=True
                    )
                )
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many needs are chosen: here the team answers, not each person."""
        return len(self._needs())

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
            {
                "id": entry.record_id,
                "text": entry.body.text,
                "reason": entry.body.reason,
                "idea_ids": entry.body.idea_ids,
                "rank": entry.body.rank,
                "revision": entry.revision,
            }
            for entry in sorted(self._needs(), key=lambda e: (e.body.rank, e.seq))
        ]

    def clear(self) -> None:
        """Show no needs."""
        self.widget.candidates, self.widget.needs = [], []

    def _save_need(self, message: SaveNeed) -> Reply:
        needs = self._needs()
        record_id = self.new_record(message.record_id, Need)
        if record_id not in {entry.record_id for entry in needs} and (
            len(needs) >= self.visit.program.most_needs
        ):
            raise NotAllowed(
                f"Your team has {len(needs)} needs, and {self.visit.program.most_needs} is the "
                "most. Please drop one, or change one you have."
            )
        known = set(self.visit.wall(self.board).places)
        known |= {idea_id for entry in needs for idea_id in entry.body.idea_ids}
        if not set(message.idea_ids) <= known:
            raise NotAllowed("One of these ideas is no longer on the wall. Please choose again.")
        body = Need(
            step=self.step,
            text=message.text,
            reason=message.reason,
            idea_ids=message.idea_ids,
            rank=message.rank,
        )
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _needs(self) -> list[Entry[Need]]:
        found = self.visit.record.current(Need, team_id=self.visit.team_id)
        return [entry for entry in found if entry.body.step == self.step]
