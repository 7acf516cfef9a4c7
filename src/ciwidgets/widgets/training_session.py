"""The line at the head of a training session's pages: it ends, and the work can be taken along."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import PageWidget


class TrainingSessionWidget(PageWidget):
    """What is said of a session that will be deleted.

    Nothing is said where it does not end. ``team`` is the name of the team whose work would be
    taken along, empty while nobody is here; ``limits`` is ``{file, part}``, how many bytes a file
    and one part of it may have.
    """

    stem: ClassVar[str] = "training_session"

    ends = traitlets.Bool(default_value=False).tag(sync=True)
    team = traitlets.Unicode().tag(sync=True)
    limits = traitlets.Dict().tag(sync=True)
