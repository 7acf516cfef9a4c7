"""A guided exercise a person does for themselves."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class ReflectionWidget(ExerciseWidget):
    """Prompts, and a person's own answers to them, which nobody else sees.

    ``parts`` is ``[{name, prompts: [{id, name, ask, such_as}]}]`` in the order to answer them in;
    ``mine`` is ``{answers: {prompt id: text}, revision}``.
    """

    stem: ClassVar[str] = "reflection"

    parts = traitlets.List(traitlets.Dict()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
