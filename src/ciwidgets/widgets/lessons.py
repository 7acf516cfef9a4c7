"""What a group learned from its maps, in statements it agrees to."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class LessonsWidget(ExerciseWidget):
    """A team's statements: ``lessons`` is ``[{id, text, revision}]``, the oldest first."""

    stem: ClassVar[str] = "lessons"

    lessons = traitlets.List(traitlets.Dict()).tag(sync=True)
