"""Where a team’s work has moved: its meetings’ time, and how it sees its five conditions."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class DriftWidget(ExerciseWidget):
    """What a team may want to ask itself.

    ``questions`` are sentences about its meetings; ``times`` is ``[{goal, spent: [{minutes,
    untimed}]}]``, a cell for each of ``days``, the goal empty for what serves none. ``conditions``
    are sentences, ``seen`` is ``{occasions, rows: [{text, at: [{n, of}]}]}``, a cell empty where
    nothing may be shown; ``fell`` are lines for faculty.
    """

    stem: ClassVar[str] = "drift"

    questions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    days = traitlets.List(traitlets.Unicode()).tag(sync=True)
    times = traitlets.List(traitlets.Dict()).tag(sync=True)
    conditions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    seen = traitlets.Dict().tag(sync=True)
    fell = traitlets.List(traitlets.Unicode()).tag(sync=True)
