"""The same idea under different names: a team puts words together, and keeps the originals."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class OurWordsWidget(ExerciseWidget):
    """The words on all the maps that were handed in, whose they are left out.

    ``words_here`` is ``[{key, label, labels}]`` in the order of the alphabet, what stands under a
    shared label left out (``labels`` are the ways it was written, where there are several);
    ``shared`` is ``[{id, label, words: [{key, label}], revision}]``, the oldest first;
    ``alike`` offers what may mean the same: ``[{words: [key, key]}]``, the most alike first.
    """

    stem: ClassVar[str] = "our_words"

    words_here = traitlets.List(traitlets.Dict()).tag(sync=True)
    shared = traitlets.List(traitlets.Dict()).tag(sync=True)
    alike = traitlets.List(traitlets.Dict()).tag(sync=True)
