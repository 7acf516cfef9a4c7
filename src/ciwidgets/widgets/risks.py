"""What could go wrong, and what a team would stop doing."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class RisksWidget(ExerciseWidget):
    """Risks, and things to stop, the oldest first.

    ``risks`` is ``[{id, revision, sort, text, likely, answer, goal_ids, owner}]``; ``goals`` and
    ``people_named`` are ``[{id, label}]``.
    """

    stem: ClassVar[str] = "risks"

    risks = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_named = traitlets.List(traitlets.Dict()).tag(sync=True)
