"""What a team learned, from its maps or in a month: statements the group agrees to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from ciwidgets.model import Body, Entry, Lesson
from ciwidgets.visit.messages import DropRecord, Message, SaveLesson
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.publishing import as_lost, published_as_decided
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import LessonsWidget


class LessonsExercise(RecordsExercise[LessonsWidget, Lesson]):
    """Statements the whole team writes together."""

    kind: ClassVar[type[Body]] = Lesson
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveLesson, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Lesson})
    most = 30

    def __init__(self, visit: Presence, step: str, about: str = "maps") -> None:
        """List the statements of a step; ``about`` is what they come from: "maps" or "month".

        Raises:
            ValueError: they come from something else.
        """
        if about not in ("maps", "month"):
            raise ValueError(f'Lessons are about "maps" or "month", not {about!r}.')
        words = visit.words_for("lessons")
        if about == "month":
            words |= visit.words_for("lessons_month")
        super().__init__(visit, step, LessonsWidget(words=words))

    def body(self, message: Any) -> Lesson:
        """Return the statement as the message words it; only who may publish makes it public."""
        body = super().body(message)
        return published_as_decided(self.visit, message.record_id, body, "is_public", "line")

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the lines of work."""
        return {"line": ("lines of work", [one.id for one in self.visit.program.lines_of_work])}

    def as_shown(self, entry: Entry[Lesson]) -> dict[str, Any]:
        """Return a statement as the page is given it, and whether it is released no more."""
        return super().as_shown(entry) | as_lost(self.visit, entry)

    def show(self) -> None:
        """Show the list, and the lines of work one can be about."""
        self.widget.lessons = [self.as_shown(entry) for entry in self.records()]
        lines = self.visit.program.lines_of_work
        self.widget.lines = [{"id": one.id, "label": one.name} for one in lines]

    def clear(self) -> None:
        """Show no statement."""
        self.widget.lessons, self.widget.lines = [], []
