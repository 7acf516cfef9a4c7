"""What the widgets share that are for whoever leads the room."""

from __future__ import annotations

import traitlets

from ciwidgets.widgets.base import PageWidget


class RoomWidget(PageWidget):
    """A widget for whoever leads the room.

    ``leads`` is ``waiting`` until somebody has joined, ``yes`` for a facilitator and ``no`` for
    anybody else, who is shown nothing.
    """

    leads = traitlets.Unicode("waiting").tag(sync=True)
