"""What we tried: teams tell each other, in a group of people from several."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class TriedWidget(ExerciseWidget):
    """What was tried, and by which team.

    ``tried`` is ``[{id, revision, what, came_of_it, advice, again, line, team, is_ours}]`` with the
    team's name; ``is_ours`` is whether this person may change it. ``question`` is the group's,
    ``lines`` are the lines of work as ``[{id, label}]``.
    """

    stem: ClassVar[str] = "tried"

    tried = traitlets.List(traitlets.Dict()).tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
