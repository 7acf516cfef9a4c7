"""Coaching notes: each is seen by those it is meant for, and by nobody else, on no way."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, CoachingNote, Entry, Role
from ciwidgets.results.plans.months import coaching_notes, may_read
from ciwidgets.visit.messages import DropRecord, Message, SaveCoachingNote, SaveRecord
from ciwidgets.visit.permissions import KEEP_RECORDS
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import CoachingNotesWidget
from ciwidgets.words.refusals import refusal

_WRITERS = (Role.FACILITATOR, Role.PROJECT_MANAGER)


class CoachingNotesExercise(RecordsExercise[CoachingNotesWidget, CoachingNote]):
    """Notes of coaching check-ins.

    Whoever may not read a note is told what they would be told if it were not there.
    """

    kind: ClassVar[type[Body]] = CoachingNote
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveCoachingNote, "drop": DropRecord}
    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({CoachingNote})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the notes of a step."""
        super().__init__(visit, step, CoachingNotesWidget(words=visit.words_for("coaching_notes")))

    def require(self, action: str) -> None:
        """Make sure this person may do this now; notes are written by coaches and managers.

        Raises:
            NotAllowed: with the reason in plain words.
        """
        super().require(action)
        if action == KEEP_RECORDS and self.visit.require_identity().role not in _WRITERS:
            raise NotAllowed(self.visit.words["not_your_role"])

    def answer(self, message: Message) -> Reply:
        """Keep a note, or change or drop one's own.

        Raises:
            NotAllowed: when somebody else wrote it.
        """
        self.require(self.may)
        if isinstance(message, (SaveRecord, DropRecord)):
            kept = self.visit.record.get(message.record_id)
            # A note this person may not read is answered as one that is not there.
            if kept is not None and self.may_see(kept) and not self._is_mine(kept):
                raise NotAllowed(refusal("note_of_another"))
        return super().answer(message)

    def _is_mine(self, entry: Entry[Any]) -> bool:
        """Say whether whoever is here wrote a note first, whoever changed it since."""
        first = self.visit.record.history(entry.record_id)[0]
        return first.author_id == self.visit.require_identity().person_id

    def may_see(self, entry: Entry[Any]) -> bool:
        """Say whether whoever is here may read what an entry says."""
        identity = self.visit.identity
        return (
            identity is not None
            and isinstance(entry.body, CoachingNote)
            and may_read(entry.body, identity.role)
        )

    def body(self, message: Any) -> CoachingNote:
        """Return the note, if whoever writes it could read it again.

        Raises:
            NotAllowed: when it is meant for others than them.
        """
        body = CoachingNote(step=self.step, **message.fields_of_body())
        if not may_read(body, self.visit.require_identity().role):
            raise NotAllowed(refusal("faculty_note"))
        return body

    def records(self) -> list[Entry[CoachingNote]]:
        """Return the notes of this step that may be read here, the newest first."""
        identity = self.visit.require_identity()
        found = coaching_notes(self.visit.record, self.visit.team_id, identity.role)
        return [one for one in found if one.body.step == self.step]

    def as_shown(self, entry: Entry[CoachingNote]) -> dict[str, Any]:
        """Return a note as the page is given it; one for others looks taken off the list."""
        if not self.may_see(entry):
            return {"type": "drop"}
        return {**super().as_shown(entry), "is_mine": self._is_mine(entry)}

    def refresh(self) -> None:
        """Show the step; a page of somebody who only reads has no form."""
        with self.widget.hold_sync():
            super().refresh()
            identity = self.visit.identity
            if identity is not None and identity.role not in _WRITERS:
                self.widget.may = [one for one in self.widget.may if one != KEEP_RECORDS]

    def show(self) -> None:
        """Show the notes, and whom this person may write one for."""
        widget = self.widget
        is_faculty = self.visit.require_identity().role is Role.FACILITATOR
        widget.today = today().isoformat()
        widget.readers = [*(["faculty"] if is_faculty else []), "project_manager", "team"]
        widget.notes = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no note."""
        self.widget.notes, self.widget.readers = [], []
