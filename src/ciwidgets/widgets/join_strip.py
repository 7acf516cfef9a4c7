"""Who is here: joining a team, coming back, and whether everything is saved."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import PageWidget


class JoinStripWidget(PageWidget):
    """The strip at the head of every page.

    ``who`` is empty until somebody has joined, then ``{id, name, role, sector, team, team_id,
    occasion}``. ``teams`` is filled for a facilitator only, who chooses which team to look at.
    ``room`` is what is said to the whole room: ``{place: {workbook, step, title, is_here}, timer:
    {id, label, seconds, is_running}, messages: [{id, text}]}``, each only where there is one.
    """

    stem: ClassVar[str] = "join_strip"

    program = traitlets.Dict().tag(sync=True)  # {name, support, records, made_up}
    sectors = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name, includes}]
    who = traitlets.Dict().tag(sync=True)
    teams = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name}]
    people = traitlets.Int().tag(sync=True)
    room = traitlets.Dict().tag(sync=True)
    group = traitlets.Dict().tag(sync=True)  # {is_page, is_in, home}: of a breakout, or empty
    share = traitlets.Dict().tag(sync=True)  # {code, url}: the open team code, for managers
