"""Notes of coaching check-ins, for those each is meant for."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class CoachingNotesWidget(ExerciseWidget):
    """Coaching notes this person may read.

    ``notes`` is ``[{id, revision, on, text, meant_for, topic, is_mine}]``, the newest first: who
    wrote a note may change it. ``readers`` are those this person may write a note for.
    """

    stem: ClassVar[str] = "coaching_notes"

    notes = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
    readers = traitlets.List(traitlets.Unicode()).tag(sync=True)
