"""Words of the map that are worth a goal."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class LeversWidget(ExerciseWidget):
    """A team's levers.

    ``levers`` is ``[{id, word, label, direction, reason, revision}]``, the oldest first;
    ``words_here`` is what can be chosen, ``[{key, label}]`` in the order of the alphabet.
    ``is_team_map`` says that these are the words of the team's map; before there is one they are
    those people handed in and those of the deck.
    """

    stem: ClassVar[str] = "levers"

    levers = traitlets.List(traitlets.Dict()).tag(sync=True)
    words_here = traitlets.List(traitlets.Dict()).tag(sync=True)
    is_team_map = traitlets.Bool().tag(sync=True)
