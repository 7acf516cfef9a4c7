"""How a team works: rhythm, membership, who decides what, and what whoever comes next must know."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class GovernanceWidget(ExerciseWidget):
    """A team's one note on how it works.

    ``note`` is ``{id, revision, rhythm, membership, joining, decides: [{what, who}], keeps_records,
    handover}``, with revision 0 while nobody has written it.
    """

    stem: ClassVar[str] = "governance"

    note = traitlets.Dict().tag(sync=True)
