"""Cases answered alone, and then looked at together with the reasons."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class CaseExerciseWidget(ExerciseWidget):
    """Cases with answers to choose from.

    ``cases`` is ``[{id, title, story, question, choices: [text]}]`` and ``mine`` is ``{answers:
    {case id: number of the answer, from 1, or "dont_know"}, revision}``. While the step is open
    ``reasons`` is empty; then it is ``[{id, choices: [{verdict, reason}], rule, sources}]``.
    ``result`` is empty until then too, and ``{answered, too_few, later, cases: [{id, counts,
    dont_know}]}`` after; ``counts`` is empty where fewer than five people answered.
    """

    stem: ClassVar[str] = "case_exercise"

    title = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    cases = traitlets.List(traitlets.Dict()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
    reasons = traitlets.List(traitlets.Dict()).tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
