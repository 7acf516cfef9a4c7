"""What I take home: from a group into one's own team's record."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class TakeHomeWidget(ExerciseWidget):
    """What this person carries home.

    ``taken`` is ``[{id, revision, what, plan, source_ids, heard_in, team}]``, their own alone.
    ``heard`` is what can be taken, ``[{id, label, team}]`` with the name of the team that told it,
    empty for an idea. ``home`` is their own team's name, empty for somebody who has none.
    """

    stem: ClassVar[str] = "take_home"

    taken = traitlets.List(traitlets.Dict()).tag(sync=True)
    heard = traitlets.List(traitlets.Dict()).tag(sync=True)
    home = traitlets.Unicode().tag(sync=True)
