"""Where the room is: the occasion, and the exercise everyone is asked to open."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomStepsWidget(RoomWidget):
    """The choice of occasion and exercise.

    ``books`` is ``[{name, title, steps: [{id, title, between_forums}]}]``. ``occasion`` is the one
    going on, ``chosen`` the one a facilitator chose, and ``calendar`` the one that goes on where
    none did. ``place`` is ``{step, workbook, id, title, book, by, ago}`` or empty, ``by`` being
    ``you`` or ``other``.
    """

    stem: ClassVar[str] = "room_steps"

    occasions = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name, date}]
    occasion = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    calendar = traitlets.Unicode().tag(sync=True)
    books = traitlets.List(traitlets.Dict()).tag(sync=True)
    place = traitlets.Dict().tag(sync=True)
