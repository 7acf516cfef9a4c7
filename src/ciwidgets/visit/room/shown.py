"""What the page may show by which a room is led: one method a part, each a line of a cell."""

from __future__ import annotations

from ciwidgets.visit.page import Page
from ciwidgets.visit.room.cards import RoomCards
from ciwidgets.visit.room.message import RoomMessage
from ciwidgets.visit.room.progress import RoomProgress
from ciwidgets.visit.room.projector import Projector
from ciwidgets.visit.room.rehearsing import RoomRehearsal
from ciwidgets.visit.room.reveal import RoomReveal
from ciwidgets.visit.room.shared import RoomShared
from ciwidgets.visit.room.steps import RoomSteps
from ciwidgets.visit.room.timer import RoomTimer


class ShownToARoom(Page):
    """A person at a workbook, and the parts by which a room is led."""

    def room_steps(self) -> RoomSteps:
        """Show where the room is, and where it may go."""
        return self._show(RoomSteps(self))

    def room_progress(self) -> RoomProgress:
        """Show how far each team is, and its steps to open and close."""
        return self._show(RoomProgress(self))

    def room_timer(self) -> RoomTimer:
        """Show the timer everyone sees."""
        return self._show(RoomTimer(self))

    def room_message(self) -> RoomMessage:
        """Show a way to say something on every page."""
        return self._show(RoomMessage(self))

    def room_shared(self) -> RoomShared:
        """Show what several teams share."""
        return self._show(RoomShared(self))

    def room_reveal(self) -> RoomReveal:
        """Show what is on the projector, and ways to change it."""
        return self._show(RoomReveal(self))

    def room_cards(self) -> RoomCards:
        """Show a card for each team's table, to be printed."""
        return self._show(RoomCards(self))

    def room_rehearsal(self) -> RoomRehearsal:
        """Show made-up people who answer by themselves."""
        return self._show(RoomRehearsal(self))

    def projector(self) -> Projector:
        """Show what a facilitator has revealed, and nothing else."""
        return self._show(Projector(self))
