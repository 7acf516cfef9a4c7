"""A team's small wins."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WinsWidget(ExerciseWidget):
    """A team's list of wins.

    ``wins`` is ``[{id, revision, title, done_on, ...}]`` with a win's own fields, the oldest first,
    ``kept_on``, the day it was last written down, and ``lost_release``, whether it was public until
    somebody who may not publish changed it; a guest reads them masked. ``goals``, ``measures``,
    ``activities``, ``partners``, ``sectors`` and ``members`` are ``[{id, label}]``: what a win can
    be linked to, and whom it can thank.
    """

    stem: ClassVar[str] = "wins"

    wins = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    measures = traitlets.List(traitlets.Dict()).tag(sync=True)
    activities = traitlets.List(traitlets.Dict()).tag(sync=True)
    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    sectors = traitlets.List(traitlets.Dict()).tag(sync=True)
    members = traitlets.List(traitlets.Dict()).tag(sync=True)
