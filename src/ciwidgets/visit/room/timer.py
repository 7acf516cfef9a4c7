"""The timer everyone sees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Entry, Timer
from ciwidgets.results.room.going import TIMER_ID, seconds_left, timer_of
from ciwidgets.visit.messages import (
    AddTime,
    ClearTimer,
    GoOnTimer,
    Message,
    StartTimer,
    StopTimer,
)
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.line import timer_shown
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.widgets import RoomTimerWidget
from ciwidgets.words.refusals import refusal

_LONGEST = 8 * 3600


class RoomTimer(RoomPart[RoomTimerWidget]):
    """Starts the timer, stops it, gives more time, and takes it off every page."""

    forms: ClassVar[dict[str, type[Message]]] = {
        "start": StartTimer,
        "add": AddTime,
        "stop": StopTimer,
        "go_on": GoOnTimer,
        "clear": ClearTimer,
    }
    shows: ClassVar[Shows] = frozenset({Timer})

    def __init__(self, visit: Presence) -> None:
        """Show no timer yet."""
        super().__init__(visit, RoomTimerWidget(words=visit.words_for("room_timer")))

    def answer(self, message: Message) -> Reply:
        """Set the timer anew."""
        return self.keep(TIMER_ID, lambda stands: _after(message, stands), message)

    def show(self) -> None:
        """Show the timer, and whether it was somebody else who set it."""
        moment = now()
        entry = timer_of(self.visit.record.as_written, moment)
        by = self.said_by(entry)["by"] if entry is not None else ""
        self.widget.timer = {**timer_shown(entry, moment), "by": by} if entry is not None else {}

    def clear(self) -> None:
        """Show no timer."""
        self.widget.timer = {}


def _after(message: Message, stands: Entry[Any] | None) -> Timer | None:
    """Return the timer a message makes of the one that stands; None takes it down."""
    moment = now()
    if isinstance(message, ClearTimer):
        return None
    if isinstance(message, StartTimer):
        return Timer(label=message.label, ends_at=moment + timedelta(seconds=message.seconds))
    if stands is None:
        raise NotAllowed(refusal("no_timer"))
    timer: Timer = stands.body
    left = max(0, seconds_left(timer, moment))
    runs = timer.ends_at is not None
    if isinstance(message, AddTime):
        left = min(_LONGEST, max(0, left + message.seconds))
    else:
        runs = isinstance(message, GoOnTimer)
    if runs:
        return Timer(label=timer.label, ends_at=moment + timedelta(seconds=left))
    return Timer(label=timer.label, seconds_left=left)
