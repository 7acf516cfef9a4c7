"""After the program: who carries each goal on, and what the network keeps."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class CarryOnWidget(ExerciseWidget):
    """What a team carries on.

    ``carried`` is ``[{id, revision, goal_id, what, who, partner_ids, money, first_step}]``;
    ``left`` are the goals nobody carries on yet and ``question`` asks after them. ``left``,
    ``goals``, ``partners`` and ``people_named`` are ``[{id, label}]``.
    """

    stem: ClassVar[str] = "carry_on"

    carried = traitlets.List(traitlets.Dict()).tag(sync=True)
    left = traitlets.List(traitlets.Dict()).tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_named = traitlets.List(traitlets.Dict()).tag(sync=True)
