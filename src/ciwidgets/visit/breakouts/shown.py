"""What a notebook may show of breakouts: one method an exercise, each a line of a cell."""

from __future__ import annotations

from ciwidgets.visit.breakouts.breakouts import BreakoutsExercise
from ciwidgets.visit.breakouts.brought_home import BroughtHomeExercise
from ciwidgets.visit.breakouts.take_home import TakeHomeExercise
from ciwidgets.visit.breakouts.tried import TriedExercise
from ciwidgets.visit.page import Page


class ShownToGroups(Page):
    """A person at a workbook, and the exercises of groups across teams."""

    def breakouts(self, step: str = "breakouts") -> BreakoutsExercise:
        """Show the groups across teams, with their codes, to whoever leads the room."""
        return self._show(BreakoutsExercise(self, step))

    def tried(self, step: str) -> TriedExercise:
        """Show what teams tried, told in a group."""
        return self._show(TriedExercise(self, step))

    def take_home(self, step: str, *, on: str, board: str) -> TakeHomeExercise:
        """Ask what a person takes home of what was told in step ``on`` and on the ``board``."""
        return self._show(TakeHomeExercise(self, step, on, board))

    def brought_home(self, step: str) -> BroughtHomeExercise:
        """Show what the team's people brought home in ``step``, and what others tried."""
        return self._show(BroughtHomeExercise(self, step))
