"""How far each team is, and its steps to open and close."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomProgressWidget(RoomWidget):
    """Every team in the exercise the room is at.

    ``title`` is the step's, ``exercises`` is ``[{key, name, closes, by_each}]``, ``teams`` is
    ``[{id, name, here, standings: [{answered, written, is_open, last, quiet}]}]``, a standing for
    each exercise: ``last`` and ``quiet`` are seconds since the last answer and since anything
    happened, -1 where nothing did. ``overview`` is ``[{id, title, standings: [...]}]``, one for
    each step of the workbook and in it one for each team.
    """

    stem: ClassVar[str] = "room_progress"

    step = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    exercises = traitlets.List(traitlets.Dict()).tag(sync=True)
    teams = traitlets.List(traitlets.Dict()).tag(sync=True)
    overview = traitlets.List(traitlets.Dict()).tag(sync=True)
