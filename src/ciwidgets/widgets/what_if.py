"""What moves on a map when a word is held up, down or at none."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WhatIfWidget(ExerciseWidget):
    """The maps something can be tried on, and what a team keeps.

    ``maps`` is ``[{id, title, why_not, stamp, is_own, words: [{key, label}]}]``: what is tried on
    one's own is not kept. ``kept`` is ``[{id, revision, title, map, pushes: [{word, to}], rule,
    squashing, steepness}]``, the oldest first.
    """

    stem: ClassVar[str] = "what_if"

    maps = traitlets.List(traitlets.Dict()).tag(sync=True)
    kept = traitlets.List(traitlets.Dict()).tag(sync=True)
