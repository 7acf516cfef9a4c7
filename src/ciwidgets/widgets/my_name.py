"""Where a person is named, and who may read it."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class MyNameWidget(ExerciseWidget):
    """What one person says of their own name.

    ``places`` is ``[{about, title, carried, is_named, audiences, revision}]``: first what they
    carry, whose ``about`` is empty and whose ``carried`` is ``[{kind, label}]``, then wins.
    ``my_name`` is what they call themselves, empty where they gave no name.
    """

    stem: ClassVar[str] = "my_name"

    places = traitlets.List(traitlets.Dict()).tag(sync=True)
    my_name = traitlets.Unicode().tag(sync=True)
