"""A card for each team's table: its code, as a square to scan and as letters to type."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.enrolment import table_codes
from ciwidgets.errors import NotAllowed
from ciwidgets.model import Program, RoomPlace
from ciwidgets.visit.messages import AskCards, Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.strip import public_url, qr_rows
from ciwidgets.widgets import RoomCardsWidget
from ciwidgets.words.refusals import refusal


class RoomCards(RoomPart[RoomCardsWidget]):
    """Binds the cards to the codes of an occasion; nothing is kept from here."""

    shows: ClassVar[Shows] = frozenset({RoomPlace})
    forms: ClassVar[dict[str, type[Message]]] = {"ask": AskCards}

    def __init__(self, visit: Presence) -> None:
        """Begin with the occasion going on."""
        super().__init__(visit, RoomCardsWidget(words=visit.words_for("room_cards")))
        self._asked = ""
        self._made: tuple[Program, str] | None = None

    def answer(self, message: Any) -> Reply:
        """Show the cards of an occasion.

        Raises:
            NotAllowed: when the program has no such occasion.
        """
        assert isinstance(message, AskCards)
        if self.visit.program.occasion(message.occasion) is None:
            raise NotAllowed(refusal("no_forum"))
        self._asked, self._made = message.occasion, None
        self.refresh()
        return {"type": "cards", "request_id": message.request_id}

    def show(self) -> None:
        """Show the cards, drawn anew only for another occasion or another program."""
        visit, widget = self.visit, self.widget
        program = visit.program
        wanted = self._asked if program.occasion(self._asked) else self.occasion
        if self._made is not None and self._made[0] is program and self._made[1] == wanted:
            return
        self._made = program, wanted
        made_up = [visit.kernel_words_for("room_cards")["card_made_up"]] if program.made_up else []
        widget.program = " · ".join([program.name, *made_up])
        widget.occasions = [{"id": one.id, "name": one.name} for one in program.occasions]
        widget.occasion = wanted
        widget.cards = [
            {
                "team": one.team,
                "code": one.code,
                "url": f"{public_url()}start",
                "qr": qr_rows(f"{public_url()}start#team={one.code}"),
                "is_open": one.is_open,
            }
            for one in table_codes(visit.store, wanted)
        ]

    def clear(self) -> None:
        """Show no code to who does not lead."""
        widget = self.widget
        self._made, self._asked = None, ""
        widget.program, widget.occasions, widget.occasion, widget.cards = "", [], "", []
