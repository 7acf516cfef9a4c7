"""What a team recommends in a step, and which activities carry it out."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.model import Activity, Body, Goal, Need, Recommendation, Theme
from ciwidgets.visit.choices import choices
from ciwidgets.visit.messages import DropRecord, Message, SaveRecommendation
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import RecommendationsWidget


class RecommendationsExercise(RecordsExercise[RecommendationsWidget, Recommendation]):
    """Recommendations out of a team's themes and needs; activities carry them out."""

    kind: ClassVar[type[Body]] = Recommendation
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveRecommendation, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Recommendation, Activity, Goal, Need, Theme})
    links: ClassVar[dict[str, str]] = {
        "theme_ids": "themes",
        "need_ids": "needs",
        "goal_ids": "goals",
    }
    most = 60

    def __init__(self, visit: Presence, step: str) -> None:
        """List the recommendations of a step."""
        words = visit.words_for("recommendations")
        super().__init__(visit, step, RecommendationsWidget(words=words))

    def show(self) -> None:
        """Show the list, what it can be linked to, and what carries each one out."""
        widget = self.widget
        widget.recommendations = [self.as_shown(entry) for entry in self.records()]
        widget.themes = choices(self.visit, "themes")
        widget.needs = choices(self.visit, "needs")
        widget.goals = choices(self.visit, "goals")
        widget.activities = [
            {
                "id": one.record_id,
                "label": one.body.name,
                "status": one.body.status,
                "recommendation_id": one.body.recommendation_id,
            }
            for one in self.visit.record.current(Activity, team_id=self.visit.team_id)
            if one.body.recommendation_id
        ]

    def clear(self) -> None:
        """Show nobody's recommendations."""
        widget = self.widget
        widget.recommendations, widget.activities = [], []
        widget.themes, widget.needs, widget.goals = [], [], []
