"""What came back on paper, typed in sheet by sheet."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class PaperSheetsWidget(ExerciseWidget):
    """Sheets of people without a device; all of it is empty for who may not type them in.

    ``occasions`` is ``[{id, name, date, is_to_come, closed}]``, ``closed`` naming the steps that
    are closed there. ``asks`` is ``[{kind, step, title, workbook}]`` with what each kind needs:
    ``scale`` and ``statements``; ``items``, ``dots`` and ``dots_each``; ``items``, ``ways`` and
    the ``place`` of the team's own; ``words`` and ``strengths``. ``sheets`` is
    ``[{id, revision, occasion, name, sector, said, is_theirs, is_mine}]``: ``said`` counts what
    stands on it by step and tells nothing of it. ``lists`` is
    ``[{workbook, book, step, title, is_scored}]``, ``book`` being the workbook's title.
    """

    stem: ClassVar[str] = "paper_sheets"

    occasions = traitlets.List(traitlets.Dict()).tag(sync=True)
    occasion = traitlets.Unicode().tag(sync=True)
    sectors = traitlets.List(traitlets.Dict()).tag(sync=True)  # [{id, name}]
    asks = traitlets.List(traitlets.Dict()).tag(sync=True)
    sheets = traitlets.List(traitlets.Dict()).tag(sync=True)
    lists = traitlets.List(traitlets.Dict()).tag(sync=True)
