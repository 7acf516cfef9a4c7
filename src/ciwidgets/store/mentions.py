"""Where others wrote the words, or the name, of somebody who is erased."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from ciwidgets.errors import StoreError
from ciwidgets.model import Body, Device, OwnMap, Person, Program
from ciwidgets.naming.folding import words_of
from ciwidgets.naming.forgetting import Forgetting
from ciwidgets.naming.typed import named_in, said_anew, typed_in
from ciwidgets.store.choosing import Asked, Chosen
from ciwidgets.store.finding_rows import rows_where
from ciwidgets.store.reading import body_of, entry_as
from ciwidgets.store.tables import entries

# Shorter ones, or single words, stand anywhere.
_TELLING: Final = 12
# Where the first is longer than there is room for, the second takes less than any name.
_INSTEAD: Final = ("a member", "…")
# Names themselves, which are somebody else's.
_WHO_IS_WHO: Final = (Person.kind, Device.kind)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Rows of others with the name, as they are to be, and records that stay as they are."""

    renamed: tuple[tuple[Row[Any], str], ...] = ()
    still_said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody else wrote; ``body`` is None where this version cannot read it."""

    row: Row[Any]
    body: Body | None

    @property
    def texts(self) -> list[str]:
        return typed_in(self.body) if self.body else list(_texts(json.loads(self.row.body)))


def mentions_of(
    connection: Connection, asked: Asked, chosen: Chosen, *, name_too: bool
) -> Mentions:
    """Find the erased names, and the words of one person or record, in what others wrote.

    What goes for its age is not looked for word by word: a team may have carried it on.
    """
    if asked.team_id:
        return Mentions()
    theirs = (*chosen.rows, *chosen.numbers, *chosen.persons)
    people = [row for row in theirs if row.kind == Person.kind]
    sentences = [] if asked.before else sorted(_sentences(theirs))
    renamed: list[tuple[Row[Any], str]] = []
    still_said: dict[tuple[str, str], None] = {}
    for team in _where(connection, chosen, people):
        # Of one person each name counts wherever they were; of many each in its own team.
        names = {_name(row) for row in people if asked.person_id or row.team_id == team} - {""}
        if not (names or sentences):
            continue
        others = _others(connection, team, {row.seq for row in theirs})
        forgetting = _forgetting(names, others, every_part=name_too)
        for before in others:
            if before.row.kind in _WHO_IS_WHO:
                continue
            now = before if team in chosen.held else _without(before, forgetting)
            if now.body and now.body != before.body:
                renamed.append((now.row, now.body.model_dump_json()))
            if _tells(now.texts, forgetting, sentences):
                still_said[now.row.kind, now.row.record_id] = None
    return Mentions(tuple(renamed), tuple(still_said))


def _where(connection: Connection, chosen: Chosen, people: Iterable[Row[Any]]) -> list[str]:
    """Return the teams to look in: who facilitates is known by name to all of them."""
    if any(row.team_id == "" for row in people):
        return sorted(connection.scalars(select(entries.c.team_id).distinct()))
    return chosen.teams


def _others(connection: Connection, team: str, theirs: Collection[int]) -> list[_Said]:
    """Return what a team's other entries say, and who the facilitators are."""
    of_guests = (entries.c.team_id == "") & (entries.c.kind == Person.kind)
    rows = rows_where(connection, (entries.c.team_id == team) | of_guests)
    return [_Said(row, _body(row)) for row in rows if row.seq not in theirs]


def _body(row: Row[Any]) -> Body | None:
    try:
        return entry_as(row, body_of(row)).body
    except StoreError:
        return None


def _forgetting(names: set[str], others: Iterable[_Said], *, every_part: bool) -> Forgetting:
    staying = {_name(one.row) for one in others if one.row.kind == Person.kind} - {""}
    listed = {named.name for one in others for named in named_in(one.body)} - {""}
    return Forgetting(names, staying, listed, every_part=every_part)


def _without(said: _Said, forgetting: Forgetting) -> _Said:
    """Return it with "a member" for a name wherever somebody typed one, if there is room."""
    if said.body is None or isinstance(said.body, Program):
        return said
    for instead in _INSTEAD:
        say = partial(forgetting.without, instead=instead)
        body = said_anew(said.body, say, with_named=True)
        if body is said.body:
            return said
        try:
            return _Said(said.row, type(body).model_validate_json(body.model_dump_json()))
        except ValidationError:
            continue
    return said


def _tells(texts: Iterable[str], forgetting: Forgetting, sentences: Collection[str]) -> bool:
    """Say whether any of these names who is gone, or holds what they wrote."""
    for text in texts:
        plain = _plain(text) if sentences else ""
        if forgetting.is_named_in(text) or any(one in plain for one in sentences):
            return True
    return False


def _sentences(rows: Iterable[Row[Any]]) -> set[str]:
    """Return the sentences of these rows as they are compared; a map's words are everybody's."""
    return {
        _plain(text)
        for row in rows
        if row.kind not in (*_WHO_IS_WHO, OwnMap.kind)
        for text in _Said(row, _body(row)).texts
        if len(text) >= _TELLING and " " in text
    } - {""}


def _plain(text: str) -> str:
    return " ".join(one.folded for one in words_of(text))


def _name(row: Row[Any]) -> str:
    return str(json.loads(row.body)["name"])


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | dict):
        for one in said.values() if isinstance(said, dict) else said:
            yield from _texts(one)
