"""Who does what, by when, with whom, for which goals, at what cost: in a step, for a whole team."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Activity, Body, Goal, Partner, Person, Program, Recommendation
from ciwidgets.results.labels import goals
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveActivity
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import ActivitiesWidget
from ciwidgets.words.refusals import refusal

# A goal that is reached or set aside asks for nothing more.
_WAITING = "open"


class ActivitiesExercise(RecordsExercise[ActivitiesWidget, Activity]):
    """Activities the whole team keeps; where each stands can be said without its form."""

    kind: ClassVar[type[Body]] = Activity
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveActivity, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {
        "goal_ids": "goals",
        "partner_ids": "partners",
        "recommendation_id": "recommendations",
    }
    shows: ClassVar[Shows] = frozenset({Activity, Goal, Partner, Recommendation, Person, Program})

    def __init__(self, visit: Presence, step: str, on: str = "", *, brief: bool = False) -> None:
        """List the activities of a step, for the goals of step ``on`` or for all of the team's."""
        widget = ActivitiesWidget(words=visit.words_for("activities"), is_brief=brief)
        super().__init__(visit, step, widget)
        self.goals_step = on if "/" in on or not on else f"{visit.workbook}/{on}"

    def body(self, message: Any) -> Activity:
        """Return the activity as the message words it.

        Raises:
            NotAllowed: when it would be done before it begins.
        """
        if message.begins and message.by and message.by < message.begins:
            raise NotAllowed(
                refusal("ends_before_it_begins", by=str(message.by), begins=str(message.begins))
            )
        return super().body(message)

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the lines of work."""
        return {"line": ("lines of work", [one.id for one in self.visit.program.lines_of_work])}

    def show(self) -> None:
        """Show the list, what it can be linked to, and what today is."""
        visit, widget = self.visit, self.widget
        found = [
            one
            for one in goals(visit.record, visit.team_id)
            if self.goals_step in ("", one.body.step)
        ]
        widget.today = today().isoformat()
        widget.goals = [{"id": one.record_id, "label": one.body.aim} for one in found]
        widget.open_goals = [one.record_id for one in found if one.body.status == _WAITING]
        widget.partners = choices(visit, "partners")
        widget.people_named = members(visit)
        widget.lines = [{"id": one.id, "label": one.name} for one in visit.program.lines_of_work]
        widget.recommendations = [
            {"id": one.record_id, "label": one.body.text, "goal_ids": one.body.goal_ids}
            for one in visit.record.current(Recommendation, team_id=visit.team_id)
        ]
        widget.activities = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show nobody's activities."""
        widget = self.widget
        widget.activities, widget.goals, widget.open_goals, widget.partners = [], [], [], []
        widget.people_named, widget.lines, widget.recommendations = [], [], []
