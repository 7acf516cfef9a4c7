"""The wall of a team's wins."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class WinWallWidget(ExerciseWidget):
    """Wins as cards, with thanks, and the months they stand in.

    ``wins`` is ``[{id, title, done_on, story, evidence, is_ours, goal_id, goal, measure,
    activities, condition, sector_ids, sectors, partners, thanks_to, learned, next_win, next_by,
    thanks}]``, the newest first, in words; thanks are ``[{text, by, is_signed, is_guest,
    is_mine}]``, the earliest first. ``mine`` is this person's own thanks by win: ``{revision, text,
    is_signed, in_report}``, empty text where it was taken back. ``goals`` and ``sectors`` are
    ``[{id, label}]``, to filter by. ``months`` is ``[{month, wins, readings}]``, the earliest
    first: wins by id, readings as ``{measure_id, on, value}`` of ``measures``,
    ``[{id, label, unit}]``. ``written_in`` is the step
    in which wins are written down.
    """

    stem: ClassVar[str] = "win_wall"

    wins = traitlets.List(traitlets.Dict()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    sectors = traitlets.List(traitlets.Dict()).tag(sync=True)
    months = traitlets.List(traitlets.Dict()).tag(sync=True)
    measures = traitlets.List(traitlets.Dict()).tag(sync=True)
    written_in = traitlets.Unicode().tag(sync=True)
