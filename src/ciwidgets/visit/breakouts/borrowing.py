"""What is carried home from groups: a list in the record of a team of the program."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Borrowed, Entry
from ciwidgets.visit.messages import DropRecord, Message, SaveBorrowed
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import ExerciseWidget
from ciwidgets.words.refusals import refusal

W = TypeVar("W", bound=ExerciseWidget)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said in a group: by which team, empty for an idea, and in which group."""

    text: str
    from_team: str
    heard_in: str


class Borrowing(RecordsExercise[W, Borrowed]):
    """Keeps what a team borrows. Where it was heard follows from its sources, never from a page."""

    kind: ClassVar[type[Body]] = Borrowed
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveBorrowed, "drop": DropRecord}
    closes: ClassVar[bool] = False

    @abstractmethod
    def heard(self) -> dict[str, Heard]:
        """Return what can be taken home here, by the record it is."""

    def in_words(self, team_id: str) -> str:
        """Return what a team is called."""
        return self.visit.team_name(team_id) if team_id else ""

    def where(self) -> str:
        """Return the group that something without a source was heard in, empty for none."""
        return ""

    def body(self, message: Any) -> Borrowed:
        """Return what is carried home.

        Raises:
            NotAllowed: when it comes from what nobody said here.
        """
        entry = self.visit.record.get(message.record_id)
        before = entry.body if entry is not None else None
        heard = self.heard()
        new = set(message.source_ids) - set(before.source_ids if before else ())
        if not new <= heard.keys():
            raise NotAllowed(refusal("told_gone"))
        sources = [heard[one] for one in message.source_ids if one in heard]
        told = next((one for one in sources if one.from_team), sources[0] if sources else None)
        heard_in, from_team = self.where(), ""
        if before is not None:
            heard_in, from_team = before.heard_in, before.from_team
        if told is not None:
            heard_in, from_team = told.heard_in, told.from_team
        fields = message.fields_of_body()
        return Borrowed(step=self.step, heard_in=heard_in, from_team=from_team, **fields)

    def as_shown(self, entry: Entry[Borrowed]) -> dict[str, Any]:
        """Return what is carried home, with the name of the team that told it."""
        shown = super().as_shown(entry)
        return {**shown, "team": self.in_words(shown.pop("from_team"))}
