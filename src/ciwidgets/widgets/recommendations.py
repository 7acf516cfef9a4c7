"""What a team recommends, out of which themes and needs, and what carries it out."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class RecommendationsWidget(ExerciseWidget):
    """A team's recommendations.

    ``recommendations`` is ``[{id, revision, text, to_whom, theme_ids, need_ids, goal_ids}]``, the
    oldest first. ``themes``, ``needs`` and ``goals`` are what they can rest on, ``[{id, label}]``.
    ``activities`` carry them out: ``[{id, label, status, recommendation_id}]``.
    """

    stem: ClassVar[str] = "recommendations"

    recommendations = traitlets.List(traitlets.Dict()).tag(sync=True)
    themes = traitlets.List(traitlets.Dict()).tag(sync=True)
    needs = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    activities = traitlets.List(traitlets.Dict()).tag(sync=True)
