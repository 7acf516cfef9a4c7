"""A team's goals in a step: a sentence that builds itself, and what is still missing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.model import Body, Goal, GoalReview, Lever, Need, Partner, Person, Program
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.results.labels import goals
from ciwidgets.results.people import stands_for
from ciwidgets.results.plans.goals import answer_sentences, begun_on, goal_answers
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveGoal
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import GoalsWidget
from ciwidgets.words.ours import ours

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.model.goal_criteria import GoalCriteria
from ciwidgets.visit.permissions import ANSWER, may
from ciwidgets.visit.presence import Presence, Shows


class GoalsExercise(RecordsExercise[GoalsWidget, Goal]):
    """Goals the whole team owns; each may be saved with as much of it as is known."""

    kind: ClassVar[type[Body]] = Goal
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveGoal, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {
        "need_ids": "needs",
        "lever_ids": "levers",
        "partner_ids": "partners",
    }
    shows: ClassVar[Shows] = frozenset({Goal, GoalReview, Need, Lever, Partner, Person, Program})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the goals of a step."""
        super().__init__(visit, step, GoalsWidget(words=visit.words_for("goals")))

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
        criteria = criteria_for(visit)
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


def criteria_for(visit: Presence) -> GoalCriteria:
    """Return what a visit's program holds goals against, in the page's language."""
    found = goal_criteria(visit.program.goal_criteria)
    said = [
        one.model_copy(
            update={
                part: ours(getattr(one, part), visit.language) for part in ("name", "about", "ask")
            }
        )
        for one in found.criteria
    ]
    return found.model_copy(update={"criteria": tuple(said)})


def answers_shown(visit: Presence) -> dict[str, dict[str, Any]]:
    """Return for each goal how many have answered, and what may be seen of it.

    Who is still to answer reads what the others say once they have: it would lead their own answer.
    """
    criteria = criteria_for(visit)
    words = visit.kernel_words_for("goals")
    record, team_id = visit.record, visit.team_id
    found = goal_answers(record, visit.program, team_id)
    me = stands_for(record, team_id).get(visit.person_id, visit.person_id)
    is_asked = may(visit.require_identity().role, ANSWER)
    open_goals = {one.record_id for one in goals(record, team_id) if one.body.status == "open"}
    shown = {}
    for goal_id, said in found.items():
        is_told = me in said.answered_by | said.carried_by or not is_asked
        is_held = bool(said.criteria) and goal_id in open_goals and not is_told
        told = () if is_held else said.criteria
        shown[goal_id] = {
            "people": said.people,
            "is_held": is_held,
            "lines": [] if is_held else list(answer_sentences(said, criteria, words)),
            "notes": [note for one in told for note in one.notes],
        }
    return shown
