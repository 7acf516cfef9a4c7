"""What a team learned from its maps: statements the group agrees to."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Body, Lesson
from ciwidgets.visit.messages import DropRecord, Message, SaveLesson
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import LessonsWidget


class LessonsExercise(RecordsExercise[LessonsWidget, Lesson]):
    """Statements the whole team writes together."""

    kind: ClassVar[type[Body]] = Lesson
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveLesson, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Lesson})
    most = 30

    def __init__(self, visit: Presence, step: str) -> None:
        """List the statements of a step."""
        super().__init__(visit, step, LessonsWidget(words=visit.words_for("lessons")))

    def body(self, message: Any) -> Lesson:
        """Return the statement as the message words it."""
        return Lesson(step=self.step, text=message.text)

    def show(self) -> None:
        """Show the list."""
        self.widget.lessons = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no statement."""
        self.widget.lessons = []
