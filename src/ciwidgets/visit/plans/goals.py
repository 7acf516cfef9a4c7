"""A team's goals in a step: a sentence that builds itself, and what is still missing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Goal, GoalReview, Lever, Need, Partner, Person, Program
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.results.labels import goals
from ciwidgets.results.plans.goals import answer_sentences, begun_on, goal_answers
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveGoal
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import GoalsWidget

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.model.names import Named
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows


class GoalsExercise(RecordsExercise[GoalsWidget, Goal]):
    """Goals the whole team owns; each may be saved with as much of it as is known."""

    kind: ClassVar[type[Body]] = Goal
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveGoal, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Goal, GoalReview, Need, Lever, Partner, Person, Program})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the goals of a step."""
        super().__init__(visit, step, GoalsWidget(words=visit.words_for("goals")))
        self._said = visit.kernel_words_for("goals")

    def body(self, message: Any) -> Goal:
        """Return the goal as far as the message words it.

        Raises:
            NotAllowed: when it names a need, a lever, a partner or a person the team does not have.
        """
        self._is_ours(message.need_ids, Need, "link_gone")
        self._is_ours(message.lever_ids, Lever, "link_gone")
        self._is_ours(message.partner_ids, Partner, "partner_gone")
        self._is_of_the_team(message.owner)
        fields = message.model_dump(exclude={"type", "request_id", "record_id", "base_revision"})
        return Goal(step=self.step, **{**fields, "owner": message.owner})

    def as_shown(self, entry: Entry[Goal]) -> dict[str, Any]:
        """Return a goal as the page is given it, with the day it was begun."""
        visit = self.visit
        start = begun_on(visit.record, visit.program, entry)
        return {**super().as_shown(entry), "start": start.isoformat()}

    def show(self) -> None:
        """Show the goals, what they can come from, and what people say of them."""
        visit, widget = self.visit, self.widget
        record, team_id = visit.record, visit.team_id
        found = [one for one in goals(record, team_id) if one.body.step == self.step]
        criteria = goal_criteria(visit.program.goal_criteria)
        occasion = visit.program.occasion(visit.occasion)
        widget.goals = [self.as_shown(entry) for entry in found]
        widget.begins = (occasion.date if occasion else today()).isoformat()
        widget.needs, widget.levers = choices(visit, "needs"), choices(visit, "levers")
        widget.partners, widget.members = choices(visit, "partners"), members(visit)
        widget.criteria_name = criteria.name
        widget.criteria = [one.model_dump(mode="json") for one in criteria.criteria]
        widget.answers = answers_shown(visit)

    def clear(self) -> None:
        """Show no goals."""
        widget = self.widget
        widget.goals, widget.needs, widget.levers, widget.partners = [], [], [], []
        widget.members, widget.criteria, widget.answers = [], [], {}
        widget.criteria_name = widget.begins = ""

    def _is_ours(self, ids: list[str], kind: type[Body], why: str) -> None:
        for one in ids:
            # A visit's record holds no other team's; what was taken off a list meanwhile stays
            # named: the goal says that it came from it.
            entry = self.visit.record.get(one)
            if entry is None or not isinstance(entry.body, kind):
                raise NotAllowed(self._said[why])

    def _is_of_the_team(self, owner: Named | None) -> None:
        if owner is None or not owner.person_id:
            return
        entry = self.visit.record.get(owner.person_id)
        is_person = entry is not None and isinstance(entry.body, Person)
        # A facilitator is there for every team, and carries no goal of one.
        if entry is None or not is_person or entry.team_id != self.visit.team_id:
            raise NotAllowed(self._said["owner_gone"])


def answers_shown(visit: Presence) -> dict[str, dict[str, Any]]:
    """Return for each goal how many have answered, and what may be seen of it."""
    criteria = goal_criteria(visit.program.goal_criteria)
    words = visit.kernel_words_for("goals")
    found = goal_answers(visit.record, visit.program, visit.team_id)
    return {
        goal_id: {
            "people": said.people,
            "lines": list(answer_sentences(said, criteria, words)),
            "notes": [note for one in said.criteria for note in one.notes],
        }
        for goal_id, said in found.items()
    }
