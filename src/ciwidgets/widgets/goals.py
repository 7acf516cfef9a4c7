"""A team's goals, each with the sentence that builds itself."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class GoalsWidget(ExerciseWidget):
    """A team's goals.

    ``goals`` is ``[{id, revision, start, ...}]`` with the fields of ``model.Goal``, the nearest
    first; ``start`` is the day a goal was begun, ``begins`` that of a new one. ``needs``,
    ``levers``, ``partners`` and ``members`` are ``[{id, label}]``. ``criteria`` is
    ``[{id, letter, name, about, checks, ask}]`` of the set ``criteria_name``; ``answers`` is
    ``{goal_id: {people, is_held, lines, notes}}``: what people said who do not carry it,
    held back from this person until they have answered themselves.
    """

    stem: ClassVar[str] = "goals"

    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    begins = traitlets.Unicode().tag(sync=True)
    needs = traitlets.List(traitlets.Dict()).tag(sync=True)
    levers = traitlets.List(traitlets.Dict()).tag(sync=True)
    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    members = traitlets.List(traitlets.Dict()).tag(sync=True)
    criteria_name = traitlets.Unicode().tag(sync=True)
    criteria = traitlets.List(traitlets.Dict()).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
