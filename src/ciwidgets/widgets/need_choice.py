"""The team's needs: chosen together, in the team's words, with the reason."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class NeedChoiceWidget(ExerciseWidget):
    """The three to five needs a team takes on.

    ``candidates`` is ``[{id, text, dots}]`` (-1 where dots cannot be shown); ``needs`` is
    ``[{id, text, reason, idea_ids, rank, revision}]`` in rank order.
    """

    stem: ClassVar[str] = "need_choice"

    candidates = traitlets.List(traitlets.Dict()).tag(sync=True)
    needs = traitlets.List(traitlets.Dict()).tag(sync=True)
    most = traitlets.Int(5).tag(sync=True)
