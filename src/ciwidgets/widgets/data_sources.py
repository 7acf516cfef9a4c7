"""Which data exist about a community, who holds them, and which are missing."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class DataSourcesWidget(ExerciseWidget):
    """A team's list of data.

    ``sources`` is ``[{id, name, tells, holder, newest, state, missing, could_give, revision}]``,
    the oldest first.
    """

    stem: ClassVar[str] = "data_sources"

    sources = traitlets.List(traitlets.Dict()).tag(sync=True)
