"""What every exercise shares: one step, one widget, messages in and replies out."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.model import Body, Draft, Entry, Role, StepState, record_id_for
from ciwidgets.results import step_state
from ciwidgets.visit.messages import Message, SetStep, parse
from ciwidgets.visit.permissions import MAY, OPEN_STEP, WHILE_OPEN, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets import ExerciseWidget
from ciwidgets.words.refusals import refusal

# The form of every id the record makes itself.
_OWN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What takes a record back.
_TAKING_BACK = ("drop", "withdraw", "split")
_NOT_HERE = refusal("not_in_step")

W = TypeVar("W", bound=ExerciseWidget)


class Exercise(ABC, Generic[W]):
    """Binds one widget to one step of a team's record.

    Everything is decided from the visit's identity; a message says what is wanted, never who.
    One that never ``closes`` has nothing to hold back until all have answered. People answer one
    that is ``by_each`` for themselves, and write one that is ``for_few`` for few eyes.
    """

    forms: ClassVar[dict[str, type[Message]]]
    shows: ClassVar[Shows] = None
    closes: ClassVar[bool] = True
    by_each: ClassVar[bool] = False
    for_few: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str, widget: W) -> None:
        """Bind the widget to ``workbook/step``; ``step`` may name another workbook's."""
        self.visit = visit
        self.step = step if "/" in step else f"{visit.workbook}/{step}"
        self.widget = widget
        widget.step = self.step

    @abstractmethod
    def answer(self, message: Any) -> Reply:
        """Do what a message asks, and say what came of it."""

    @abstractmethod
    def show(self) -> None:
        """Bring the widget's content up to the record."""

    @abstractmethod
    def count_answered(self) -> int:
        """Return how many people have answered."""

    def receive(self, content: Any) -> Reply:
        """Read a message at the door and act on it.

        Raises:
            NotAllowed: from a facilitator who looks at no team: it would be kept for nobody.
        """
        if self.visit.identity is not None and not self.visit.team_id:
            raise NotAllowed(refusal("choose_team"))
        if self.closes and isinstance(content, dict) and content.get("type") == "step":
            return self._set_step(parse(content, {"step": SetStep}))
        return self.answer(parse(content, self.forms))

    def refresh(self) -> None:
        """Show the state of the step to whoever is here."""
        identity = self.visit.identity
        widget = self.widget
        with widget.hold_sync():
            if identity is None or not identity.team_id:
                widget.phase, widget.may, widget.person = "waiting", [], ""
                widget.answered = widget.people = 0
                self.clear()
                return
            allowed = MAY[identity.role] - (frozenset() if self.closes else {OPEN_STEP})
            widget.phase = "open" if self.is_open else "closed"
            widget.may = sorted(allowed if self.is_open else allowed - WHILE_OPEN)
            # A facilitator's page keeps what it could not send apart for each team it looked at.
            is_guest = identity.role is Role.FACILITATOR
            widget.person = identity.person_id + (f".{identity.team_id}" if is_guest else "")
            widget.people = len(self.visit.people_here())
            widget.answered = self.count_answered()
            self.show()

    @abstractmethod
    def clear(self) -> None:
        """Take everything of a team off the page: nobody is here."""

    @property
    def is_open(self) -> bool:
        """Whether the step takes answers now."""
        visit = self.visit
        return step_state(visit.record, visit.team_id, self.step, visit.occasion)[0]

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return what somebody else kept, as this page may be told of it."""
        said: dict[str, Any] = entry.body.model_dump(mode="json")
        return said

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return the answer to a message that became ``entry`` before, in the words it had then.

        Nothing where it asks for something else, which is left to the store to refuse.
        """
        is_same = says_the_same(content, entry, self.theirs(entry))
        return saved(content["request_id"], entry) if is_same else None

    def require(self, action: str) -> None:
        """Make sure this person may do this now.

        Raises:
            NotAllowed: with the reason in plain words.
        """
        identity = self.visit.require_identity()
        if not may(identity.role, action):
            is_guest = identity.role is Role.FACILITATOR
            raise NotAllowed(self.visit.words["for_the_team" if is_guest else "not_your_role"])
        if action in WHILE_OPEN and not self.is_open:
            raise NotAllowed(self.visit.words["step_closed"])

    def draft(
        self, record_id: str, body: Body, message: Message, base_revision: int, **more: Any
    ) -> Draft:
        """Return a draft of this visit's person, team and occasion."""
        visit = self.visit
        identity = visit.require_identity()
        return Draft(
            record_id=record_id,
            body=body,
            request_id=message.request_id,
            team_id=identity.team_id,
            author_id=identity.person_id,
            occasion=identity.occasion,
            base_revision=base_revision,
            **more,
        )

    def save(self, draft: Draft) -> Reply:
        """Keep a draft and say so; the reply leaves after the commit."""
        entry = self.visit.append([draft])[0]
        return saved(draft.request_id, entry)

    def own_record_id(self, kind: str) -> str:
        """Return the id of this person's one ballot in this step at this occasion."""
        identity = self.visit.require_identity()
        return record_id_for(kind, identity.person_id, self.step, identity.occasion)

    def people(self) -> set[str]:
        """Return the ids of the team's people who have come to this occasion, each once."""
        return set(self.visit.people_here())

    def new_record(self, record_id: str, kind: type[Body]) -> str:
        """Return the id a page chose for a new record, or names for one of this step's own.

        Raises:
            NotAllowed: when it is another kind's, another team's, or of the form of our own ids,
                which say what a record is and must never be taken by a page.
        """
        if self.visit.store.get(record_id) is not None:
            self.of_this_step(record_id, kind)
        elif _OWN_ID.fullmatch(record_id):
            # In the same words as above: whether somebody has voted, or thanked, stays theirs.
            raise NotAllowed(_NOT_HERE)
        return record_id

    def of_this_step(self, record_id: str, *kinds: type[Body]) -> Entry[Any]:
        """Return a record of this team's step.

        Raises:
            NotAllowed: when it is not there, or not of this team, this step and these kinds.
        """
        entry = self.visit.record.get(record_id)
        if (
            entry is None
            or entry.team_id != self.visit.team_id
            or not isinstance(entry.body, kinds)
            or getattr(entry.body, "step", "") != self.step
        ):
            raise NotAllowed(_NOT_HERE)
        return entry

    def _set_step(self, message: SetStep) -> Reply:
        self.require(OPEN_STEP)
        identity = self.visit.require_identity()
        record_id = record_id_for("step_state", identity.team_id, self.step, identity.occasion)
        body = StepState(step=self.step, is_open=message.is_open)
        tries = Tries()
        while True:
            self.visit.catch_up()
            before = self.visit.record.get(record_id)
            if before is not None and before.body == body:
                self.visit.refresh()
                return saved(message.request_id, before)
            try:
                return self.save(
                    self.draft(record_id, body, message, before.revision if before else 0)
                )
            except Conflict as conflict:
                tries.lost(conflict)  # someone else opened or closed it at this moment: look again


def says_the_same(content: dict[str, Any], entry: Entry[Any], said: dict[str, Any]) -> bool:
    """Whether a message asks for what an entry holds, which says ``said``."""
    shared = said.keys() & content.keys()
    return (
        content.get("record_id", entry.record_id) == entry.record_id
        and (content.get("type") in _TAKING_BACK) == entry.retracted
        and (entry.retracted or bool(shared))
        and all(said[name] == content[name] for name in shared)
    )


def put_beside(request_id: str, entry: Entry[Any]) -> Reply:
    """Say that something is kept beside what others did, and tell no revision.

    Whoever has a form open still has to see others' words.
    """
    return {"type": "saved", "request_id": request_id, "record_id": entry.record_id}


def saved(request_id: str, entry: Entry[Any]) -> Reply:
    """Say that an entry is kept."""
    return {
        "type": "saved",
        "request_id": request_id,
        "record_id": entry.record_id,
        "revision": entry.revision,
    }
