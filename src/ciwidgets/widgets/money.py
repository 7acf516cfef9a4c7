"""A team's two ledgers, each for itself."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MoneyWidget(ExerciseWidget):
    """What came in, what is planned and what was spent, in cents.

    ``lines`` is ``[{id, revision, ledger, sort, amount, on, what, activity_id}]``, the oldest
    first. ``sums`` is ``[{name, received, planned, spent, left, free}]``, one a ledger.
    ``activities`` is ``[{id, label}]``; ``by_activity`` is ``[{activity_id, cost, planned, spent,
    is_over}]``, where ``cost`` may be null.
    ``is_brief`` folds all but what changes from month to month.
    """

    stem: ClassVar[str] = "money"

    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    sums = traitlets.List(traitlets.Dict()).tag(sync=True)
    activities = traitlets.List(traitlets.Dict()).tag(sync=True)
    by_activity = traitlets.List(traitlets.Dict()).tag(sync=True)
    is_brief = traitlets.Bool(default_value=False).tag(sync=True)
