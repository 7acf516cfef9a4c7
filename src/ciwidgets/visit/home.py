"""The start page's content: the team's workbooks, how far each is, and one way on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.model import KINDS, Body, Need, Role, StepState
from ciwidgets.results import step_state
from ciwidgets.results.room.answers import (
    OF_THE_ROOM,
    OWN_ANSWERS,
    OwnAnswer,
    is_own,
)
from ciwidgets.shipped import workbook_path, workbooks_folder
from ciwidgets.visit.exercise_named import is_by_each
from ciwidgets.visit.permissions import LEAD_ROOM, TYPE_PAPER, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import TeamHomeWidget
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import Step, Workbook, read_workbook, read_workbooks

# What is written in a step, and what of it stands in a list of the whole team; to open a step is
# not to work in it.
_WRITTEN: tuple[type[Body], ...] = tuple(
    one
    for one in KINDS.values()
    if "step" in one.model_fields and one not in (*OF_THE_ROOM, StepState)
)
_LISTED = tuple(one for one in _WRITTEN if one not in OWN_ANSWERS)

# The pages of whoever leads the room, who need not look at a team for it.
_ROOM_PAGES = ("facilitator", "projector", "breakout")


class TeamHome:
    """Binds the start page to a team's record."""

    shows: ClassVar[Shows] = None

    def __init__(self, visit: Presence) -> None:
        """Read which workbooks there are."""
        self.visit = visit
        self.workbooks = read_workbooks(workbooks_folder(), visit.language)
        paper = workbook_path("paper_entry")
        self.paper = read_workbook(paper, visit.language) if paper else None
        pages = (workbook_path(name) for name in _ROOM_PAGES)
        self.room = [read_workbook(path, visit.language) for path in pages if path]
        self.widget = TeamHomeWidget(words=visit.words_for("team_home"))

    def receive(self, _content: Any) -> Reply:
        """Refuse any message: the start page only shows."""
        raise BadMessage(refusal("page_saves_nothing"))

    def refresh(self) -> None:
        """Show where the team is."""
        visit, widget = self.visit, self.widget
        with widget.hold_sync():
            widget.room = self._room()
            if visit.identity is None or not visit.team_id:
                widget.occasion, widget.workbooks, widget.next_step = {}, [], {}
                widget.people, widget.paper = 0, {}
                return
            occasion = visit.program.occasion(visit.occasion)
            widget.occasion = (
                {"name": occasion.name, "date": occasion.date.isoformat()} if occasion else {}
            )
            widget.people = len(visit.people_here())
            answered = self._authors(OWN_ANSWERS.items())
            wrote_needs = self._authors([(Need, False)])
            widget.paper = self._paper(visit.require_identity().role)
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

    def _paper(self, role: Role) -> dict[str, str]:
        """Return the page for what came back on paper, for those who type it in."""
        book = self.paper
        if book is None or not may(role, TYPE_PAPER):
            return {}
        return {"name": book.name, "title": book.title, "purpose": book.purpose}

    def _room(self) -> list[dict[str, str]]:
        """Return the pages for leading the room, for those who do, whether they look at a team."""
        identity = self.visit.identity
        if identity is None or not may(identity.role, LEAD_ROOM):
            return []
        return [{"name": one.name, "title": one.title, "purpose": one.purpose} for one in self.room]

    def _is_open(self, step: str) -> bool:
        visit = self.visit
        return step_state(visit.record, visit.team_id, step, visit.occasion)[0]

    def _authors(
        self, answers: Iterable[tuple[type[OwnAnswer | Need], bool]]
    ) -> dict[str, set[str]]:
        """Return who of those here answered, or wrote on the team's list, by the exercise's key."""
        visit = self.visit
        people = set(visit.people_here())
        answered: dict[str, set[str]] = {}
        for body, occasion in answers:
            belongs_to = visit.occasion if occasion else None
            for entry in visit.record.current(body, team_id=visit.team_id, occasion=belongs_to):
                said = entry.body
                if entry.author_id in people and (isinstance(said, Need) or is_own(said)):
                    answered.setdefault(said.step, set()).add(entry.author_id)
        return answered

    def _next_step(self, mine: set[str]) -> dict[str, Any]:
        """Return where this person goes on: in the workbook the team worked in last.

        There it is the first open step they have not answered, else the team's own list that was
        last written in; then such a step of a later workbook, then of an earlier one; else any open
        step in this order. What is done between forums is nobody's next step in the hall; it is
        there in the list.
        """
        last, listed = self._last_worked(_WRITTEN), self._last_worked(_LISTED)
        books = self._from_here_on(last)
        is_open = [
            (book, step)
            for book in books
            for step in book.steps
            if not step.between_forums and self._is_open(book.step_key(step))
        ]
        fresh = [
            (book, step)
            for book, step in is_open
            if not _keys(book, step) & mine and _is_answered(step)
        ]
        here = [
            (book, step)
            for book, step in is_open
            if book is books[0] and listed in _keys(book, step) and not _is_answered(step)
        ]
        in_last = [one for one in fresh if last and one[0] is books[0]]
        for book, step in in_last or here or fresh or is_open:
            return {"workbook": book.name, "step": step.id, "title": step.title}
        return {}

    def _last_worked(self, kinds: Collection[type[Body]]) -> str:
        """Return the name in the record of the step in which the team wrote such last, if any."""
        written = self.visit.record.kept_after(0, kinds)
        newest = max((one[-1] for one in written), key=lambda one: one.seq, default=None)
        return getattr(newest.entry.body, "step", "") if newest else ""

    def _from_here_on(self, last: str) -> list[Workbook]:
        """Return the workbook the team worked in last, the later ones, then the earlier ones."""
        books = self.workbooks
        places = [
            place
            for place, book in enumerate(books)
            if any(last in _keys(book, step) for step in book.steps)
        ]
        first = places[0] if last and places else 0
        return [*books[first:], *books[:first]]


def _keys(book: Workbook, step: Step) -> set[str]:
    """Return the names under which what people do in a step stands in the record."""
    return {book.step_key(step), *(one.key for one in step.exercises)}


def _is_answered(step: Step) -> bool:
    """Whether people answer in a step, or choose needs; else it is there to be looked at."""
    return any(is_by_each(one.name) or one.name == "need_choice" for one in step.exercises)
