"""Questions somebody asks themselves after a lesson, with a reason for each answer."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import PageWidget


class SelfCheckWidget(PageWidget):
    """Questions with their answers and reasons; what is chosen stays on the page.

    ``checks`` is ``[{id, title, story, question, choices: [{text, verdict, reason}], rule,
    sources}]``.
    """

    stem: ClassVar[str] = "self_check"

    title = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    checks = traitlets.List(traitlets.Dict()).tag(sync=True)
