"""What may come into a store with a team's record: nothing that lets anybody in, or as another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from sqlalchemy import Connection

from ciwidgets.errors import StoreError
from ciwidgets.model import (
    Body,
    CoachingNote,
    Device,
    Entry,
    JoinCode,
    Person,
    Program,
    Role,
    Scores,
    Thanks,
)
from ciwidgets.model.own_words import OWN_WORDS
from ciwidgets.store.reading import all_columns, entries_from, is_latest
from ciwidgets.store.tables import entries

NOTHING: Final = "Nothing was taken in."
_NEVER: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class _Known:
    team_id: str
    role: Role
    return_code_hash: str


class Allowing:
    """The program and the people of a store, by which it is decided what comes in.

    Raises:
        StoreError: the store holds no program.
    """

    def __init__(self, connection: Connection) -> None:
        """Read the program and every person; the connection must hold the write lock."""
        program = next((one.body for one in _latest(connection, Program)), None)
        if not isinstance(program, Program):
            raise StoreError(
                "This store holds no program yet, so it has no team a record could be for. Load "
                f"your program first: ciwidgets init program.toml. {NOTHING}"
            )
        self._made_up = program.made_up
        self._teams = [team.id for team in program.teams]
        self._people = {
            one.record_id: _Known(one.team_id, one.body.role, one.body.return_code_hash)
            for one in _latest(connection, Person)
            if isinstance(one.body, Person)
        }
        self._came: set[tuple[str, str]] = set()  # team and person, as the record brought them

    def as_kept(self, entry: Entry[Any]) -> Entry[Any] | None:
        """Return an entry as this store may keep it, and nothing for the program, which stays.

        Raises:
            StoreError: it must not come in; it is named.
        """
        body = entry.body
        if isinstance(body, Program):
            return None
        if isinstance(body, JoinCode | Device):
            _refuse(entry, "would let somebody in")
        if entry.team_id not in self._teams:
            _refuse(
                entry,
                f"is of a team this store’s program does not have ({entry.team_id!r}; it has "
                f"{', '.join(self._teams)})",
            )
        if isinstance(body, Person):
            return replace(entry, body=self._person(entry, body))
        return entry

    def check_author(self, entry: Entry[Any]) -> None:
        """Make sure that an entry which is new here is said by whoever may say it.

        Raises:
            StoreError: it would speak for somebody the record does not bring.
        """
        body, author = entry.body, entry.author_id
        is_together = isinstance(body, Scores) and body.is_together
        if not isinstance(body, OWN_WORDS) or is_together or (entry.team_id, author) in self._came:
            return
        if isinstance(body, Thanks | CoachingNote) and author not in self._people:
            return  # a facilitator's; they stay behind, so it stands there without a name
        _refuse(entry, f"is said by {author or 'nobody'}, who is not one of the record’s people")

    def _person(self, entry: Entry[Any], body: Person) -> Person:
        """Return a person with the return code known here, as none comes with a record."""
        known = self._people.get(entry.record_id)
        if body.role is Role.FACILITATOR:
            _refuse(entry, "is a facilitator, who sees every team")
        if body.source == "sample" and not self._made_up:
            _refuse(entry, "is made up, and this store’s program is a real one")
        if body.home_id or body.home_team:
            _refuse(entry, "is somebody's place in a breakout, and no team’s record holds one")
        if known and known.team_id != entry.team_id:
            _refuse(entry, "is of another team here")
        if known and known.role is not body.role:
            _refuse(entry, f"would become a {body.role.value}, and is a {known.role.value}")
        if entry.revision == 1:
            self._came.add((entry.team_id, entry.record_id))
        elif (entry.team_id, entry.record_id) not in self._came:
            _refuse(entry, "does not follow the person’s first entry")
        if body.same_as and (entry.team_id, body.same_as) not in self._came:
            _refuse(entry, f"would stand for {body.same_as}, who is not one of the record’s people")
        key = known.return_code_hash if known else ""
        self._people[entry.record_id] = _Known(entry.team_id, body.role, key)
        return body.model_copy(update={"return_code_hash": key})


def is_same(one: Entry[Any], other: Entry[Any]) -> bool:
    """Whether two entries are one: the same request said the same.

    Each store has its own order, its own clock and its own return codes.
    """
    return _plain(one) == _plain(other)


def named(entry: Entry[Any]) -> str:
    """Return what a message calls an entry."""
    return f"The {entry.kind} {entry.record_id} (revision {entry.revision})"


def _plain(entry: Entry[Any]) -> Entry[Any]:
    body = entry.body
    if isinstance(body, Person):
        body = body.model_copy(update={"return_code_hash": ""})
    return replace(entry, seq=0, created_at=_NEVER, body=body)


def _latest(connection: Connection, kind: type[Body]) -> Iterator[Entry[Body]]:
    question = all_columns().where(entries.c.kind == kind.kind, is_latest())
    yield from entries_from(connection.execute(question))


def _refuse(entry: Entry[Any], why: str) -> NoReturn:
    raise StoreError(f"{named(entry)} {why}. {NOTHING}")
