"""Who does what for which goal: looked at in a step, and never changed there."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.model import Activity, Goal, Partner, Program
from ciwidgets.results.naming.names import as_written, mask_of
from ciwidgets.results.plans.who_does_what import who_does_what
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import WhoDoesWhatWidget
from ciwidgets.words.refusals import refusal


class WhoDoesWhatExercise(Exercise[WhoDoesWhatWidget]):
    """Shows partners against goals, and what follows from it."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset({Activity, Goal, Partner, Program})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the team's work in a step."""
        super().__init__(visit, step, WhoDoesWhatWidget(words=visit.words_for("who_does_what")))

    def answer(self, message: Any) -> Reply:
        """Refuse any message: nothing is kept.

        Raises:
            BadMessage: always.
        """
        del message
        raise BadMessage(refusal("only_to_look_at"))

    def count_answered(self) -> int:
        """Return how many activities there are to look at."""
        found = self.visit.record.current(Activity, team_id=self.visit.team_id)
        return sum(one.body.status != "stopped" for one in found)

    def show(self) -> None:
        """Show who does what."""
        visit, widget = self.visit, self.widget
        words = visit.kernel_words_for("who_does_what")
        # What is alike is alike as it was written; what is said of it, as who is here may read it.
        say = mask_of(visit.told)
        here = who_does_what(as_written(visit.record), visit.program, visit.team_id, words, say=say)
        widget.partners = [{"id": key, "label": name} for key, name in here.partners.items()]
        widget.goals = [
            {
                "id": goal,
                "label": aim,
                "work": [
                    {
                        "id": key,
                        "label": say(one.name),
                        "status": one.status,
                        "partner_ids": [who for who in here.partners if who in one.partner_ids],
                    }
                    for key, one in here.activities.items()
                    if goal in one.goal_ids
                ],
            }
            for goal, aim in here.goals.items()
        ]
        widget.said = here.said

    def clear(self) -> None:
        """Show nobody's work."""
        self.widget.partners, self.widget.goals, self.widget.said = [], [], {}
