"""What every part of the page shares that leads the room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.model import Body, Draft, Entry
from ciwidgets.visit.exercise import saved
from ciwidgets.visit.messages import Message, parse
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets.room import RoomWidget
from ciwidgets.words.refusals import refusal

W = TypeVar("W", bound=RoomWidget)
# What a record becomes: a body, or nothing where it is taken down.
Change = Callable[[Entry[Any] | None], Body | None]


class RoomPart(ABC, Generic[W]):
    """A part of the page of whoever leads the room. It is empty for anybody else, and refuses them.

    Whoever leads looks at no team here. Where two lead at once the latest wins, and both see it.
    """

    forms: ClassVar[dict[str, type[Message]]]
    shows: ClassVar[Shows] = frozenset()

    def __init__(self, visit: Presence, widget: W) -> None:
        """Stand on a page from which nobody looks at one team."""
        self.visit = visit
        self.widget = widget
        visit.looks_at_teams = False

    @abstractmethod
    def answer(self, message: Any) -> Reply:
        """Do what a message asks, and say what came of it."""

    @abstractmethod
    def show(self) -> None:
        """Bring the widget's content up to what is kept."""

    @abstractmethod
    def clear(self) -> None:
        """Take everything off the page: nobody is here who leads."""

    def receive(self, content: Any) -> Reply:
        """Read a message at the door and act on it.

        Raises:
            NotAllowed: from anybody who does not lead the room.
        """
        self.visit.require_identity()
        if not self.visit.leads_room:
            raise NotAllowed(self.visit.words["leads_the_room"])
        return self.answer(parse(content, self.forms))

    def refresh(self) -> None:
        """Show what is going on, to whoever leads the room."""
        with self.widget.hold_sync():
            if self.visit.leads_room:
                self.widget.leads = "yes"
                self.show()
            else:
                self.widget.leads = "no" if self.visit.identity is not None else "waiting"
                self.clear()

    @property
    def occasion(self) -> str:
        """The occasion the room is at."""
        return self.visit.room_occasion

    def written(self, record_id: str) -> Entry[Any] | None:
        """Return what is said to the room under an id, taken down or not, as it was written."""
        history = self.visit.record.as_written.history(record_id)
        return history[-1] if history else None

    def said_by(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return whether somebody else said it, and how many seconds ago."""
        is_mine = entry.author_id == self.visit.person_id
        ago = round((now() - entry.created_at).total_seconds())
        return {"by": "you" if is_mine else "other", "ago": max(0, ago)}

    def keep(self, record_id: str, change: Change, message: Message) -> Reply:
        """Keep what becomes of one of the room's records, over whatever somebody else just said.

        ``change`` is given what stands there, None for nothing, and returns the body, or None to
        take it down.
        """
        visit = self.visit
        person_id, occasion = visit.require_identity().person_id, self.occasion
        if done := visit.became(record_id, message.request_id):
            return saved(message.request_id, done)
        tries = Tries()
        while True:
            before = self.written(record_id)
            stands = before if before is not None and not before.retracted else None
            body = change(stands)
            if body is None and stands is None:
                raise NotAllowed(refusal("taken_down"))
            draft = Draft(
                record_id,
                body or stands.body,  # type: ignore[union-attr]
                message.request_id,
                author_id=person_id,
                occasion=occasion,
                base_revision=before.revision if before else 0,
                retracted=body is None,
            )
            try:
                return saved(message.request_id, visit.append([draft])[0])
            except Conflict as conflict:
                tries.lost(conflict)
                visit.catch_up()  # somebody else who leads was quicker: the latest wins
