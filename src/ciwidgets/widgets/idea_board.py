"""Ideas: written in silence first, then seen together, then merged where they say the same."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class IdeaBoardWidget(ExerciseWidget):
    """A wall of a team's ideas.

    ``ideas`` is ``[{id, text, revision, is_mine, is_hidden}]`` in the order they came (hidden
    ones only for those who may hide); ``groups`` is ``[{id, title, revision, idea_ids}]``.
    """

    stem: ClassVar[str] = "idea_board"

    prompt = traitlets.Unicode().tag(sync=True)
    ideas = traitlets.List(traitlets.Dict()).tag(sync=True)
    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
