"""Where a team is: the same record along the planning model it likes."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WhereWeAreWidget(ExerciseWidget):
    """The parts of a planning model, each with what is there and what is missing.

    ``places`` is ``[{id, title, about, is_principle, has: [sentence], lacks: [{text, workbook,
    step, title}]}]``; ``model_name`` is "spf" or "collective_impact".
    """

    stem: ClassVar[str] = "where_we_are"

    places = traitlets.List(traitlets.Dict()).tag(sync=True)
    model_name = traitlets.Unicode("spf").tag(sync=True)
