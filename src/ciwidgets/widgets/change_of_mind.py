"""I used to think this, now I think that."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class ChangeOfMindWidget(ExerciseWidget):
    """A person's own change of mind, and those the team's people share.

    ``mine`` is ``{used_to_think, now_think, is_shared, revision}``, its texts empty as long as
    nothing is kept; ``shared`` is ``[{used_to_think, now_think}]``, one's own among them, in the
    order of the alphabet: neither a name nor the order says whose they are.
    """

    stem: ClassVar[str] = "change_of_mind"

    mine = traitlets.Dict().tag(sync=True)
    shared = traitlets.List(traitlets.Dict()).tag(sync=True)
