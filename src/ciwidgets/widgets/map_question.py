"""What a team's maps are about: one of its needs, or a question of its own."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MapQuestionWidget(ExerciseWidget):
    """The one question a whole team draws its maps for.

    ``question`` is ``{id, text, need_id, revision}``; revision 0 is the question that stands as
    long as nobody chose one. ``needs`` is ``[{id, text, question}]`` in rank order, with the
    question that asks after each.
    """

    stem: ClassVar[str] = "map_question"

    question = traitlets.Dict().tag(sync=True)
    needs = traitlets.List(traitlets.Dict()).tag(sync=True)
