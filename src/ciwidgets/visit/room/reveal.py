"""The projector's remote control: what a facilitator reveals, one press at a time."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Breakout, Reveal, RoomPlace, is_group
from ciwidgets.results.room.going import place_of
from ciwidgets.results.room.revealed import REVEAL_ID, revealed
from ciwidgets.visit.messages import Message, RevealOnProjector
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.shared import titles_of_parts
from ciwidgets.visit.room.wall import WallStep, WallSteps
from ciwidgets.widgets import RoomRevealWidget
from ciwidgets.words.refusals import refusal

# These show a step; the room's own where none is named.
_WITH_STEP = ("exercise", "progress", "result")


class RoomReveal(RoomPart[RoomRevealWidget]):
    """Binds the remote control to what the projector shows."""

    shows: ClassVar[Shows] = frozenset({Reveal, RoomPlace, Breakout})
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
        widget.parts = titles_of_parts(visit)
        widget.room_step = place.body.step if place else ""
        widget.teams = [{"id": one.id, "name": one.name} for one in visit.program.teams]
        groups = visit.store.current(Breakout, occasion=self.occasion)
        widget.groups = [{"id": one.team_id, "name": one.body.title} for one in groups]
        widget.workbooks = [
            {"name": book.name, "title": book.title, "steps": _offered(self.steps.of(book))}
            for book in self.steps.workbooks
        ]
        of_groups = list(self.steps.of_groups.values()) if groups else []
        widget.groups_steps = _offered(of_groups)

    def clear(self) -> None:
        """Offer nothing."""
        widget = self.widget
        widget.now, widget.teams, widget.workbooks, widget.room_step = {}, [], [], ""
        widget.groups, widget.groups_steps, widget.parts = [], [], {}

    def _checked(self, message: RevealOnProjector) -> Reveal:
        """Return what is asked for, as far as it can be shown."""
        if message.view == "shared":
            if not message.part:
                raise NotAllowed(refusal("choose_part"))
            return Reveal(
                view="shared", part=message.part, screen=message.screen, screens=message.screens
            )
        if message.view not in _WITH_STEP:
            return Reveal(view=message.view)
        if message.view == "result" and is_group(message.to_show):
            return self._of_group(message)
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

    def _of_group(self, message: RevealOnProjector) -> Reveal:
        if message.step not in self.steps.of_groups:
            raise NotAllowed(refusal("step_not_for_room"))
        if not self.visit.store.current(Breakout, team_id=message.to_show):
            raise NotAllowed(refusal("no_group"))
        return Reveal(
            view="result", to_show=message.to_show, step=message.step, screen=message.screen
        )


def _offered(steps: list[WallStep]) -> list[dict[str, Any]]:
    return [
        {"key": one.key, "title": one.step.title, "has_survey": one.survey is not None}
        for one in steps
    ]
