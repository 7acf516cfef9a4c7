"""A list a whole team owns: anybody in it may add, word anew or drop, and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Final, Generic, TypeVar, cast

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Entry, Person
from ciwidgets.visit.choices import CHOICES, is_choice
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.links import days_in, ids_in, people_in
from ciwidgets.visit.messages import (
    AskDropped,
    AskHistory,
    DropRecord,
    Message,
    SaveRecord,
    parse,
)
from ciwidgets.visit.past import told_dropped, told_versions
from ciwidgets.visit.permissions import KEEP_RECORDS
from ciwidgets.visit.presence import Reply
from ciwidgets.widgets import ExerciseWidget
from ciwidgets.words.refusals import Refusal, refusal

W = TypeVar("W", bound=ExerciseWidget)
B = TypeVar("B", bound=Body)
# What every list answers besides: each kind of list adds its own forms.
_OF_THE_PAST: dict[str, type[Message]] = {"history": AskHistory, "dropped": AskDropped}
# A year before this is a slip of the finger, such as 26 for 2026.
_EARLIEST: Final = 1900


class RecordsExercise(Exercise[W], Generic[W, B]):
    """Keeps a team's records of one kind in one step.

    A subclass names the ``kind`` and the form of its ``save`` message; the widget shows them as
    ``[{id, revision, ...}]``, the oldest first. ``links`` says which fields name records of which
    ``CHOICES``, and ``program_lists`` which name something of the program. One that keeps several
    kinds names them all in ``kinds``, and what a person may not know of in ``may_see``.
    """

    kind: ClassVar[type[Body]]
    kinds: ClassVar[tuple[type[Body], ...]] = ()
    forms: ClassVar[dict[str, type[Message]]]
    may: ClassVar[str] = KEEP_RECORDS
    links: ClassVar[Mapping[str, str]] = {}
    most: int = 200

    def body(self, message: Any) -> B:
        """Return what the message wants kept; a subclass may refuse it.

        Raises:
            NotAllowed: when it cannot be.
        """
        fields = {"step": self.step, **message.fields_of_body()}
        return cast("B", self.kind.model_validate(fields))

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return fields that hold ids of the program: what those are called, and the ids."""
        return {}

    def require_known(self, record_id: str, body: B) -> None:
        """Make sure that all a record names is there, or was in it before and may be put back.

        Raises:
            NotAllowed: when something is not, or a day cannot be right.
        """
        earlier = [one.body for one in self.visit.record.history(record_id)]
        for field, name in self.links.items():
            new = ids_in(body, field).difference(*(ids_in(one, field) for one in earlier))
            if not all(is_choice(self.visit, one, CHOICES[name]) for one in new):
                raise NotAllowed(refusal("linked_gone_from_team", name=name))
        for field, (name, ids) in self.program_lists().items():
            if not ids_in(body, field) <= set(ids).union(*(ids_in(one, field) for one in earlier)):
                raise NotAllowed(refusal("linked_gone", name=name))
        people = people_in(body).difference(*map(people_in, earlier))
        if not all(is_choice(self.visit, one, Person) for one in people):
            raise NotAllowed(refusal("person_not_on_team"))
        for day in days_in(body).difference(*map(days_in, earlier)):
            if day.year < _EARLIEST:
                raise NotAllowed(refusal("year_too_far_back", year=day.year))

    def receive(self, content: Any) -> Reply:
        """Read a message at the door and act on it, or tell of the list's past."""
        wanted = content.get("type") if isinstance(content, dict) else None
        if wanted not in tuple(_OF_THE_PAST):
            return super().receive(content)
        return self._tell(parse(content, _OF_THE_PAST))

    def answer(self, message: Message) -> Reply:
        """Keep, change or drop a record."""
        self.require(self.may)
        match message:
            case DropRecord():
                entry = self.of_this_step(message.record_id, *self._kinds)
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
        return [entry for entry in found if self._is_listed(entry)]  # type: ignore[misc]

    def may_see(self, _entry: Entry[Any]) -> bool:
        """Say whether whoever is here may know of an entry, as the list, its past or a conflict."""
        return True

    def of_this_step(self, record_id: str, *kinds: type[Body]) -> Entry[Any]:
        """Return a record of this team's step that this person may know of.

        Raises:
            NotAllowed: when there is none.
        """
        entry = super().of_this_step(record_id, *kinds)
        if not self.may_see(entry):
            raise NotAllowed(refusal("not_in_step"))
        return entry

    def as_shown(self, entry: Entry[B]) -> dict[str, Any]:
        """Return a record as the page is given it."""
        fields = entry.body.model_dump(mode="json", exclude={"step"})
        return {"id": entry.record_id, "revision": entry.revision, **fields}

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return what somebody else kept as the list shows it, and nothing besides."""
        if isinstance(entry.body, self._kinds) and not self.may_see(entry):
            return {"type": "drop"}  # for this person it is no longer there
        return (
            self.as_shown(entry) if isinstance(entry.body, self._kinds) else super().theirs(entry)
        )

    def as_dropped(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return a record that was taken off the list, as it can be put back."""
        return self.as_shown(entry)

    def too_many(self, count: int) -> Refusal:
        """Return the sentence for a list that is full."""
        return refusal("list_full", n=count, most=self.most)

    @property
    def _kinds(self) -> tuple[type[Body], ...]:
        return self.kinds or (self.kind,)

    def _is_listed(self, entry: Entry[Any]) -> bool:
        return getattr(entry.body, "step", "") == self.step and self.may_see(entry)

    def _tell(self, message: Message) -> Reply:
        """Tell of the past what this person may know of."""
        visit = self.visit
        person_id = visit.require_identity().person_id
        if isinstance(message, AskHistory):
            entry = self.of_this_step(message.record_id, *self._kinds)
            known = [one for one in visit.record.history(entry.record_id) if self._is_listed(one)]
            told = told_versions(known, person_id, self.as_shown)
        else:
            known = [
                entry
                for kind in self._kinds
                for entry in visit.record.current(kind, team_id=visit.team_id, with_retracted=True)
                if entry.retracted and self._is_listed(entry)
            ]
            told = told_dropped(known, person_id, self.as_dropped)
        return {"request_id": message.request_id, **told}

    def _keep(self, message: SaveRecord) -> Reply:
        records = self.records()
        record_id = self.new_record(message.record_id, self.kind)
        if message.base_revision and self.visit.record.get(record_id) is None:
            raise NotAllowed(refusal("nothing_to_change"))
        if len(records) >= self.most and record_id not in {one.record_id for one in records}:
            raise NotAllowed(self.too_many(len(records)))
        body = self.body(message)
        self.require_known(record_id, body)
        return self.save(self.draft(record_id, body, message, message.base_revision))
