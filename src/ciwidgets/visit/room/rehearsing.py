"""Practising alone: made-up people answer by themselves while a facilitator leads the room."""

from __future__ import annotations

import os
from typing import ClassVar, Final

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Rehearsal, record_id_for
from ciwidgets.opening import REHEARSAL_VARIABLE
from ciwidgets.visit.messages import Message, SetRehearsal
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.widgets import RoomRehearsalWidget

_RECORD_ID: Final = record_id_for(Rehearsal.kind)


class RoomRehearsal(RoomPart[RoomRehearsalWidget]):
    """Lets twelve made-up people begin and stop, where the program is a made-up one."""

    forms: ClassVar[dict[str, type[Message]]] = {"rehearse": SetRehearsal}
    shows: ClassVar[Shows] = frozenset({Rehearsal})

    def __init__(self, visit: Presence) -> None:
        """Show nobody answering yet."""
        super().__init__(visit, RoomRehearsalWidget(words=visit.words_for("room_rehearsal")))

    def answer(self, message: Message) -> Reply:
        """Let them begin, or stop.

        Raises:
            NotAllowed: in a real program, or where nobody made up is waiting.
        """
        assert isinstance(message, SetRehearsal)
        if self._state() != "ready":
            raise NotAllowed(self.visit.words_for("room_rehearsal")[f"not_{self._state()}"])
        body = Rehearsal(is_on=message.is_on)
        return self.keep(_RECORD_ID, lambda _: body, message)

    def show(self) -> None:
        """Show whether they answer now."""
        entry = self.written(_RECORD_ID)
        state = self.widget.state = self._state()
        is_on = bool(entry and not entry.retracted and entry.body.is_on)
        self.widget.is_on = is_on and state == "ready"

    def clear(self) -> None:
        """Show nothing."""
        self.widget.state, self.widget.is_on = "", False

    def _state(self) -> str:
        if not self.visit.program.made_up:
            return "real"
        return "ready" if os.environ.get(REHEARSAL_VARIABLE) else "here"
