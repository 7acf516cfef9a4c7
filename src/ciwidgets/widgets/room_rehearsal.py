"""Made-up people who answer by themselves, so that one can practise alone."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class RoomRehearsalWidget(RoomWidget):
    """Whether made-up people answer.

    ``state`` is ``ready``, ``real`` in a real program, ``here`` where none are waiting.
    """

    stem: ClassVar[str] = "room_rehearsal"

    state = traitlets.Unicode().tag(sync=True)
    is_on = traitlets.Bool().tag(sync=True)
