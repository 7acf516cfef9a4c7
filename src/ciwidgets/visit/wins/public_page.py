"""How a team's page for the public will look, before the public reads it."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.model import (
    Activity,
    CarryOn,
    Goal,
    Meeting,
    NameConsent,
    NextStep,
    Partner,
    Risk,
    Win,
)
from ciwidgets.results.plans.public import made_possible_by, public_page
from ciwidgets.results.plans.wins import ToldWin
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import PublicPageWidget
from ciwidgets.words.refusals import refusal


class PublicPageExercise(Exercise[PublicPageWidget]):
    """Shows the page and the cards just as they will be; there is nothing to save."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    # Whatever names somebody may put a name on the page, or take it off.
    shows: ClassVar[Shows] = frozenset(
        {Win, NameConsent, Goal, Partner, Activity, Meeting, NextStep, CarryOn, Risk}
    )
    closes: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str) -> None:
        """Show what is marked for the public."""
        super().__init__(visit, step, PublicPageWidget(words=visit.words_for("public_page")))

    def answer(self, _message: Any) -> Reply:
        """Refuse any message: this step only shows.

        Raises:
            BadMessage: always.
        """
        raise BadMessage(refusal("page_saves_nothing"))

    def count_answered(self) -> int:
        """Return how many wins are on the page."""
        visit = self.visit
        return len(public_page(visit.record, visit.program, visit.team_id).wins)

    def show(self) -> None:
        """Show the page as the public will read it, and what is left out of it."""
        visit, widget = self.visit, self.widget
        page = public_page(visit.record, visit.program, visit.team_id, visit.language)
        widget.team_name = visit.team_name()
        widget.wins = [_as_shown(one, visit.language) for one in page.wins]
        widget.not_marked, widget.not_done = page.not_marked, page.not_done
        widget.without_name = page.without_name

    def clear(self) -> None:
        """Show nobody's page."""
        widget = self.widget
        widget.wins, widget.team_name = [], ""
        widget.not_marked = widget.not_done = widget.without_name = 0


def _as_shown(win: ToldWin, language: str) -> dict[str, Any]:
    return {
        "id": win.id,
        "title": win.title,
        "done_on": win.done_on.isoformat() if win.done_on else "",
        "story": win.story,
        "evidence": win.evidence,
        "who": list(made_possible_by(win.thanks_to, language)),
        "partners": list(win.partners),
        "goal": win.goal,
        "learned": win.learned,
        "next_win": win.next_win,
        "next_by": win.next_by.isoformat() if win.next_by else "",
    }
