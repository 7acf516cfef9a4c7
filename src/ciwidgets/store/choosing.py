"""Which records are erased when somebody asks for it, and which a legal hold keeps."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, select

from ciwidgets.errors import StoreError
from ciwidgets.model import (
    Body,
    Device,
    Erased,
    Erasure,
    Hold,
    JoinCode,
    Person,
    Program,
    Release,
    Role,
    Scores,
    StepState,
)
from ciwidgets.model.own_words import OWN_NUMBERS, OWN_WORDS
from ciwidgets.store.reading import all_columns, is_latest
from ciwidgets.store.tables import entries

# What is nobody's words: codes, what reports have shown, and what tells of the record itself.
_OF_THE_PROGRAM: Final[tuple[type[Body], ...]] = (
    Program, JoinCode, Release, Hold, Erased, Erasure,
)  # fmt: skip
_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be erased: a person, a team, one record, or own answers older than a day."""

    person_id: str = ""
    team_id: str = ""
    record_id: str = ""
    before: date | None = None


@dataclass(slots=True)
class Chosen:
    """The rows of what is erased, and of what stays of it in part.

    ``numbers`` were counted in a result that was shown: they stay, under a person without a name.
    ``people`` are the records of the person, ``held`` the teams that were passed over.
    """

    rows: list[Row[Any]] = field(default_factory=list)
    numbers: list[Row[Any]] = field(default_factory=list)
    persons: list[Row[Any]] = field(default_factory=list)
    people: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def teams(self) -> list[str]:
        """The teams whose record changes; the program's is ""."""
        return sorted({row.team_id for row in (*self.rows, *self.numbers, *self.persons)})


def choose(connection: Connection, asked: Asked) -> Chosen:
    """Return what is to be erased.

    Raises:
        StoreError: there is no such thing, or a legal hold keeps it.
    """
    held = {row.team_id: json.loads(row.body)["why"] for row in _latest(connection, Hold)
            if json.loads(row.body)["is_on"]}  # fmt: skip
    if "" in held:
        raise StoreError(_HELD.format(what="the whole program", why=held[""], lift="--all"))
    if asked.before is not None:
        return _older(connection, asked.before, held)
    if asked.person_id:
        chosen = _of_person(connection, asked.person_id)
    elif asked.team_id:
        chosen = Chosen(_rows(connection, (entries.c.team_id == asked.team_id) & _erasable()))
    else:
        chosen = _one_record(connection, asked.record_id)
    for team in chosen.teams:
        if team in held:
            raise StoreError(_HELD.format(what=f"{team}", why=held[team], lift=f"--team {team}"))
    return chosen


_HELD: Final = (
    "A legal hold keeps {what}, so nothing was erased. The reason given: “{why}”. Once the hold is "
    "over, lift it with `ciwidgets hold {lift} --lift`."
)


def _of_person(connection: Connection, person_id: str) -> Chosen:
    people = _records_of(connection, person_id)
    if not people:
        raise StoreError(_who(connection, person_id))
    by_them = entries.c.author_id.in_(people) & (entries.c.revision == 1)
    first = _rows(connection, by_them & entries.c.kind.in_(_kinds((*OWN_WORDS, Device))))
    found = _whole(connection, [row.record_id for row in first if not _is_together(row)])
    closed = _closings(connection)
    begun = {row.record_id: row.seq for row in found if row.revision == 1}
    chosen = Chosen(people=tuple(sorted(people)))
    for row in found:
        closings = closed[row.team_id, _step_of(row)] if row.kind in _kinds(OWN_NUMBERS) else []
        is_counted = any(begun[row.record_id] < one for one in closings)
        (chosen.numbers if is_counted else chosen.rows).append(row)
    persons = _whole(connection, people)
    # With nothing of theirs counted, nobody has to stand in their place.
    (chosen.persons if chosen.numbers else chosen.rows).extend(persons)
    return chosen


