"""What comes first: several ways to rank the same things, and what they say side by side."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class PrioritiesWidget(ExerciseWidget):
    """Ways to rank a team's themes or ideas.

    ``things`` is ``[{id, text, ideas}]``, ``left_out`` how many more there are; ``criteria`` is
    ``[{id, name, about, low, high}]``. ``mine`` maps a way to this person's own ``{picks or scores,
    revision}``, ``together`` to the team's ``{scores, revision}``, ``scores`` being item to part to
    number; ``gates`` maps an item to ``{answers, revision}``. ``result`` is ``{columns: [{key,
    name, who}], rows: [{id, text, places}], parts: [{title, sentences, note}], details: [{key,
    name, who, sentences, columns, rows}], too_few, later}``, all words ready to be read.
    """

    stem: ClassVar[str] = "priorities"

    things = traitlets.List(traitlets.Dict()).tag(sync=True)
    is_themes = traitlets.Bool().tag(sync=True)
    left_out = traitlets.Int().tag(sync=True)
    criteria = traitlets.List(traitlets.Dict()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
    together = traitlets.Dict().tag(sync=True)
    gates = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
