"""Who does what for which goal, and what follows from it; nothing is kept here."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WhoDoesWhatWidget(ExerciseWidget):
    """Partners against goals.

    ``partners`` is ``[{id, label}]``. ``goals`` is ``[{id, label, work}]``, where ``work`` is
    ``[{id, label, status, partner_ids}]``; what has no partner yet has no ids. ``said`` is what
    follows, sentences by ``reinforce``, ``same``, ``nobody``, ``idle`` and ``no_goal``.
    """

    stem: ClassVar[str] = "who_does_what"

    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
