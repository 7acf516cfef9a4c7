"""Messages to every page, or to those of one team."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomMessageWidget(RoomWidget):
    """What stands on pages now: ``[{id, text, to, by, ago}]``, ``to`` a team's name or empty."""

    stem: ClassVar[str] = "room_message"

    messages = traitlets.List(traitlets.Dict()).tag(sync=True)
    teams = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name}]
