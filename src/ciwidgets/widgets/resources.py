"""What a community has, by line of work, and the picture of what is covered and what is not."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class ResourcesWidget(ExerciseWidget):
    """A team's resources in the program's lines of work.

    ``lines`` is ``[{id, name, about}]``, ``populations`` ``[{id, name}]``; ``resources`` is
    ``[{id, line, name, who, populations, reach, capacity, gap, revision}]``, the oldest first.
    ``coverage`` is empty until something is listed, then ``{resources, duplicates, lines: [{id,
    whole, cells: [cell], holes, thin}]}``: a cell is ``{resources, with_room, waiting, word}``,
    cells stand in the order of ``populations``, holes and thin cells are ids of populations, and
    ``duplicates`` are groups of ids of resources. ``comparison`` is empty where no survey is
    looked at, then ``{occasion, alike, apart: [{id, text, word, side, lines}]}``, its occasion
    empty until a survey's result is shown.
    """

    stem: ClassVar[str] = "resources"

    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    populations = traitlets.List(traitlets.Dict()).tag(sync=True)
    resources = traitlets.List(traitlets.Dict()).tag(sync=True)
    coverage = traitlets.Dict().tag(sync=True)
    comparison = traitlets.Dict().tag(sync=True)
