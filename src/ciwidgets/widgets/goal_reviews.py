"""What no machine can check about a goal, asked of people who do not carry it."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from ciwidgets.widgets.base import ExerciseWidget


class GoalReviewsWidget(ExerciseWidget):
    """Questions about each goal, and what people answered once two have.

    ``goals`` is ``[{id, aim, parts, is_mine, people, is_held, lines, notes}]``: ``parts`` is its
    sentence as ``[{text, is_blank}]``, empty where only the aim is written; ``is_mine`` says that
    this person carries it; ``lines`` and ``notes`` are empty until two have answered, and as
    long as they are held back from this person, who has not answered yet.
    ``questions`` is ``[{id, letter, name, ask}]``; ``mine`` is
    ``{goal_id: {answers, notes, revision}}``, this person's own.
    """

    stem: ClassVar[str] = "goal_reviews"

    goals = traitlets.List(traitlets.Dict()).tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    mine = traitlets.Dict().tag(sync=True)
