"""Choosing where the room is."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import RoomPlace
from ciwidgets.results.room.going import PLACE_ID, place_of
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.messages import Message, PlaceRoom
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.steps_asked import asked_step
from ciwidgets.widgets import RoomStepsWidget
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import read_workbooks


class RoomSteps(RoomPart[RoomStepsWidget]):
    """The occasion going on, and the exercise everyone is asked to open."""

    forms: ClassVar[dict[str, type[Message]]] = {"place": PlaceRoom}
    shows: ClassVar[Shows] = frozenset({RoomPlace})

    def __init__(self, visit: Presence) -> None:
        """Read which workbooks there are."""
        super().__init__(visit, RoomStepsWidget(words=visit.words_for("room_steps")))
        self._books = [
            {
                "name": book.name,
                "title": book.title,
                "steps": [
                    {"id": one.id, "title": one.title, "between_forums": one.between_forums}
                    for one in book.steps
                ],
            }
            for book in read_workbooks(workbooks_folder(), visit.language)
        ]

    def answer(self, message: PlaceRoom) -> Reply:
        """Move the room.

        Raises:
            NotAllowed: to an occasion or a step there is none of.
        """
        if message.occasion and self.visit.program.occasion(message.occasion) is None:
            raise NotAllowed(refusal("no_occasion"))
        if message.step and asked_step(message.step) is None:
            raise NotAllowed(refusal("no_step"))
        body = RoomPlace(occasion=message.occasion, step=message.step)
        return self.keep(PLACE_ID, lambda _: body, message)

    def show(self) -> None:
        """Show where the room is, who said so last, and where it may go."""
        widget, program = self.widget, self.visit.program
        widget.books = self._books
        widget.occasions = [
            {"id": one.id, "name": one.name, "date": one.date.isoformat()}
            for one in sorted(program.occasions, key=lambda one: one.date)
        ]
        widget.occasion = self.occasion
        widget.calendar = program.occasion_on(now().date()).id
        said = self.written(PLACE_ID)
        chosen = said.body.occasion if said is not None and not said.retracted else ""
        widget.chosen = chosen if chosen == widget.occasion else ""
        widget.place = self._place()

    def clear(self) -> None:
        """Show no program."""
        widget = self.widget
        widget.books, widget.occasions, widget.place = [], [], {}
        widget.occasion = widget.calendar = widget.chosen = ""

    def _place(self) -> dict[str, Any]:
        entry = place_of(self.visit.record.as_written, now())
        if entry is None:
            return {}
        place: dict[str, Any] = {"step": entry.body.step, **self.said_by(entry)}
        found = asked_step(entry.body.step, self.visit.language)
        if found is not None:
            book, step = found
            place |= {"workbook": book.name, "id": step.id}
            place |= {"title": step.title, "book": book.title}
        return place