def _who(connection: Connection, said: str) -> str:
    """Return what is said where no person has an id: it may be a name, which several may have."""
    called = [
        f"  {row.record_id}  (team {row.team_id or 'of facilitators'}, since {row.created_at[:10]})"
        for row in _latest(connection, Person)
        if json.loads(row.body)["name"].casefold() == said.casefold()
    ]
    cure = "Called so are:" if called else (
        "A person is named by their return code, with --return-code, or by the id that stands in "
        "`ciwidgets export --records-request`."
    )  # fmt: skip
    return "\n".join([f"Nobody has the id {said!r}, so nothing was erased. {cure}", *called])


def _records_of(connection: Connection, person_id: str) -> set[str]:
    """Return all records of one person: those joined to it, and those of them in other groups."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(connection, entries.c.kind == Person.kind):
        said = json.loads(row.body)
        near[row.record_id].add(row.record_id)
        for other in (said.get("same_as"), said.get("home_id")):
            if other:
                near[row.record_id].add(other)
                near[other].add(row.record_id)
    if person_id not in near:
        return set()
    found, left = {person_id}, [person_id]
    while left:
        new = near[left.pop()] - found
        found |= new
        left += new
    return found


def _one_record(connection: Connection, record_id: str) -> Chosen:
    rows = _rows(connection, (entries.c.record_id == record_id) & _erasable())
    if not rows:
        raise StoreError(
            f"There is no record {record_id!r} that can be erased, so nothing was. Its id stands "
            "in `ciwidgets export --records-request`."
        )
    if rows[0].kind in _kinds((Person, Device)):
        raise StoreError("This record is a person. Erase all of theirs, with --person.")
    return Chosen(rows)


def _older(connection: Connection, day: date, held: Collection[str]) -> Chosen:
    """Return own answers last changed before a day, and people who said nothing since."""
    until = day.isoformat()
    latest = func.max(entries.c.created_at)
    of_whom = select(entries.c.author_id).group_by(entries.c.author_id).having(latest >= until)
    active = set(connection.scalars(of_whom))
    old = [
        row
        for row in _latest(connection, *OWN_WORDS, Person, Device)
        if row.created_at < until and row.team_id not in held and not _is_together(row)
    ]
    gone = [
        row.record_id
        for row in old
        if row.kind not in _kinds((Person, Device))
        or (row.author_id not in active and not _leads(row))
    ]
    found = _latest(connection, *OWN_WORDS)
    passed = {row.team_id for row in found if row.created_at < until} & set(held)
    return Chosen(_whole(connection, gone), held=tuple(sorted(passed)))


def _leads(row: Row[Any]) -> bool:
    return row.kind == Person.kind and bool(json.loads(row.body)["role"] == Role.FACILITATOR)


def _closings(connection: Connection) -> defaultdict[tuple[str, str], list[int]]:
    """Return when each team's step was closed and its result shown."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in _rows(connection, entries.c.kind == StepState.kind):
        said = json.loads(row.body)
        if not said["is_open"]:
            found[row.team_id, said["step"]].append(row.seq)
    return found


def _step_of(row: Row[Any]) -> str:
    return str(json.loads(row.body).get("step", ""))


def _is_together(row: Row[Any]) -> bool:
    """Scores a group agreed on are not one person's, whoever wrote them down."""
    return row.kind == Scores.kind and bool(json.loads(row.body).get("is_together"))


def _erasable() -> ColumnElement[bool]:
    return entries.c.kind.not_in(_kinds(_OF_THE_PROGRAM))


def _kinds(bodies: Iterable[type[Body]]) -> list[str]:
    return [one.kind for one in bodies]


def _latest(connection: Connection, *bodies: type[Body]) -> list[Row[Any]]:
    return _rows(connection, entries.c.kind.in_(_kinds(bodies)) & is_latest())


def _whole(connection: Connection, record_ids: Iterable[str]) -> list[Row[Any]]:
    """Return every revision of these records, in the store's order."""
    found = [
        row
        for ids in _parts(sorted(set(record_ids)))
        for row in _rows(connection, entries.c.record_id.in_(ids))
    ]
    return sorted(found, key=lambda row: int(row.seq))


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _rows(connection: Connection, wanted: ColumnElement[bool]) -> list[Row[Any]]:
    return list(connection.execute(all_columns().where(wanted).order_by(entries.c.seq)))
