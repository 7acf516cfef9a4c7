"""What we brought home: from the groups, and what others tried."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class BroughtHomeWidget(ExerciseWidget):
    """What a team brought home, and what was told in every group.

    ``brought`` is ``[{id, revision, what, plan, source_ids, heard_in, team}]``. ``told`` is ``[{id,
    what, came_of_it, advice, again, line, team, group, occasion, is_ours}]``, names all of them.
    """

    stem: ClassVar[str] = "brought_home"

    brought = traitlets.List(traitlets.Dict()).tag(sync=True)
    told = traitlets.List(traitlets.Dict()).tag(sync=True)
