"""A team's page for the public as it will look, and its cards."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class PublicPageWidget(ExerciseWidget):
    """Wins as the public may read them, the newest first.

    ``wins`` is ``[{id, title, done_on, story, evidence, who, partners, goal, learned, next_win,
    next_by}]`` with days as ``2026-06-09`` or empty; ``who`` and ``partners`` are lists of words.
    ``not_marked``, ``not_done`` and ``without_name`` count what is left out.
    """

    stem: ClassVar[str] = "public_page"

    team_name = traitlets.Unicode().tag(sync=True)
    wins = traitlets.List(traitlets.Dict()).tag(sync=True)
    not_marked = traitlets.Int().tag(sync=True)
    not_done = traitlets.Int().tag(sync=True)
    without_name = traitlets.Int().tag(sync=True)
