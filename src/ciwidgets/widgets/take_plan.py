"""A team's plan to take along: its lists as tables, or empty templates of them."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class TakePlanWidget(ExerciseWidget):
    """Tables of goals, activities, measures and readings.

    ``counts`` is ``{goals, activities, measures, readings}``: how many there are of each.
    """

    stem: ClassVar[str] = "take_plan"

    counts = traitlets.Dict().tag(sync=True)
