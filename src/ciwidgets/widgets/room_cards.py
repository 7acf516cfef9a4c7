"""A card for each team's table, to be printed."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomCardsWidget(RoomWidget):
    """The teams' codes as cards.

    ``occasions`` is ``[{id, name}]`` in the order of the program, ``occasion`` the one the cards
    are for; ``cards`` is ``[{team, code, url, qr, is_open}]``. All are empty for who does not lead.
    """

    stem: ClassVar[str] = "room_cards"

    program = traitlets.Unicode().tag(sync=True)
    occasions = traitlets.List(traitlets.Dict()).tag(sync=True)
    occasion = traitlets.Unicode().tag(sync=True)
    cards = traitlets.List(traitlets.Dict()).tag(sync=True)
