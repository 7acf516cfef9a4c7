"""A dot vote: some dots a person, one ballot each, shown when the vote is closed."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class DotVoteWidget(ExerciseWidget):
    """Dots on a team's ideas.

    ``items`` is ``[{id, text, originals}]`` in an order of each person's own; ``mine`` is
    ``{dots, revision}``; ``result`` is empty until the vote is closed, then ``{voters, too_few,
    later, items: [{id, text, dots, voters}]}`` with the most dots first.
    """

    stem: ClassVar[str] = "dot_vote"

    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    dots_per_person = traitlets.Int(3).tag(sync=True)
    dots_per_item = traitlets.Int(2).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
