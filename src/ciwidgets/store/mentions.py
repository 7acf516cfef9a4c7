"""Where others wrote the words, or the name, of somebody who is erased."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, Row

from ciwidgets.model import KINDS, OwnMap, Person
from ciwidgets.store.choosing import Asked, Chosen
from ciwidgets.store.reading import all_columns
from ciwidgets.store.tables import entries

# Shorter ones, or single words, stand anywhere.
_TELLING: Final = 12
_SHORTEST_PART: Final = 3
# Where the first is longer than there is room for, the second takes less than any name.
_INSTEAD: Final = ("a member", "…")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Rows of others with the name, as they are to be, and records that stay as they are."""

    renamed: tuple[tuple[Row[Any], str], ...] = ()
    still_said: tuple[tuple[str, str], ...] = ()


def mentions_of(
    connection: Connection, asked: Asked, chosen: Chosen, *, name_too: bool
) -> Mentions:
    """Find the erased words, and the name, in what others wrote in the same teams."""
    if asked.team_id or asked.before:
        return Mentions()
    rows = (*chosen.rows, *chosen.persons, *chosen.numbers)
    names = {json.loads(row.body)["name"] for row in rows if row.kind == Person.kind} - {""}
    replaced = _one_of(name for name in names if name_too or " " in name)
    parts = {part for name in names for part in name.split() if len(part) >= _SHORTEST_PART}
    wanted = [one for one in (_one_of(names | parts), _words_of(rows)) if one]
    if not wanted:
        return Mentions()
    gone = {row.seq for row in rows}
    renamed, still_said = [], dict[tuple[str, str], None]()
    question = all_columns().where(entries.c.team_id.in_(chosen.teams)).order_by(entries.c.seq)
    for row in connection.execute(question):
        if row.seq in gone:
            continue
        body = _without(row, replaced) if replaced else row.body
        if body != row.body:
            renamed.append((row, body))
        if any(one.search(body) for one in wanted):
            still_said[row.kind, row.record_id] = None
    return Mentions(tuple(renamed), tuple(still_said))


def _words_of(rows: tuple[Row[Any], ...]) -> re.Pattern[str] | None:
    """Return what finds the sentences of these rows; a map's words are everybody's."""
    words = {
        text
        for row in rows
        if row.kind not in (Person.kind, OwnMap.kind)
        for text in _texts(json.loads(row.body))
        if len(text) >= _TELLING and " " in text
    }
    found = "|".join(re.escape(_in_json(one)) for one in sorted(words))
    return re.compile(found) if found else None


def _one_of(names: Any) -> re.Pattern[str] | None:
    # The longest first: of "Ann Lee" not only "Ann" is found.
    in_order = sorted(names, key=lambda one: (-len(one), one))
    found = "|".join(rf"(?<!\w){re.escape(_in_json(one))}(?!\w)" for one in in_order)
    return re.compile(found) if found else None


def _without(row: Row[Any], names: re.Pattern[str]) -> str:
    """Return a body with "a member" for a name wherever somebody wrote it."""
    if not names.search(row.body):
        return str(row.body)
    for instead in _INSTEAD:
        said = json.dumps(_replaced(json.loads(row.body), names, instead), ensure_ascii=False)
        try:
            return KINDS[row.kind].model_validate_json(said).model_dump_json()
        except (ValidationError, KeyError):
            continue
    return str(row.body)


def _replaced(said: Any, names: re.Pattern[str], instead: str, key: str = "") -> Any:
    if isinstance(said, dict):
        return {one: _replaced(value, names, instead, one) for one, value in said.items()}
    if isinstance(said, list):
        return [_replaced(one, names, instead, key) for one in said]
    # One word alone may be an id, unless it stands where a name does.
    is_text = isinstance(said, str) and (" " in said or key in ("name", "reach_out", "who"))
    return names.sub(instead, said) if is_text else said


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for one in said:
            yield from _texts(one)
    elif isinstance(said, dict):
        for one in said.values():
            yield from _texts(one)


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
