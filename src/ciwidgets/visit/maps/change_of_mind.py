"""I used to think this, now I think that: a person's own, and shared only where they say so."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import ChangeOfMind
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveChangeOfMind
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import ChangeOfMindWidget


class ChangeOfMindExercise(Exercise[ChangeOfMindWidget]):
    """Keeps one change of mind a person and occasion, and shows the shared ones without names."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveChangeOfMind}
    closes: ClassVar[bool] = False
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({ChangeOfMind})

    def __init__(self, visit: Presence, step: str) -> None:
        """Ask for a change of mind in a step."""
        super().__init__(visit, step, ChangeOfMindWidget(words=visit.words_for("change_of_mind")))

    def answer(self, message: SaveChangeOfMind) -> Reply:
        """Keep what a person used to think and thinks now."""
        self.require(ANSWER)
        body = ChangeOfMind(
            step=self.step,
            used_to_think=message.used_to_think,
            now_think=message.now_think,
            is_shared=message.is_shared,
        )
        record_id = self.own_record_id(ChangeOfMind.kind)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return how many people wrote one, shared or not."""
        people = self.people()
        return sum(entry.author_id in people for entry in self._kept())

    def show(self) -> None:
        """Show this person's own, and what the team's people share."""
        mine = self.visit.record.get(self.own_record_id(ChangeOfMind.kind))
        self.widget.mine = {
            "used_to_think": mine.body.used_to_think if mine else "",
            "now_think": mine.body.now_think if mine else "",
            "is_shared": bool(mine and mine.body.is_shared),
            "revision": mine.revision if mine else 0,
        }
        said = [
            (one.body.used_to_think, one.body.now_think)
            for one in self._kept()
            if one.body.is_shared
        ]
        # In the order of the alphabet: the order they were written in says who was how quick.
        self.widget.shared = [
            {"used_to_think": before, "now_think": now}
            for before, now in sorted(said, key=lambda two: (two[0].casefold(), two))
        ]

    def clear(self) -> None:
        """Show nobody's."""
        self.widget.mine, self.widget.shared = {}, []

    def _kept(self) -> list[Any]:
        visit = self.visit
        found = visit.record.current(ChangeOfMind, team_id=visit.team_id, occasion=visit.occasion)
        return [entry for entry in found if entry.body.step == self.step]
