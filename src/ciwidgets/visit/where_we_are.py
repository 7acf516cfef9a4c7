"""Where a team is, in a step: one record, along the planning model the team likes."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.errors import Conflict
from ciwidgets.model import (
    CarryOn,
    DataSource,
    GoalReview,
    Governance,
    ImportedIndicators,
    LedgerLine,
    Lesson,
    Meeting,
    NextStep,
    Partner,
    PlanningView,
    Resource,
    Seat,
)
from ciwidgets.results.story.standing import Standing
from ciwidgets.results.story.weave import ON_A_THREAD
from ciwidgets.results.story.where import chosen_model, view_id, where
from ciwidgets.visit.exercise import saved
from ciwidgets.visit.looking import Looking
from ciwidgets.visit.messages import ChooseModel, Message
from ciwidgets.visit.permissions import CHOOSE_PICTURE
from ciwidgets.visit.places import Places
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets import WhereWeAreWidget


class WhereWeAreExercise(Looking[WhereWeAreWidget]):
    """Shows what each part of a model has and lacks; the team chooses the model."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": ChooseModel}
    shows: ClassVar[Shows] = ON_A_THREAD | {
        CarryOn,
        DataSource,
        GoalReview,
        Governance,
        ImportedIndicators,
        LedgerLine,
        Lesson,
        Meeting,
        NextStep,
        Partner,
        PlanningView,
        Resource,
        Seat,
    }

    def __init__(self, visit: Presence, step: str) -> None:
        """Show in a step where the team is."""
        super().__init__(visit, step, WhereWeAreWidget(words=visit.words_for("where_we_are")))
        self.places = Places(visit.language)

    def answer(self, message: ChooseModel) -> Reply:
        """Keep which model the team likes; of two who choose at once, the later one is seen."""
        self.require(CHOOSE_PICTURE)
        visit = self.visit
        own_id, body = view_id(visit.team_id), PlanningView(model=message.model)
        tries = Tries()
        while True:
            before = visit.record.get(own_id)
            if before is not None and before.body == body:
                return saved(message.request_id, before)
            try:
                return self.save(
                    self.draft(own_id, body, message, before.revision if before else 0)
                )
            except Conflict as conflict:
                tries.lost(conflict)
                visit.catch_up()  # someone else chose at this moment: look again

    def count_answered(self) -> int:
        """Return how many parts have something in them."""
        return sum(bool(one["has"]) for one in self.widget.places)

    def show(self) -> None:
        """Show each part of the model."""
        visit, widget = self.visit, self.widget
        widget.model_name = chosen_model(visit.record, visit.team_id)
        standing = Standing(visit.told, visit.program, visit.team_id, today())
        found = where(standing, widget.model_name, visit.kernel_words_for("where_we_are"))
        widget.places = [
            {
                "id": one.id,
                "title": one.title,
                "about": one.about,
                "is_principle": one.is_principle,
                "has": list(one.has),
                "lacks": [
                    {"text": lack.text, **self.places.of_exercise(lack.exercise)}
                    for lack in one.lacks
                ],
            }
            for one in found
        ]

    def clear(self) -> None:
        """Show no team's place."""
        self.widget.places, self.widget.model_name = [], "spf"
