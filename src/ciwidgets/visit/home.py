"""The start page's content: the team's workbooks, how far each is, and one way on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.model import (
    ChangeOfMind,
    DotVote,
    GoalReview,
    Idea,
    Need,
    NominalVote,
    OwnMap,
    Rating,
    Scores,
)
from ciwidgets.results import step_state
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import TeamHomeWidget
from ciwidgets.workbook import Step, Workbook, read_workbooks

_Answer = Rating | DotVote | NominalVote | Scores | Idea | Need | OwnMap | ChangeOfMind | GoalReview

# Whether an answer belongs to its occasion; ideas carry on from one to the next. What a team writes
# as one is nobody's own answer, and so is not counted by person.
_ANSWERS: dict[type[_Answer], bool] = {
    Rating: True,
    DotVote: True,
    NominalVote: True,
    Scores: True,
    Idea: False,
    OwnMap: True,
    ChangeOfMind: True,
    GoalReview: False,
}
# Where people answer for themselves; a step without any of these is there to be looked at.
_ANSWERED = {
    "rating",
    "idea_board",
    "dot_vote",
    "priorities",
    "need_choice",
    "my_map",
    "change_of_mind",
    "goal_reviews",
}


class TeamHome:
    """Binds the start page to a team's record."""

    shows: ClassVar[Shows] = None

    def __init__(self, visit: Presence) -> None:
        """Read which workbooks there are."""
        self.visit = visit
        self.workbooks = read_workbooks(workbooks_folder())
        self.widget = TeamHomeWidget(words=visit.words_for("team_home"))

    def receive(self, _content: Any) -> Reply:
        """Refuse any message: the start page only shows."""
        raise BadMessage("This page has nothing to save. Please reload the page.")

    def refresh(self) -> None:
        """Show where the team is."""
        visit, widget = self.visit, self.widget
        with widget.hold_sync():
            if visit.identity is None or not visit.team_id:
                widget.occasion, widget.workbooks, widget.next_step = {}, [], {}
                widget.people = 0
                return
            occasion = visit.program.occasion(visit.occasion)
            widget.occasion = (
                {"name": occasion.name, "date": occasion.date.isoformat()} if occasion else {}
            )
            widget.people = len(visit.people_here())
            answered, wrote_needs = self._authors(_ANSWERS), self._authors({Need: False})
            me = visit.require_identity().person_id
            done = [*answered.items(), *wrote_needs.items()]
            mine = {key for key, authors in done if me in authors}
            widget.workbooks = [
                {
                    "name": book.name,
                    "title": book.title,
                    "purpose": book.purpose,
                    "steps": [
                        {
                            "id": step.id,
                            "title": step.title,
                            "phase": "open" if self._is_open(book.step_key(step)) else "closed",
                            "answered": len(
                                set().union(*(answered.get(one, ()) for one in _keys(book, step)))
                            ),
                            "between_forums": step.between_forums,
                        }
                        for step in book.steps
                    ],
                }
                for book in self.workbooks
            ]
            widget.next_step = self._next_step(mine)

    def _is_open(self, step: str) -> bool:
        visit = self.visit
        return step_state(visit.record, visit.team_id, step, visit.occasion)[0]

    def _authors(self, answers: Mapping[type[_Answer], bool]) -> dict[str, set[str]]:
        """Return who of those here answered for themselves, by the exercise's key."""
        visit = self.visit
        people = set(visit.people_here())
        answered: dict[str, set[str]] = {}
        for body, occasion in answers.items():
            belongs_to = visit.occasion if occasion else None
            for entry in visit.record.current(body, team_id=visit.team_id, occasion=belongs_to):
                if entry.author_id in people and _is_own(entry.body):
                    answered.setdefault(entry.body.step, set()).add(entry.author_id)
        return answered

    def _next_step(self, mine: set[str]) -> dict[str, Any]:
        """Return the first open step this person has not answered, else the first open one.

        What is done between forums is nobody's next step in the hall; it is there in the list.
        """
        is_open = [
            (book, step)
            for book in self.workbooks
            for step in book.steps
            if not step.between_forums and self._is_open(book.step_key(step))
        ]
        fresh = [
            (book, step)
            for book, step in is_open
            if not _keys(book, step) & mine and _ANSWERED & {one.name for one in step.exercises}
        ]
        for book, step in fresh or is_open:
            return {"workbook": book.name, "step": step.id, "title": step.title}
        return {}


def _keys(book: Workbook, step: Step) -> set[str]:
    """Return the names under which what people do in a step stands in the record."""
    return {book.step_key(step), *(one.key for one in step.exercises)}


def _is_own(body: _Answer) -> bool:
    """Whether this is somebody's own answer: a ballot may be empty, or a sheet everybody's."""
    match body:
        case Rating():
            return bool(body.answers)
        case DotVote():
            return bool(body.dots)
        case NominalVote():
            return bool(body.picks)
        case Scores():
            return bool(body.scores) and not body.is_together
        case OwnMap():
            return body.is_handed_in
    return True
