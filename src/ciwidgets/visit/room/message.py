"""Messages to every page, or to those of one team."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Announcement, Entry, record_id_for
from ciwidgets.results.room.going import messages_of
from ciwidgets.visit.messages import Message, SendMessage, TakeDown
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.widgets import RoomMessageWidget
from ciwidgets.words.refusals import refusal


class RoomMessage(RoomPart[RoomMessageWidget]):
    """Sends a message, and takes one down; whoever leads may take down any."""

    forms: ClassVar[dict[str, type[Message]]] = {"send": SendMessage, "take_down": TakeDown}
    shows: ClassVar[Shows] = frozenset({Announcement})

    def __init__(self, visit: Presence) -> None:
        """Show no message yet."""
        super().__init__(visit, RoomMessageWidget(words=visit.words_for("room_message")))

    def answer(self, message: Message) -> Reply:
        """Send a message or take one down.

        Raises:
            NotAllowed: to a team the program does not have, or for a message that is not there.
        """
        if isinstance(message, SendMessage):
            if message.to_team and self.visit.program.team(message.to_team) is None:
                raise NotAllowed(refusal("no_team"))
            body = Announcement(text=message.text, to_team=message.to_team)
            # One request is one message, even if the answer was lost.
            person_id = self.visit.require_identity().person_id
            record_id = record_id_for("announcement", person_id, message.request_id)
            return self.keep(record_id, lambda _: body, message)
        assert isinstance(message, TakeDown)
        entry = self.written(message.record_id)
        if entry is None or not isinstance(entry.body, Announcement):
            raise NotAllowed(refusal("message_gone"))
        return self.keep(message.record_id, lambda _: None, message)

    def show(self) -> None:
        """Show what stands on pages now."""
        program = self.visit.program
        self.widget.teams = [{"id": one.id, "name": one.name} for one in program.teams]
        found = messages_of(self.visit.record.as_written, now())
        self.widget.messages = [self._shown(one) for one in found]

    def clear(self) -> None:
        """Show no message."""
        self.widget.messages, self.widget.teams = [], []

    def _shown(self, entry: Entry[Announcement]) -> dict[str, Any]:
        body = entry.body
        team = self.visit.program.team(body.to_team) if body.to_team else None
        to = team.name if team is not None else body.to_team
        return {"id": entry.record_id, "text": body.text, "to": to, **self.said_by(entry)}
