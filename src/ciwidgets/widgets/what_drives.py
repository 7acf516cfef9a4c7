"""What drives what on a map: sentences first, then loops, then every number."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WhatDrivesWidget(ExerciseWidget):
    """The maps that can be looked at; what one says is asked for, and answered to that page alone.

    ``maps`` is ``[{id, title, why_not, stamp}]``, the team's first: ``why_not`` says why there is
    nothing to look at, and ``stamp`` is another one whenever the map is.
    """

    stem: ClassVar[str] = "what_drives"

    maps = traitlets.List(traitlets.Dict()).tag(sync=True)
