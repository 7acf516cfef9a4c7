"""The projector's remote control: what a facilitator reveals, one press at a time."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Reveal, RoomPlace
from ciwidgets.results.room.going import place_of
from ciwidgets.results.room.revealed import REVEAL_ID, revealed
from ciwidgets.visit.days import now
from ciwidgets.visit.messages import Message, RevealOnProjector
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.wall import WallSteps
from ciwidgets.widgets import RoomRevealWidget
from ciwidgets.words.refusals import refusal

# These show a step; the room's own where none is named.
_WITH_STEP = ("exercise", "progress", "result")


class RoomReveal(RoomPart[RoomRevealWidget]):
    """Binds the remote control to what the projector shows."""

    shows: ClassVar[Shows] = frozenset({Reveal, RoomPlace})
    forms: ClassVar[dict[str, type[Message]]] = {"reveal": RevealOnProjector}

    def __init__(self, visit: Presence) -> None:
        """Read which steps there are."""
        super().__init__(visit, RoomRevealWidget(words=visit.words_for("room_reveal")))
        self.steps = WallSteps(visit.language)

    def answer(self, message: Any) -> Reply:
        """Put something on the projector.

        Raises:
            NotAllowed: for a team or a step that is not there to show.
        """
        reveal = self._checked(message)
        return self.keep(REVEAL_ID, lambda _: reveal, message)

    def show(self) -> None:
        """Show what is on the projector now, and what could be."""
        visit, widget = self.visit, self.widget
        record = visit.record.as_written
        place = place_of(record, now())
        widget.now = revealed(record, now()).model_dump(mode="json")
        widget.room_step = place.body.step if place else ""
        widget.teams = [{"id": one.id, "name": one.name} for one in visit.program.teams]
        widget.workbooks = [
            {
                "name": book.name,
                "title": book.title,
                "steps": [
                    {
                        "key": one.key,
                        "title": one.step.title,
                        "has_survey": one.survey is not None,
                    }
                    for one in self.steps.of(book)
                ],
            }
            for book in self.steps.workbooks
        ]

    def clear(self) -> None:
        """Offer nothing."""
        widget = self.widget
        widget.now, widget.teams, widget.workbooks, widget.room_step = {}, [], [], ""

    def _checked(self, message: RevealOnProjector) -> Reveal:
        """Return what is asked for, as far as it can be shown."""
        if message.view not in _WITH_STEP:
            return Reveal(view=message.view, screen=message.screen)
        step = self.steps.by_key.get(message.step)
        if message.step and step is None:
            raise NotAllowed(refusal("step_not_for_room"))
        if message.view != "result":
            return Reveal(view=message.view, step=message.step)
        if step is None:
            raise NotAllowed(refusal("choose_result"))
        if message.to_show and self.visit.program.team(message.to_show) is None:
            raise NotAllowed(refusal("no_team"))
        if not message.to_show and step.survey is None:
            raise NotAllowed(refusal("only_surveys_for_room"))
        return Reveal(
            view="result",
            to_show=message.to_show,
            step=message.step,
            is_side_by_side=message.is_side_by_side and not message.to_show,
            screen=message.screen,
        )
