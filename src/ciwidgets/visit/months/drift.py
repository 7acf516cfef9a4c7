"""Where a team's work has moved, in a step: its meetings' time, and the five conditions."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.model import Goal, Meeting, Person, Rating, Role, StepState
from ciwidgets.model.five_conditions import FIVE_CONDITIONS
from ciwidgets.results.labels import goals
from ciwidgets.results.plans.months import (
    Conditions,
    agreeing,
    condition_sentences,
    conditions_over_time,
    fell_sentences,
    time_sentences,
    times,
)
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import DriftWidget
from ciwidgets.words.refusals import refusal

# As many meetings as a phone has room for; the questions look at the latest three.
_MEETINGS_SHOWN = 6


class DriftExercise(Exercise[DriftWidget]):
    """Asks a team whether it means what its meetings and its answers show; nothing is kept."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    closes: ClassVar[bool] = False
    # What is shown of answers comes and goes with a closing, which every part hears of.
    shows: ClassVar[Shows] = frozenset({Goal, Meeting})

    def __init__(self, visit: Presence, step: str, on: str, survey: str = FIVE_CONDITIONS) -> None:
        """Look at the answers given to ``survey`` in step ``on``."""
        super().__init__(visit, step, DriftWidget(words=visit.words_for("drift")))
        self.on = on if "/" in on else f"{visit.workbook}/{on}"
        self.survey = survey
        self._known: tuple[Any, Conditions] | None = None
        self._words = visit.kernel_words_for("drift")

    def receive(self, content: Any) -> Reply:
        """Refuse any message: nothing is kept."""
        return self.answer(content)

    def answer(self, message: Any) -> Reply:
        """Refuse any message.

        Raises:
            BadMessage: always.
        """
        del message
        raise BadMessage(refusal("nothing_to_save"))

    def count_answered(self) -> int:
        """Return 0: nobody is counted."""
        return 0

    def show(self) -> None:
        """Show the questions, and what they come from."""
        self._show_times()
        visit, widget = self.visit, self.widget
        found = self._seen_now()
        is_faculty = visit.require_identity().role is Role.FACILITATOR
        widget.conditions = condition_sentences(found, self._words)
        widget.seen = _as_table(found)
        widget.fell = fell_sentences(found, self._words) if is_faculty else []

    def _seen_now(self) -> Conditions:
        """Return how the team sees the conditions, looked up anew where anything could differ."""
        visit = self.visit
        moment = (visit.record, visit.record.newest_of(Rating, StepState, Person), visit.program)
        if self._known is None or self._known[0] != moment:
            found = conditions_over_time(
                visit.record, visit.program, visit.team_id, self.on, self.survey
            )
            self._known = (moment, found)
        return self._known[1]

    def _show_times(self) -> None:
        visit, widget = self.visit, self.widget
        found = times(visit.record, visit.team_id)
        aims = {one.record_id: one.body.aim for one in goals(visit.record, visit.team_id)}
        latest = slice(-_MEETINGS_SHOWN, None)
        widget.questions = time_sentences(found, aims, self._words)
        widget.days = [one.isoformat() for one in found.days[latest]]
        widget.times = [
            {
                "goal": aims.get(one.goal_id, ""),
                "spent": [
                    {"minutes": each.minutes, "untimed": each.untimed} for each in one.spent[latest]
                ],
            }
            for one in found.goals
        ]

    def clear(self) -> None:
        """Show no team's."""
        widget = self.widget
        widget.questions, widget.days, widget.times = [], [], []
        widget.conditions, widget.seen, widget.fell = [], {}, []


def _as_table(found: Conditions) -> dict[str, Any]:
    """Return how many of how many agreed, by occasion; empty where nothing is shown yet."""
    if not found.occasions:
        return {}
    return {
        "occasions": [one.name for one in found.occasions],
        "rows": [
            {
                "text": one.text,
                "at": [
                    {"n": agreeing(each), "of": each.answered} if each else {} for each in one.at
                ],
            }
            for one in found.conditions
        ],
    }
