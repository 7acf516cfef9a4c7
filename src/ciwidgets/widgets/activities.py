"""What a team does: who, what, by when, with whom, for which goals, at what cost."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class ActivitiesWidget(ExerciseWidget):
    """A team's activities.

    ``activities`` is ``[{id, revision, name, goal_ids, partner_ids, recommendation_id, line, owner,
    begins, by, cost, status}]``, the oldest first: days as ``2026-03-31``, the cost in cents.
    ``goals``, ``partners``, ``people_named`` and ``lines`` are what they are linked to,
    ``[{id, label}]``; ``recommendations`` too, with the ``goal_ids`` of each. ``open_goals`` are
    the ids of goals that still ask for something; ``today`` is the kernel's day.
    ``is_brief`` folds all but what changes from month to month.
    """

    stem: ClassVar[str] = "activities"

    activities = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    open_goals = traitlets.List(traitlets.Unicode()).tag(sync=True)
    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_named = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    recommendations = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
    is_brief = traitlets.Bool(default_value=False).tag(sync=True)
