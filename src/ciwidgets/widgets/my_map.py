"""One person's own map: words, and what leads to what, as sentences and as a picture."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MyMapWidget(ExerciseWidget):
    """A map only its owner sees.

    ``deck`` is what one may begin with, the team's needs first: ``[{key, label}]``; a word of it
    keeps the key in ``stands_for``. ``mine`` is ``{words: [{id, label, stands_for, x, y}], links:
    [{source, target, weight}], is_handed_in, revision}``; ``x`` and ``y`` are null until a hand
    placed the word. ``strengths`` are the program's three, the smallest first.
    """

    stem: ClassVar[str] = "my_map"

    question = traitlets.Unicode().tag(sync=True)
    deck = traitlets.List(traitlets.Dict()).tag(sync=True)
    strengths = traitlets.List(traitlets.Float()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
