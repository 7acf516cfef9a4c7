"""Breakouts: the groups across teams, each with a code of its own."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class BreakoutsWidget(ExerciseWidget):
    """The groups of an occasion, for whoever leads the room.

    ``groups`` is ``[{id, revision, title, question, is_open, code, url, qr, came, told}]``: the
    code as it is read aloud, its address, the address as rows of 0 and 1, how many have come and
    how many things they told.
    """

    stem: ClassVar[str] = "breakouts"

    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
