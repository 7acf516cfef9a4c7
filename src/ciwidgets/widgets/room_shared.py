"""What several teams share, found when it is asked for."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomSharedWidget(RoomWidget):
    """The teams whose records can be read for what they have in common."""

    stem: ClassVar[str] = "room_shared"

    teams = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name}]
