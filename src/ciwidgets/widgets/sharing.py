"""What a team may share with whom, as it agreed."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class SharingWidget(ExerciseWidget):
    """The lines of a team's agreement, the oldest first.

    ``sharings`` is ``[{id, revision, sort, what, held_by, goes_to, condition, agreed_on}]``.
    """

    stem: ClassVar[str] = "sharing"

    sharings = traitlets.List(traitlets.Dict()).tag(sync=True)
