"""Groups across teams: whoever leads the room makes them, hands out their codes, and closes them.

A group is kept as a team of its own, under an id no program file can give a team.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    GROUP_PREFIX,
    Body,
    Breakout,
    Draft,
    Entry,
    JoinCode,
    Person,
    Role,
    RoomPlace,
    StepState,
    Tried,
    is_group,
    new_code,
    pretty_code,
    record_id_for,
)
from ciwidgets.results import step_state
from ciwidgets.shipped import workbook_path
from ciwidgets.visit.breakouts.arriving import GROUPS_WORKBOOK, TAKE_HOME
from ciwidgets.visit.exercise import saved
from ciwidgets.visit.messages import AskHistory, DropRecord, Message, SaveBreakout, parse
from ciwidgets.visit.past import told_dropped, told_versions
from ciwidgets.visit.permissions import LEAD_ROOM
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.visit.strip import public_url, qr_rows
from ciwidgets.widgets import BreakoutsWidget
from ciwidgets.words.refusals import Refusal, refusal
from ciwidgets.workbook import read_workbook

if TYPE_CHECKING:
    from ciwidgets.store import Store


@dataclass(frozen=True, slots=True)
class _Hall:
    """The codes by the record of their door; by group, how many came and how much was told."""

    codes: dict[str, str]
    came: Counter[str]
    told: Counter[str]

    @classmethod
    def of(cls, store: Store) -> Self:
        """Ask a store once for each, and not group by group."""
        doors = [one for one in store.current(JoinCode) if is_group(one.team_id)]
        people = [one for one in store.current(Person) if is_group(one.team_id)]
        return cls(
            {one.record_id: pretty_code(one.body.code) for one in doors},
            Counter(one.team_id for one in people if one.body.role is not Role.FACILITATOR),
            Counter(one.team_id for one in store.current(Tried)),
        )


class BreakoutsExercise(RecordsExercise[BreakoutsWidget, Breakout]):
    """The groups of the occasion the room is at; it belongs to no team's step."""

    kind: ClassVar[type[Body]] = Breakout
    may: ClassVar[str] = LEAD_ROOM
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveBreakout, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Breakout, JoinCode, Tried, RoomPlace})
    closes: ClassVar[bool] = False
    most: int = 40

    def __init__(self, visit: Presence, step: str) -> None:
        """List the groups of the occasion."""
        super().__init__(visit, step, BreakoutsWidget(words=visit.words_for("breakouts")))
        path = workbook_path(GROUPS_WORKBOOK)
        steps = read_workbook(path).steps if path else ()
        keys = (one.key for step in steps for one in step.exercises)
        self._steps = [key for key in dict.fromkeys(keys) if key != TAKE_HOME]

    @property
    def occasion(self) -> str:
        """The occasion the room is at."""
        return self.visit.room_occasion

    def receive(self, content: Any) -> Reply:
        """Act on a message, from whoever leads the room and from nobody else."""
        self.require(self.may)
        is_change = isinstance(content, dict) and content.get("type") in tuple(self.forms)
        return self.answer(parse(content, self.forms)) if is_change else super().receive(content)

    def refresh(self) -> None:
        """Show the groups to whoever leads the room."""
        visit, widget = self.visit, self.widget
        with widget.hold_sync():
            if not visit.leads_room:
                widget.phase, widget.may, widget.person, widget.answered = "waiting", [], "", 0
                self.clear()
                return
            widget.phase, widget.may, widget.person = "open", [LEAD_ROOM], visit.person_id
            self.show()
            widget.answered = len(widget.groups)

    def answer(self, message: Any) -> Reply:
        """Keep a group, or take it off the list, which closes its code."""
        store = self.visit.store
        if done := self.visit.became(message.record_id, message.request_id):
            return saved(message.request_id, done)
        if isinstance(message, DropRecord):
            group = self.of_this_step(message.record_id, Breakout)
            return self._write(message, group.body, group, retracted=True)
        record_id = self.new_record(message.record_id, Breakout)
        before = store.get(record_id)
        if message.base_revision and before is None:
            raise NotAllowed(refusal("nothing_to_change"))
        count = len(self.records())
        if before is None and count >= self.most:
            raise NotAllowed(self.too_many(count))
        return self._write(message, Breakout(**message.fields_of_body()), before)

    def records(self) -> list[Entry[Breakout]]:
        """Return the groups of this occasion, the oldest first."""
        return self.visit.store.current(Breakout, occasion=self.occasion)

    def of_this_step(self, record_id: str, *kinds: type[Body]) -> Entry[Any]:
        """Return a group of the program.

        Raises:
            NotAllowed: when there is none.
        """
        entry = self.visit.store.get(record_id)
        if entry is None or not isinstance(entry.body, kinds):
            raise NotAllowed(refusal("no_group"))
        return entry

    def too_many(self, count: int) -> Refusal:
        """Return the sentence for a list that is full."""
        return refusal("most_groups", n=count, most=self.most)

    def as_shown(self, entry: Entry[Breakout]) -> dict[str, Any]:
        """Return a group with its code, its address, and how much is going on in it."""
        return self._shown(entry, _Hall.of(self.visit.store))

    def show(self) -> None:
        """Show the groups: in a few questions to the store, however many groups there are.

        It is asked whenever anybody comes in, and a hall comes in at once.
        """
        hall = _Hall.of(self.visit.store)
        self.widget.groups = [self._shown(entry, hall) for entry in self.records()]

    def clear(self) -> None:
        """Show no groups, and no code."""
        self.widget.groups = []

    def _shown(self, entry: Entry[Breakout], hall: _Hall) -> dict[str, Any]:
        code = hall.codes.get(_door_of(entry.team_id, entry.occasion), "")
        url = f"{public_url()}{GROUPS_WORKBOOK}#team={code}"
        return {
            **super().as_shown(entry),
            "code": code,
            "url": url,
            "qr": qr_rows(url),
            "came": hall.came[entry.team_id],
            "told": hall.told[entry.team_id],
        }

    def _write(
        self,
        message: Any,
        body: Breakout,
        before: Entry[Any] | None,
        *,
        retracted: bool = False,
    ) -> Reply:
        """Keep a group with its code and, where it was opened or closed, with its steps."""
        visit = self.visit
        if before is not None:
            group, occasion = before.team_id, before.occasion
        else:
            group = GROUP_PREFIX + record_id_for("group", message.record_id).replace("-", "")[:12]
            occasion = self.occasion
        is_open = body.is_open and not retracted
        changes: list[tuple[str, Body, int, bool]] = [
            (message.record_id, body, message.base_revision, retracted)
        ]
        door_id = _door_of(group, occasion)
        door = visit.store.get(door_id)
        code = door.body.code if door and isinstance(door.body, JoinCode) else self._fresh_code()
        opens = JoinCode(code=code, role=Role.PARTICIPANT, is_open=is_open)
        if door is None or door.body != opens:
            changes.append((door_id, opens, door.revision if door else 0, False))
        was_open = before is not None and before.body.is_open and not before.retracted
        for step in self._steps if before is not None and was_open != is_open else ():
            if step_state(visit.store, group, step, occasion)[0] != is_open:
                state_id = record_id_for("step_state", group, step, occasion)
                state = visit.store.get(state_id)
                new = StepState(step=step, is_open=is_open)
                changes.append((state_id, new, state.revision if state else 0, False))
        kept = visit.append(
            [
                Draft(
                    record_id,
                    one,
                    message.request_id,
                    group,
                    visit.person_id,
                    occasion,
                    base_revision=base,
                    ordinal=ordinal,
                    retracted=is_gone,
                )
                for ordinal, (record_id, one, base, is_gone) in enumerate(changes)
            ]
        )
        self.refresh()
        return saved(message.request_id, kept[0])

    def _fresh_code(self) -> str:
        while self.visit.store.look_up(JoinCode, code := new_code()):
            pass
        return code

    def _tell(self, message: Message) -> Reply:
        """Tell what a group was called before, or which were taken off the list."""
        store, person_id = self.visit.store, self.visit.person_id
        if isinstance(message, AskHistory):
            entry = self.of_this_step(message.record_id, Breakout)
            past: list[Entry[Any]] = store.history(entry.record_id)
            told = told_versions(past, person_id, self.as_shown)
        else:
            every = store.current(Breakout, occasion=self.occasion, with_retracted=True)
            told = told_dropped([one for one in every if one.retracted], person_id, self.as_shown)
        return {"request_id": message.request_id, **told}


def _door_of(group: str, occasion: str) -> str:
    return record_id_for("join_code", group, occasion)
