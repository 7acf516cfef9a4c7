"""An exercise that is looked at: nothing opens or closes, and it is counted once it is shown."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from ciwidgets.errors import BadMessage
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Reply
from ciwidgets.widgets import ExerciseWidget
from ciwidgets.words.refusals import refusal

W = TypeVar("W", bound=ExerciseWidget)


class Looking(Exercise[W]):
    """Shows what other steps keep; what it counts is what it shows."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    closes: ClassVar[bool] = False

    def answer(self, message: Any) -> Reply:  # noqa: ARG002  # whatever it says
        """Refuse any message: there is nothing to save here."""
        raise BadMessage(refusal("nothing_to_save"))

    def refresh(self) -> None:
        """Show it, and then count what is shown."""
        with self.widget.hold_sync():
            super().refresh()
            if self.visit.team_id:
                self.widget.answered = self.count_answered()
