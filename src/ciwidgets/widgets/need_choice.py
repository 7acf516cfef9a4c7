"""The team's needs: chosen together, in the team's words, with the reason and what it rests on."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class NeedChoiceWidget(ExerciseWidget):
    """The three to five needs a team takes on.

    ``candidates`` is ``[{id, text, dots, ideas, ids, fact_ids}]``: themes, and what is in none of
    them. ``dots`` is -1 where dots cannot be shown; ``ideas`` holds the words in a theme; ``ids``
    everything an idea is known by: its own id and those of what was merged into it.
    ``needs`` is ``[{id, text, reason, idea_ids, fact_ids, rank, revision}]`` in rank order, and
    ``facts`` is ``[{id, source, text}]``; a fact that is not in it can no longer be shown.
    """

    stem: ClassVar[str] = "need_choice"

    candidates = traitlets.List(traitlets.Dict()).tag(sync=True)
    needs = traitlets.List(traitlets.Dict()).tag(sync=True)
    facts = traitlets.List(traitlets.Dict()).tag(sync=True)
    most = traitlets.Int(5).tag(sync=True)
