"""The timer everyone sees."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomTimerWidget(RoomWidget):
    """The timer: ``{id, label, seconds, is_running, by}``, or empty where there is none."""

    stem: ClassVar[str] = "room_timer"

    timer = traitlets.Dict().tag(sync=True)
