"""What we brought home: a team's list of what it heard in groups, beside what others tried."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Borrowed, Tried, is_group
from ciwidgets.results.breakouts import Told, told_in_groups
from ciwidgets.visit.breakouts.borrowing import Borrowing, Heard
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.widgets import BroughtHomeWidget


class BroughtHomeExercise(Borrowing[BroughtHomeWidget]):
    """The whole team's list. What was told in a group, all teams of the program may read."""

    shows: ClassVar[Shows] = frozenset({Borrowed, Tried})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show what people carried home in a step of the groups."""
        super().__init__(visit, step, BroughtHomeWidget(words=visit.words_for("brought_home")))

    def refresh(self) -> None:
        """Show it to a team of the program; a group has no home."""
        with self.widget.hold_sync():
            super().refresh()
            if is_group(self.visit.team_id):
                self.widget.phase, self.widget.may = "waiting", []
                self.clear()

    def heard(self) -> dict[str, Heard]:
        """Return what teams told in every group."""
        return {
            one.entry.record_id: Heard(
                one.entry.body.what, one.entry.body.from_team, one.group.title
            )
            for one in told_in_groups(self.visit.store)
        }

    def show(self) -> None:
        """Show what came home, and what others tried: the newest first."""
        widget = self.widget
        widget.brought = [self.as_shown(entry) for entry in self.records()]
        widget.told = [self._told(one) for one in reversed(told_in_groups(self.visit.store))]

    def clear(self) -> None:
        """Show nobody's list."""
        self.widget.brought, self.widget.told = [], []

    def _told(self, told: Told) -> dict[str, Any]:
        visit, entry = self.visit, told.entry
        body, program = entry.body, visit.program
        line = next((one.name for one in program.lines_of_work if one.id == body.line), "")
        occasion = program.occasion(entry.occasion)
        return {
            "id": entry.record_id,
            "what": body.what,
            "came_of_it": body.came_of_it,
            "advice": body.advice,
            "again": body.again,
            "line": line,
            "team": self.in_words(body.from_team),
            "group": told.group.title,
            "occasion": occasion.name if occasion else "",
            "is_ours": bool(body.from_team) and body.from_team == visit.team_id,
        }
