"""A survey file or local numbers, brought from the page: what was understood, before it is kept."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class BringFileWidget(ExerciseWidget):
    """A file on its way in, and those that are here.

    ``brings`` is "survey", "indicators", "maps" or "plan"; ``limits`` is ``{file, second, part}``
    in bytes. ``statements`` are ``[{id, text}]`` of the survey that questions may count as, none
    where none may. ``brought`` is ``[{id, revision, title, format, people, rows, occasion,
    brought_on, counts_as, withheld}]``, the oldest first.

    ``preview`` is empty until a file was read, then ``{upload_id, title, format, here, dropped:
    [{what, why}], warnings, survey, indicators, maps}``, ``here`` the title it is kept under now.
    ``survey`` is ``{people, questions: [{id, text, type, scale, answered, counts: [{label,
    people}], other, may_count, counts_as}], more}``; ``indicators`` is ``{source, rows, totals,
    shown, unreliable, suppressed, missing, not_applicable, measures, periods, groups, places,
    chosen, too_many}``; ``maps`` is ``{counts_as, count, list: [{title, words, links,
    with_strength, labels, warnings}], more}``. Those that are not meant are empty. Of a file with
    many maps ``brought`` has one line, with ``maps`` as their number. Only tables of a plan have
    ``plan`` besides: ``{what, counts: {refused, both, changed, new, same}, rows: [{line, verdict,
    label, why, changes: [{column, was, now}]}], more}``; ``brought`` has none of them.
    """

    stem: ClassVar[str] = "bring_file"

    brings = traitlets.Unicode("survey").tag(sync=True)
    limits = traitlets.Dict().tag(sync=True)
    statements = traitlets.List(traitlets.Dict()).tag(sync=True)
    brought = traitlets.List(traitlets.Dict()).tag(sync=True)
    preview = traitlets.Dict().tag(sync=True)
