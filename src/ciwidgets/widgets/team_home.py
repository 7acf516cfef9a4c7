"""The team's start: which occasion it is, which workbooks there are, how far each is."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import PageWidget


class TeamHomeWidget(PageWidget):
    """One way on from the start page.

    ``occasion`` is ``{name, date}``; ``workbooks`` is ``[{name, title, purpose, steps: [{id,
    title, phase, answered}]}]``; ``next_step`` is ``{workbook, step, title}`` or empty. ``paper``
    is the page for what came back on paper, ``{name, title, purpose}``, for who types it in;
    ``room`` are the pages for leading the room, for facilitators.
    """

    stem: ClassVar[str] = "team_home"

    occasion = traitlets.Dict().tag(sync=True)
    workbooks = traitlets.List(traitlets.Dict()).tag(sync=True)
    next_step = traitlets.Dict().tag(sync=True)
    paper = traitlets.Dict().tag(sync=True)
    room = traitlets.List(traitlets.Dict()).tag(sync=True)
    people = traitlets.Int().tag(sync=True)
