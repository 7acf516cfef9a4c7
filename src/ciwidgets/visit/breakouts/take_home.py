"""What I take home: somebody in a group writes into the record of their own team."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from ciwidgets.model import (
    Breakout,
    Entry,
    Idea,
    IdeaGroup,
    Moderation,
    Role,
    Tried,
    is_group,
)
from ciwidgets.visit.breakouts.borrowing import Borrowing, Heard
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import TakeHomeWidget


class TakeHomeExercise(Borrowing[TakeHomeWidget]):
    """One person's list. It is read and written as who they are at home, and as nobody else."""

    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Tried, Idea, IdeaGroup, Moderation, Breakout})

    def __init__(self, visit: Presence, step: str, on: str, board: str) -> None:
        """Offer what was told in step ``on`` and what stands on the ``board``."""
        self.group = visit
        self._on, self._board = (f"{visit.workbook}/{one}" for one in (on, board))
        # A page of their own team: what may be read and written follows from who they are there.
        at_home = Presence(visit.workbook, visit.store, visit.language)
        super().__init__(at_home, step, TakeHomeWidget(words=visit.words_for("take_home")))

    def receive(self, content: Any) -> Reply:
        """Act on a message at home, and show what became of it."""
        self._go_home()
        reply = super().receive(content)
        self.refresh()
        return reply

    def refresh(self) -> None:
        """Show this person's list, or that they have no team to take anything to."""
        here = self.group.identity
        self._go_home()
        with self.widget.hold_sync():
            super().refresh()
            # The page's outbox is that of who they are in the group.
            self.widget.person = here.person_id if here is not None else ""
            self.widget.people = 0
            if here is not None and is_group(here.team_id) and not self.widget.home:
                # A guest looks on; whoever joined without a team is told what that means here.
                self.widget.phase = "open"
                self.widget.may = [] if here.role is Role.FACILITATOR else [ANSWER]

    def may_see(self, entry: Entry[Any]) -> bool:
        """Say whether an entry is this person's own."""
        return entry.author_id == self.visit.person_id

    def heard(self) -> dict[str, Heard]:
        """Return what the group told and wrote on its board."""
        group = self.group
        if not is_group(group.team_id):
            return {}
        where = group.team_name()
        tried = [
            (one.record_id, Heard(one.body.what, one.body.from_team, where))
            for one in group.record.current(Tried, team_id=group.team_id)
            if one.body.step == self._on
        ]
        ideas = [(one.id, Heard(one.text, "", where)) for one in group.wall(self._board).items]
        return dict([*tried, *ideas])

    def where(self) -> str:
        """Return the group."""
        return self.group.team_name()

    def show(self) -> None:
        """Show what is taken home, and what there is to take."""
        widget = self.widget
        widget.home = self.visit.team_name()
        widget.taken = [self.as_shown(entry) for entry in self.records()]
        widget.heard = [
            {"id": one, "label": said.text, "team": self.in_words(said.from_team)}
            for one, said in self.heard().items()
        ]

    def clear(self) -> None:
        """Show nobody's list."""
        widget = self.widget
        widget.taken, widget.heard, widget.home = [], [], ""

    def _go_home(self) -> None:
        """Be at home who is here in the group; nobody for a guest, and for who has no team."""
        here = self.group.identity
        if here is None or not here.home_team or not is_group(here.team_id):
            self.visit.become(None)
            return
        at_home = replace(here, person_id=here.home_id, team_id=here.home_team)
        self.visit.program = self.group.program
        self.visit.become(replace(at_home, home_id="", home_team=""))
