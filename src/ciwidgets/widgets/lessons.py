"""What a group learned from its maps, in statements it agrees to."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class LessonsWidget(ExerciseWidget):
    """A team's statements, the oldest first.

    ``lessons`` is ``[{id, revision, text, is_public, line, lost_release}]``; the last says that
    somebody who may not publish changed what was released. ``lines`` is ``[{id, label}]``, the
    program's lines of work.
    """

    stem: ClassVar[str] = "lessons"

    lessons = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
