"""A survey answered on one scale: a Likert matrix with honest ways not to answer."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class RatingWidget(ExerciseWidget):
    """Statements to agree or disagree with.

    ``mine`` is ``{answers, revision}``; ``result`` is empty until the step is closed, then
    ``{answered, too_few, later, most_agreed, most_split, statements: [{id, text, counts, other,
    word, agreement, consensus, sectors: [{name, people, mean}]}]}``, and ``beside`` is what the
    same statements were answered in files: ``[{id, title, statements: [{id, answered, counts}]}]``.
    """

    stem: ClassVar[str] = "rating"

    title = traitlets.Unicode().tag(sync=True)
    scale = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{value, label}]
    statements = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, text}]
    mine = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    beside = traitlets.List(traitlets.Dict()).tag(sync=True)
