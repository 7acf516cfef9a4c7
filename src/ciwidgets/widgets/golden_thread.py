"""The golden thread: each need with what came of it, one sentence a thread, and loose ends."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class GoldenThreadWidget(ExerciseWidget):
    """Threads from needs on and from wins back; nothing can be changed here.

    ``threads`` and ``ways_back`` are ``[{sentence, parts: [{kind, text, workbook, step, title}]}]``
    and ``more`` counts the threads that are not sent; ``loose_ends`` is ``[{sort, sentence,
    workbook, step, title}]``. Where no workbook has a step, its three words are not there.
    """

    stem: ClassVar[str] = "golden_thread"

    threads = traitlets.List(traitlets.Dict()).tag(sync=True)
    ways_back = traitlets.List(traitlets.Dict()).tag(sync=True)
    loose_ends = traitlets.List(traitlets.Dict()).tag(sync=True)
    more = traitlets.Int().tag(sync=True)
