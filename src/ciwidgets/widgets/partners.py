"""Who is at the table: partners, the sectors they cover, and the groups with a seat."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class PartnersWidget(ExerciseWidget):
    """The team's partners and what follows from them.

    ``partners`` is ``[{id, revision, name, sectors, people, level_now, level_wanted, history,
    resistance, reach_out, reach_by}]`` (a day as ``2026-03-31``, or null). ``lists`` is
    ``[{id, name, covered, sectors: [{id, name, includes, tick, state, partners}]}]``, the
    program's own first, with an empty id. ``seats`` is ``[{id, revision, group, name,
    is_present}]``; ``outreach`` is ``[{id, name, who, by, is_past}]``, the soonest first;
    ``people_at_table`` counts those whom active partners bring, each once.
    """

    stem: ClassVar[str] = "partners"

    partners = traitlets.List(traitlets.Dict()).tag(sync=True)
    lists = traitlets.List(traitlets.Dict()).tag(sync=True)
    seats = traitlets.List(traitlets.Dict()).tag(sync=True)
    outreach = traitlets.List(traitlets.Dict()).tag(sync=True)
    people_at_table = traitlets.Int().tag(sync=True)
