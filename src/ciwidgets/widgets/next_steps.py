"""Next steps: who does what, and by when."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class NextStepsWidget(ExerciseWidget):
    """A team's next steps.

    ``steps`` is ``[{id, revision, text, owner, by, status, meeting_id, goal_id}]``, open ones
    first, by day. ``goals``, ``meetings`` and ``people_named`` are ``[{id, label}]``.
    """

    stem: ClassVar[str] = "next_steps"

    steps = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    meetings = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_named = traitlets.List(traitlets.Dict()).tag(sync=True)
