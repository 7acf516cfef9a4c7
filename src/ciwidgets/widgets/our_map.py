"""A team's map once the maps are closed: what is shared, contested, and seen by one sector only."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class OurMapWidget(ExerciseWidget):
    """What a team's maps say together.

    ``result`` is empty until the maps are closed, then ``{people, too_few, later, left_out, words:
    [{key, label, labels, x, y}], links: [{source, target, weight, people, agreement, mark,
    sectors, balanced, sentence}], pools: [name], sums: [sentence]}``. ``weight`` is the average
    over everybody who handed in a map, ``mark`` is "shared", "contested", "one_sector" or "",
    ``sectors`` names the only ones who drew it, ``balanced`` is the weight where each sector has
    one vote (null where sectors cannot be told apart). ``left_out`` counts links too few drew to
    be named, ``more`` those the picture has no room for; ``words_later`` says that words changed
    since. ``drawn_at`` names an earlier occasion where the map is from there. ``files`` are group
    maps that came from files: ``[{id, title, words, links}]``.
    """

    stem: ClassVar[str] = "our_map"

    drawn_at = traitlets.Unicode().tag(sync=True)
    strengths = traitlets.List(traitlets.Float()).tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    files = traitlets.List(traitlets.Dict()).tag(sync=True)
