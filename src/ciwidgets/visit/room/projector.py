"""What the projector shows: what a facilitator has revealed, and nothing before that."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Reveal
from ciwidgets.results.room.going import messages_for, place_of, timer_of
from ciwidgets.results.room.revealed import reveal_of
from ciwidgets.visit.messages import Message, RoomNow
from ciwidgets.visit.moments import now
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
        # By which press it was made, of what, and how it is shown.
        self._made: tuple[int, object, Shown] | None = None

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
        entry = reveal_of(record, now())
        reveal = entry.body if entry is not None else Reveal()
        step = reveal.step or (place.body.step if place else "")
        self._show_timer()
        self._show_messages()
        widget.program = self._program()
        # To go further down in what hangs there is no reason to make it anew; to press again is.
        pressed = entry.seq if entry is not None and not reveal.screen else 0
        what = reveal.model_copy(update={"screen": 0})
        stamp = (what, self.views.stamp(reveal, step, self.occasion))
        if self._is_new(pressed, stamp):
            self._made = pressed, stamp, self._look(reveal, step)
        assert self._made is not None
        widget.shown = {**self._made[2], "screen": reveal.screen}

    def clear(self) -> None:
        """Show nothing: nobody is here who leads."""
        widget = self.widget
        self._made, self._timer_id = None, 0
        widget.shown, widget.timer, widget.program, widget.messages = {}, {}, {}, []

    def _is_new(self, pressed: int, stamp: object) -> bool:
        """Return whether what hangs is not what was made; ``pressed`` is 0 further down in it."""
        if self._made is None or self._made[1] != stamp:
            return True
        return pressed not in (0, self._made[0])

    def _look(self, reveal: Reveal, step: str) -> Shown:
        return self.views.of(reveal, step, self.occasion)

    def _show_timer(self) -> None:
        """Send the timer once it was set: the page counts down by itself."""
        found = timer_of(self.visit.record.as_written, now())
        if found is None:
            self._timer_id, self.widget.timer = 0, {}
        elif found.seq != self._timer_id:
            self._timer_id, self.widget.timer = found.seq, timer_shown(found, now())

    def _show_messages(self) -> None:
        """Show what all are told; what one team is told is not for the hall."""
        found = messages_for(self.visit.record.as_written, "", now())
        self.widget.messages = [{"id": one.record_id, "text": one.body.text} for one in found]

    def _program(self) -> dict[str, Any]:
        program = self.visit.program
        occasion = program.occasion(self.occasion)
        return {
            "name": program.name,
            "support": program.support,
            "records": program.records,
            "occasion": occasion.name if occasion else "",
            "made_up": program.made_up,
        }
