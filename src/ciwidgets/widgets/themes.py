"""Themes: a team sorts its wall of ideas, and says what each theme rests on."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class ThemesWidget(ExerciseWidget):
    """What is on a team's wall, by themes.

    ``items`` is ``[{id, text, originals}]``, everything on the wall in its order (``originals``
    only where several ideas stand under one title); ``themes`` is ``[{id, title, items, fact_ids,
    revision}]``, the oldest first, with the ids of ``items`` in each; ``facts`` is ``[{id, source,
    text}]``. A fact that can no longer be shown is in ``fact_ids`` and not in ``facts``. ``board``
    names the step the ideas are written in: nobody reads the others' before their own are written.
    """

    stem: ClassVar[str] = "themes"

    board = traitlets.Unicode().tag(sync=True)
    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    themes = traitlets.List(traitlets.Dict()).tag(sync=True)
    facts = traitlets.List(traitlets.Dict()).tag(sync=True)
