"""Meetings: who came, what the time went on, what was decided, and who came over time."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MeetingsWidget(ExerciseWidget):
    """A team's meetings.

    ``meetings`` is ``[{id, revision, on, sort, came, partner_ids, people, items, decisions, note,
    next_on}]``, the newest first. ``sectors``, ``goals``, ``partners`` and ``people_named`` are
    ``[{id, label}]``. ``attendance`` is ``{days, totals, sectors: [{id, name, came}]}``, the
    earliest meeting first, or empty; ``question`` asks after sectors that have been away.
    """

    stem: ClassVar[str] = "meetings"

    meetings = traitlets.List(traitlets.Dict()).tag(sync=True)
    today = traitlets.Unicode().tag(sync=True)
    sectors = traitlets.List(traitlets.Dict()).tag(sync=True)
    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_named = traitlets.List(traitlets.Dict()).tag(sync=True)
    attendance = traitlets.Dict().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
