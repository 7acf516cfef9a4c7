"""What hangs on the wall of the hall: one thing at a time, and only what was revealed."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.room import RoomWidget


class ProjectorWidget(RoomWidget):
    """What a facilitator revealed, for a room to read.

    ``program`` is ``{name, support, records, occasion, made_up}``. ``shown`` is empty until a
    facilitator is here, then ``{view, screen}`` and what that view needs: ``url, qr`` to join;
    ``title, workbook, prompt, url, qr`` of an exercise; ``title, is_answered, here, answered,
    teams`` of progress, where ``answered`` counts what is written if teams write together and
    ``teams`` is their names; ``team_id, team, workbook, step, title, going_on`` of a team's result,
    where ``going_on`` is ``answering``, ``voting``, ``work`` or nothing; of the room's ``title,
    survey, scale, teams, too_few, is_side_by_side, statements: [{id, text, word, people, counts,
    beside}]``, where ``beside`` is ``[{team, counts}]``; ``part, title, is_gap, screens: [[{text,
    teams, n}]]`` of what is shared. ``timer`` is ``{id, label, seconds, is_running}``, the seconds
    left when it was sent, or empty. ``messages`` is ``[{id, text}]``, what all are told, the newest
    first.
    """

    stem: ClassVar[str] = "projector"

    program = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    timer = traitlets.Dict().tag(sync=True)
    messages = traitlets.List(traitlets.Dict()).tag(sync=True)
