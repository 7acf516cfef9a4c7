"""Which records are erased when somebody asks for it, and which have to stay.

Four ways choose a set of records: a person, a team, one record, a day. The rules are the same for
all: a legal hold keeps everything of its team, and a number that a result has shown goes only
together with all that were counted with it. Else everybody who kept the result could subtract the
new one from it and read the answer that was to be erased.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from ciwidgets.errors import StoreError
from ciwidgets.model import Device, GoalReview, Hold, Person, Role, Scores, StepState
from ciwidgets.model.own_words import OF_THE_PROGRAM, OWN_NUMBERS, OWN_WORDS
from ciwidgets.naming.folding import key_of
from ciwidgets.store.finding_rows import kinds, latest, rows_where, whole
from ciwidgets.store.tables import entries


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

    ``numbers`` were counted in a result together with others that stay: they stay too, and their
    people, ``persons``, without a name. ``people`` are the records of the person asked for,
    ``passed`` the teams that were passed over, ``held`` the reasons of all legal holds by team.
    """

    rows: list[Row[Any]] = field(default_factory=list)
    numbers: list[Row[Any]] = field(default_factory=list)
    persons: list[Row[Any]] = field(default_factory=list)
    people: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)

    @property
    def with_notes(self) -> list[Row[Any]]:
        """The numbers beside which somebody wrote words, which go."""
        return [one for one in self.numbers if json.loads(one.body).get("notes")]

    @property
    def changed(self) -> list[Row[Any]]:
        """Every row of theirs that is not the same afterwards."""
        return [*self.rows, *self.with_notes, *self.persons]

    @property
    def teams(self) -> list[str]:
        """The teams whose record changes; the program's is ""."""
        return sorted({row.team_id for row in self.changed})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The records somebody wants erased, and the people of whom nothing is to tell any more."""

    records: frozenset[str]
    people: frozenset[str] = frozenset()
    passed: tuple[str, ...] = ()


def choose(connection: Connection, asked: Asked) -> Chosen:
    """Return what is to be erased.

    Raises:
        StoreError: there is no such thing, or a legal hold keeps it.
    """
    holds = [(row.team_id, json.loads(row.body)) for row in latest(connection, Hold)]
    held = {team: str(said["why"]) for team, said in holds if said["is_on"]}
    if "" in held:
        raise StoreError(_HELD.format(what="the whole program", why=held[""], lift="--all"))
    wanted = _wanted(connection, asked, held)
    chosen = _by_the_rule(connection, wanted)
    chosen.held, chosen.passed = held, wanted.passed
    chosen.people = tuple(sorted(wanted.people)) if asked.person_id else ()
    for team in sorted({row.team_id for row in (*chosen.changed, *chosen.numbers)}):
        if team in held:
            raise StoreError(_HELD.format(what=f"{team}", why=held[team], lift=f"--team {team}"))
    return chosen


_HELD: Final = (
    "A legal hold keeps {what}, so nothing was erased. The reason given: “{why}”. Once the hold is "
    "over, lift it with `ciwidgets hold {lift} --lift`."
)


def _wanted(connection: Connection, asked: Asked, held: Collection[str]) -> _Wanted:
    if asked.before is not None:
        return _older(connection, asked.before, held)
    if asked.person_id:
        return _of_person(connection, asked.person_id)
    if asked.team_id:
        of_the_team = (entries.c.team_id == asked.team_id) & _ERASABLE
        return _Wanted(frozenset(row.record_id for row in rows_where(connection, of_the_team)))
    return _one_record(connection, asked.record_id)


_ERASABLE: Final = entries.c.kind.not_in(kinds(OF_THE_PROGRAM))


def _by_the_rule(connection: Connection, wanted: _Wanted) -> Chosen:
    """Split what is wanted into what goes and what has to stay."""
    first = _own_numbers(connection)
    staying = _counted_with_others(connection, first, wanted.records)
    of_whom = {row.author_id for row in first if row.record_id not in wanted.records - staying}
    joined = _joined(connection) if wanted.people else {}
    nameless = {one for one in wanted.people if not of_whom.isdisjoint(joined[one])}
    going = (wanted.records | wanted.people) - staying - nameless
    persons = whole(connection, nameless)
    return Chosen(
        rows=whole(connection, going),
        numbers=whole(connection, staying),
        persons=[row for row in persons if _tells_who(row)],
    )


def _own_numbers(connection: Connection) -> list[Row[Any]]:
    """Return the first revision of each of people's own numbers."""
    are_first = entries.c.kind.in_(kinds(OWN_NUMBERS)) & (entries.c.revision == 1)
    return [row for row in rows_where(connection, are_first) if not _is_together(row)]


