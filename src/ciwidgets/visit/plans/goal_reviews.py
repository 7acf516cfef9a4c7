"""What no machine can check about a goal, asked of people who do not carry it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Entry, Goal, GoalReview, Person, Program, record_id_for
from ciwidgets.results.labels import goals
from ciwidgets.results.people import carried_by, stands_for
from ciwidgets.results.plans.goal_sentences import goal_parts, is_begun
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveGoalReview
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.plans.goals import answers_shown, criteria_for
from ciwidgets.widgets import GoalReviewsWidget

if TYPE_CHECKING:
    from ciwidgets.model.goal_criteria import GoalCriteria
    from ciwidgets.visit.presence import Presence, Reply, Shows


class GoalReviewsExercise(Exercise[GoalReviewsWidget]):
    """Keeps one person's answers about each goal; nobody changes another's.

    Who carries a goal is not asked about it. What people answered is shown once two have,
    and to those who are asked once they answered themselves; each question may be left open.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveGoalReview}
    closes: ClassVar[bool] = False
    by_each: ClassVar[bool] = True
    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Goal, GoalReview, Person, Program})

    def __init__(self, visit: Presence, step: str, on: str) -> None:
        """Ask about the goals of step ``on``."""
        super().__init__(visit, step, GoalReviewsWidget(words=visit.words_for("goal_reviews")))
        self.goals_step = on if "/" in on else f"{visit.workbook}/{on}"
        self._said = visit.kernel_words_for("goal_reviews")

    def answer(self, message: SaveGoalReview) -> Reply:
        """Keep a person's answers about a goal.

        Raises:
            NotAllowed: when the goal is gone, is their own to carry, or nothing is answered.
        """
        self.require(ANSWER)
        goal = next((one for one in self._goals() if one.record_id == message.goal_id), None)
        if goal is None:
            raise NotAllowed(self._said["goal_gone"])
        if goal.record_id in self._carried():
            raise NotAllowed(self._said["own_goal"])
        if not set(message.answers) <= {one.id for one in self._criteria().asked}:
            raise NotAllowed(self._said["not_asked"])
        record_id = self._record_id(message.goal_id)
        if not message.answers and self.visit.record.get(record_id) is None:
            raise NotAllowed(self._said["answer_some"])
        body = GoalReview(
            step=self.step,
            goal_id=message.goal_id,
            answers=message.answers,
            notes={one: message.notes[one] for one in message.answers if message.notes.get(one)},
        )
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return how many people have answered about at least one goal."""
        people = self.people()
        return len({one.author_id for one in self._kept()} & people)

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return what this person kept elsewhere."""
        said: dict[str, Any] = entry.body.model_dump(mode="json", exclude={"step"})
        return said

    def show(self) -> None:
        """Show the goals, this person's own answers, and what may be seen of the others'."""
        visit, widget = self.visit, self.widget
        answers, carried = answers_shown(visit), self._carried()
        widget.questions = [
            one.model_dump(mode="json", include={"id", "letter", "name", "ask"})
            for one in self._criteria().asked
        ]
        widget.goals = [
            {
                **self._as_shown(one),
                "is_mine": one.record_id in carried,
                **answers[one.record_id],
            }
            for one in self._goals()
        ]
        mine = (visit.record.get(self._record_id(one.record_id)) for one in self._goals())
        widget.mine = {
            one.body.goal_id: {
                "answers": one.body.answers,
                "notes": one.body.notes,
                "revision": one.revision,
            }
            for one in mine
            if one is not None
        }

    def clear(self) -> None:
        """Ask about nothing."""
        self.widget.goals, self.widget.questions, self.widget.mine = [], [], {}

    def _as_shown(self, goal: Entry[Goal]) -> dict[str, Any]:
        words = self.visit.kernel_words_for("goals")
        parts = goal_parts(goal.body, words) if is_begun(goal.body) else ()
        return {
            "id": goal.record_id,
            "aim": goal.body.aim,
            "parts": [asdict(one) for one in parts],
        }

    def _goals(self) -> list[Entry[Goal]]:
        """Return the goals to ask about: those still being worked on."""
        found = goals(self.visit.record, self.visit.team_id)
        return [
            one for one in found if one.body.step == self.goals_step and one.body.status == "open"
        ]

    def _criteria(self) -> GoalCriteria:
        return criteria_for(self.visit)

    def _carried(self) -> set[str]:
        """Return the goals this person carries, by whichever record or name of theirs."""
        here, me = (self.visit.record, self.visit.team_id), self.visit.person_id
        person, carriers = stands_for(*here).get(me, me), carried_by(*here)
        return {one.record_id for one in self._goals() if person in carriers(one.body)}

    def _record_id(self, goal_id: str) -> str:
        """Return the id of this person's one set of answers about a goal."""
        return record_id_for(GoalReview.kind, self.visit.person_id, goal_id)

    def _kept(self) -> list[Entry[GoalReview]]:
        found = self.visit.record.current(GoalReview, team_id=self.visit.team_id)
        return [one for one in found if one.body.step == self.step and one.body.answers]
