"""A team's local numbers: rates over time, groups, and how the place compares."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class LocalNumbersWidget(ExerciseWidget):
    """What the files a team brought say, as far as it may be shown.

    ``measures`` is ``[{name, sentences, periods, places, breakdowns, left_out}]``: periods are
    ``[{label, short}]``, the oldest first, and places ``[{name, role, numbers}]`` with a number a
    period, the own place first, then those it lies in. A breakdown is ``{dimension, period, groups,
    places}`` with a number a group, everyone's before them. A number is ``{state}`` and, where it
    is shown, ``count, population, rate, lower, upper, mark, adjusted, per, predicted`` as far as
    there are any; one that is hidden has nothing but its state. ``notes`` are sentences on how to
    read the numbers, ``sources`` where they come from. ``template`` is the head of the plain table.
    """

    stem: ClassVar[str] = "local_numbers"

    measures = traitlets.List(traitlets.Dict()).tag(sync=True)
    notes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    sources = traitlets.List(traitlets.Unicode()).tag(sync=True)
    template = traitlets.Unicode().tag(sync=True)
