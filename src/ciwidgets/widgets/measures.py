"""What a team measures over time, and whether the curve has turned."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MeasuresWidget(ExerciseWidget):
    """A team's measures, each with its readings and its curve.

    ``measures`` is ``[{id, revision, goal_id, name, unit, asks, level, population, direction,
    every, baseline, source, year, target, by}]``, the oldest first. ``readings`` is
    ``[{id, revision, measure_id, on, value, note, is_counted}]`` by day; of several on one day
    one is counted. ``curves`` goes by the measure's id:
    ``{said: {latest, change, baseline, target, progress, against, forecast, turned}, verdict,
    until, forecast: [[day, value]], would}``, where ``would`` is the forecast that could be set,
    ``{level, per_year, said, forecast}``, or None. ``goals`` is ``[{id, label}]``, ``starts`` is
    ``[{label, start}]``: goals with a measure in words and none here, as the fields of a new one.
    ``is_brief`` folds all but what changes from month to month.
    """

    stem: ClassVar[str] = "measures"

    measures = traitlets.List(traitlets.Dict()).tag(sync=True)
    readings = traitlets.List(traitlets.Dict()).tag(sync=True)
    curves = traitlets.Dict().tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    starts = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
    is_brief = traitlets.Bool(default_value=False).tag(sync=True)