def _counted_with_others(
    connection: Connection, first: Iterable[Row[Any]], wanted: Collection[str]
) -> set[str]:
    """Return the wanted numbers that a result counted together with one that is not wanted."""
    closed = _last_closings(connection)
    counted: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in first:
        step = str(json.loads(row.body).get("step", ""))
        # Answers about goals are shown as they come, and carry on from one occasion to the next.
        is_shown_at_once = row.kind == GoalReview.kind
        if is_shown_at_once or row.seq < closed.get((row.team_id, step), 0):
            place = (row.team_id, step, "" if is_shown_at_once else row.occasion)
            counted[place].add(row.record_id)
    return {
        one
        for together in counted.values()
        if not together <= set(wanted)
        for one in together.intersection(wanted)
    }


def _last_closings(connection: Connection) -> dict[tuple[str, str], int]:
    """Return when each team's step was last closed, and its result shown."""
    said = [(row, json.loads(row.body)) for row in rows_where(connection, _IS_STATE)]
    return {(row.team_id, body["step"]): row.seq for row, body in said if not body["is_open"]}


_IS_STATE: Final = entries.c.kind == StepState.kind


def _of_person(connection: Connection, person_id: str) -> _Wanted:
    people = _joined(connection).get(person_id)
    if not people:
        raise StoreError(_who(connection, person_id))
    by_them = entries.c.author_id.in_(people) & (entries.c.revision == 1)
    own = rows_where(connection, by_them & entries.c.kind.in_(kinds((*OWN_WORDS, Device))))
    return _Wanted(frozenset(row.record_id for row in own if not _is_together(row)), people)


def _who(connection: Connection, said: str) -> str:
    """Return what is said where no person has an id: it may be a name, which several may have."""
    called = [
        f"  {row.record_id}  (team {row.team_id or 'of facilitators'}, since {row.created_at[:10]})"
        for row in latest(connection, Person)
        if key_of(json.loads(row.body)["name"]) == key_of(said)
    ]
    cure = "Called so are:" if called else (
        "A person is named by their return code, with --return-code, or by the id that stands in "
        "`ciwidgets export --records-request`."
    )  # fmt: skip
    return "\n".join([f"Nobody has the id {said!r}, so nothing was erased. {cure}", *called])


def _joined(connection: Connection) -> dict[str, frozenset[str]]:
    """Return all records of each person by any of them: those joined, and those in other groups."""
    found: dict[str, frozenset[str]] = {}
    for row in rows_where(connection, entries.c.kind == Person.kind):
        said = json.loads(row.body)
        near = {row.record_id, said.get("same_as"), said.get("home_id")} - {None, ""}
        one = frozenset(near).union(*(found.get(it, ()) for it in near))
        found |= dict.fromkeys(one, one)
    return found


def _one_record(connection: Connection, record_id: str) -> _Wanted:
    rows = rows_where(connection, (entries.c.record_id == record_id) & _ERASABLE)
    if not rows:
        raise StoreError(
            f"There is no record {record_id!r} that can be erased, so nothing was. Its id stands "
            "in `ciwidgets export --records-request`."
        )
    if rows[0].kind in kinds((Person, Device)):
        raise StoreError("This record is a person. Erase all of theirs, with --person.")
    return _Wanted(frozenset((record_id,)))


def _older(connection: Connection, day: date, held: Collection[str]) -> _Wanted:
    """Return own answers last changed before a day, and people who said nothing since."""
    until = day.isoformat()
    newest = func.max(entries.c.created_at)
    of_whom = select(entries.c.author_id).group_by(entries.c.author_id).having(newest >= until)
    active, joined = set(connection.scalars(of_whom)), _joined(connection)
    old = [row for row in latest(connection, *OWN_WORDS, Person, Device) if row.created_at < until]
    records, people, passed = set[str](), set[str](), set[str]()
    for row in old:
        is_person = row.kind == Person.kind
        who = joined.get(row.record_id if is_person else row.author_id, frozenset())
        is_gone = row.author_id not in active and active.isdisjoint(who)
        if _is_together(row) or (row.kind in kinds((Person, Device)) and not is_gone):
            continue
        if row.team_id in held:
            passed |= {row.team_id} if row.kind in kinds(OWN_WORDS) else set()
        elif not is_person:
            records.add(row.record_id)
        elif json.loads(row.body)["role"] != Role.FACILITATOR:
            people.add(row.record_id)
    return _Wanted(frozenset(records), frozenset(people), tuple(sorted(passed)))


def _tells_who(row: Row[Any]) -> bool:
    said = json.loads(row.body)
    return bool(said.get("name") or said.get("return_code_hash"))


def _is_together(row: Row[Any]) -> bool:
    """Scores a group agreed on are not one person's, whoever wrote them down."""
    return row.kind == Scores.kind and bool(json.loads(row.body).get("is_together"))
