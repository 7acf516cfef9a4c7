"""The projector's remote control."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomRevealWidget(RoomWidget):
    """What is on the projector, and what may be put there; all is empty for who does not lead.

    ``now`` is ``{view, to_show, step, part, is_side_by_side, screen, screens}``; ``teams`` is
    ``[{id, name}]``; ``groups`` is the same of the groups across teams, and ``groups_steps`` the
    steps they work in.
    ``workbooks`` is ``[{name, title, steps: [{key, title, has_survey}]}]``. ``room_step`` is the
    step the room is asked to open. ``parts`` names the parts of what teams share.
    """

    stem: ClassVar[str] = "room_reveal"

    now = traitlets.Dict().tag(sync=True)
    teams = traitlets.List(traitlets.Dict()).tag(sync=True)
    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
    groups_steps = traitlets.List(traitlets.Dict()).tag(sync=True)
    workbooks = traitlets.List(traitlets.Dict()).tag(sync=True)
    room_step = traitlets.Unicode().tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)
