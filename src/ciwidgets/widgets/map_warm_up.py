"""Three minutes to see how a map reads; nothing is kept of it."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MapWarmUpWidget(ExerciseWidget):
    """A made-up map of four words, and three questions about it.

    ``strengths`` are the program's three, the smallest first: the map is drawn with them.
    """

    stem: ClassVar[str] = "map_warm_up"

    strengths = traitlets.List(traitlets.Float()).tag(sync=True)
