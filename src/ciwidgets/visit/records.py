"""A list a whole team owns: anybody in it may add, word anew or drop, and nothing is lost."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Entry
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import DropRecord, Message, SaveRecord
from ciwidgets.visit.permissions import KEEP_RECORDS
from ciwidgets.visit.presence import Reply
from ciwidgets.widgets import ExerciseWidget

W = TypeVar("W", bound=ExerciseWidget)
B = TypeVar("B", bound=Body)


class RecordsExercise(Exercise[W], Generic[W, B]):
    """Keeps a team's records of one kind in one step.

    A subclass names the ``kind``, the form of its ``save`` message, and makes the body; the widget
    shows them as ``[{id, revision, ...}]``, the oldest first.
    """

    kind: ClassVar[type[Body]]
    forms: ClassVar[dict[str, type[Message]]]
    may: ClassVar[str] = KEEP_RECORDS
    most: int = 200

    @abstractmethod
    def body(self, message: Any) -> B:
        """Return what the message wants kept.

        Raises:
            NotAllowed: when it names something that is not there.
        """

    def answer(self, message: Message) -> Reply:
        """Keep, change or drop a record."""
        self.require(self.may)
        match message:
            case DropRecord():
                entry = self.of_this_step(message.record_id, self.kind)
                return self.save(
                    self.draft(
                        entry.record_id, entry.body, message, message.base_revision, retracted=True
                    )
                )
            case SaveRecord():
                return self._keep(message)
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many records there are: here the team answers, not each person."""
        return len(self.records())

    def records(self) -> list[Entry[B]]:
        """Return the team's records of this step, the oldest first."""
        found = self.visit.record.current(self.kind, team_id=self.visit.team_id)
        return [entry for entry in found if getattr(entry.body, "step", "") == self.step]  # type: ignore[misc]

    def as_shown(self, entry: Entry[B]) -> dict[str, Any]:
        """Return a record as the page is given it."""
        fields = entry.body.model_dump(mode="json", exclude={"step"})
        return {"id": entry.record_id, "revision": entry.revision, **fields}

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return what somebody else kept as the list shows it, and nothing besides."""
        return self.as_shown(entry) if isinstance(entry.body, self.kind) else super().theirs(entry)

    def too_many(self, count: int) -> str:
        """Return the sentence for a list that is full."""
        return (
            f"Your team has {count} here, and {self.most} is the most. "
            "Please drop one, or change one you have."
        )

    def _keep(self, message: SaveRecord) -> Reply:
        records = self.records()
        record_id = self.new_record(message.record_id, self.kind)
        if len(records) >= self.most and record_id not in {one.record_id for one in records}:
            raise NotAllowed(self.too_many(len(records)))
        return self.save(self.draft(record_id, self.body(message), message, message.base_revision))
