"""Since the last forum: what is done, new, changed and taken off the lists."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class SinceThenWidget(ExerciseWidget):
    """What happened in a team's lists; another moment is asked for, and told to that page alone.

    ``found`` is ``{count, summary, groups: [{what, title, more, items: [{text, changed, workbook,
    step, title}]}]}`` since the occasion ``chosen``; ``choices`` is ``[{id, label}]``, the newest
    occasion first and the beginning (id "") last.
    """

    stem: ClassVar[str] = "since_then"

    choices = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    found = traitlets.Dict().tag(sync=True)
