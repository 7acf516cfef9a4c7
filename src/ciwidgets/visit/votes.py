"""A dot vote in a step: one ballot a person, the tally once it is closed."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from ciwidgets.analysis.vote_results import vote_page
from ciwidgets.errors import NotAllowed
from ciwidgets.model import DotVote
from ciwidgets.results import vote_result
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveVote
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Reply, Shows
from ciwidgets.widgets import DotVoteWidget
from ciwidgets.words.refusals import refusal


class DotVoteExercise(Exercise[DotVoteWidget]):
    """Dots on what stands on another step's board."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveVote}
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({DotVote, *OF_THE_WALL})

    def __init__(self, visit: Presence, step: str, on: str) -> None:
        """Vote on the board of step ``on`` of the same workbook."""
        widget = DotVoteWidget(
            words=visit.words_for("dot_vote"),
            dots_per_person=visit.program.dots_per_person,
            dots_per_item=visit.program.dots_per_item,
        )
        super().__init__(visit, step, widget)
        self.board = f"{visit.workbook}/{on}"

    def answer(self, message: SaveVote) -> Reply:
        """Keep a person's ballot, within the dots they have."""
        self.require(ANSWER)
        program = self.visit.program
        if sum(message.dots.values()) > program.dots_per_person:
            raise NotAllowed(
                refusal(
                    "too_many_dots", n=program.dots_per_person, given=sum(message.dots.values())
                )
            )
        before = self._mine()
        for item_id, dots in message.dots.items():
            # Ideas merged after the vote can bring one more dot together than the rule allows.
            most = max(program.dots_per_item, before.get(item_id, 0))
            if item_id not in self._items():
                raise NotAllowed(refusal("dotted_idea_gone"))
            if dots > most:
                raise NotAllowed(refusal("dots_on_an_idea", most=program.dots_per_item, dots=dots))
        body = DotVote(step=self.step, dots=message.dots)
        record_id = self.own_record_id("dot_vote")
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return how many people gave at least one dot."""
        people = self.people()
        return sum(
            bool(entry.body.dots) and entry.author_id in people
            for entry in self.visit.record.current(DotVote, occasion=self.visit.occasion)
            if entry.body.step == self.step
        )

    def show(self) -> None:
        """Show the items in this person's own order, their dots, and the result when closed."""
        self.widget.dots_per_person = self.visit.program.dots_per_person
        self.widget.dots_per_item = self.visit.program.dots_per_item
        identity = self.visit.require_identity()
        items = self._items()
        # Each person sees another order, so that no idea gains by standing first.
        order = sorted(
            items, key=lambda one: hashlib.sha256(f"{identity.person_id}{one}".encode()).digest()
        )
        self.widget.items = [
            {
                "id": one,
                "text": items[one].text,
                "originals": [original.text for original in items[one].originals]
                if len(items[one].originals) > 1
                else [],
            }
            for one in order
        ]
        mine = self.visit.record.get(self.own_record_id("dot_vote"))
        self.widget.mine = {"dots": self._mine(), "revision": mine.revision if mine else 0}
        result = vote_result(
            self.visit.record,
            self.visit.team_id,
            self.step,
            self.board,
            self.visit.occasion,
        )
        self.widget.result = vote_page(result) if result else {}

    def clear(self) -> None:
        """Show no items and no dots."""
        self.widget.items, self.widget.mine, self.widget.result = [], {}, {}

    def _items(self) -> dict[str, Any]:
        return {item.id: item for item in self.visit.wall(self.board).items}

    def _mine(self) -> dict[str, int]:
        """Return this person's dots on what stands on the wall now: merged ideas add up."""
        mine = self.visit.record.get(self.own_record_id("dot_vote"))
        places = self.visit.wall(self.board).places
        dots: dict[str, int] = {}
        for item_id, count in (mine.body.dots if mine else {}).items():
            if item_id in places:
                dots[places[item_id]] = dots.get(places[item_id], 0) + count
        return dots
