"""A team's days in order: forums, meetings, what is due, and wins; nothing is kept here."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class TimelineWidget(ExerciseWidget):
    """A team's days.

    ``things`` is ``[{day, what, kind, id, state}]``, the earliest first; ``state`` is "open",
    "done" or "stopped", and ``what`` may be empty for a meeting. ``today`` is the kernel's day.
    """

    stem: ClassVar[str] = "timeline"

    things = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
