"""What a team changed in policy or practice."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class PoliciesWidget(ExerciseWidget):
    """Changes of policy or practice, the oldest first.

    ``policies`` is ``[{id, revision, what, changes, status, decided_by, on, resource_ids,
    builds_on, goal_ids, is_public, line, lost_release}]``; ``resources``, ``goals`` and the
    program's ``lines`` of work are ``[{id, label}]``.
    """

    stem: ClassVar[str] = "policies"

    policies = traitlets.List(traitlets.Dict()).tag(sync=True)
    resources = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
