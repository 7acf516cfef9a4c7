"""What a group learned from its maps, in statements it agrees to."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class LessonsWidget(ExerciseWidget):
    """A team's statements: ``lessons`` is ``[{id, revision, text, is_public, line}]``.

    The oldest stands first; ``lines`` is ``[{id, label}]``, the program's lines of work.
    """

    stem: ClassVar[str] = "lessons"

    lessons = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
