"""What the projector shows: what a facilitator has revealed, and nothing before that."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Reveal
from ciwidgets.results.room.going import place_of, timer_of
from ciwidgets.results.room.revealed import revealed
from ciwidgets.visit.days import now
from ciwidgets.visit.messages import Message, RoomNow
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.line import timer_shown
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.views import Shown, Views
from ciwidgets.widgets import ProjectorWidget


class Projector(RoomPart[ProjectorWidget]):
    """Binds the projector's page to the room; nothing can be written from it."""

    shows: ClassVar[Shows] = None
    forms: ClassVar[dict[str, type[Message]]] = {"room": RoomNow}

    def __init__(self, visit: Presence) -> None:
        """Begin with an empty wall."""
        super().__init__(visit, ProjectorWidget(words=visit.words_for("projector")))
        self.views = Views(visit)
        self._timer_id = 0
        self._made: tuple[object, Shown] | None = None

    def answer(self, message: Any) -> Reply:
        """Say what the timer has left, and begin to count how far the teams are.

        A page asks once it shows something, and again when its line was lost. Reading all teams
        takes seconds, which nobody should wait for when they press.
        """
        self.visit.watch_hall()
        self._timer_id = 0
        self.refresh()
        return {"type": "room", "request_id": message.request_id}

    def show(self) -> None:
        """Show what was revealed, made anew only where it may have changed."""
        visit, widget = self.visit, self.widget
        record = visit.record.as_written
        place = place_of(record, now())
        reveal = revealed(record, now())
        step = reveal.step or (place.body.step if place else "")
        self._show_timer()
        widget.program = self._program()
        # To go further down in what hangs there is no reason to make it anew.
        what = reveal.model_copy(update={"screen": 0})
        stamp = (what, self.views.stamp(reveal, step, self.occasion))
        if self._made is None or self._made[0] != stamp:
            self._made = stamp, self._look(reveal, step)
        widget.shown = {**self._made[1], "screen": reveal.screen}

    def clear(self) -> None:
        """Show nothing: nobody is here who leads."""
        widget = self.widget
        self._made, self._timer_id = None, 0
        widget.shown, widget.timer, widget.program = {}, {}, {}

    def _look(self, reveal: Reveal, step: str) -> Shown:
        return self.views.of(reveal, step, self.occasion)

    def _show_timer(self) -> None:
        """Send the timer once it was set: the page counts down by itself."""
        found = timer_of(self.visit.record.as_written, now())
        if found is None:
            self._timer_id, self.widget.timer = 0, {}
        elif found.seq != self._timer_id:
            self._timer_id, self.widget.timer = found.seq, timer_shown(found, now())

    def _program(self) -> dict[str, str]:
        program = self.visit.program
        occasion = program.occasion(self.occasion)
        return {
            "name": program.name,
            "support": program.support,
            "records": program.records,
            "occasion": occasion.name if occasion else "",
        }
