"""Erasing: the one operation that rewrites what was kept.

In the place of each entry stands that one was there: its ``seq``, its moment, its team and its
occasion stay, so that nothing else moves. Its record id is given up, for the same person's later
words, and its request stays used, so that a page that sends it once more cannot bring it back.

Numbers that a result has shown together with others stay, under a person without a name, a code or
a phone: ``choosing`` says which.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, bindparam, update

from ciwidgets.errors import StoreUnavailable
from ciwidgets.model import (
    Draft,
    Erased,
    Erasure,
    GoalReview,
    Person,
    new_id,
    record_id_for,
)
from ciwidgets.store.appending import append_all
from ciwidgets.store.backend import Backend
from ciwidgets.store.choosing import Asked, Chosen, choose
from ciwidgets.store.facade import Store
from ciwidgets.store.failures import plain_words
from ciwidgets.store.mentions import Mentions, mentions_of
from ciwidgets.store.sqlite import BUSY_SECONDS, connect_file
from ciwidgets.store.tables import entries
from ciwidgets.store.turns import turn

_MOST_PEOPLE: Final = 2000
_STEP: Final = re.compile(r"[a-z0-9_]{1,40}/[a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Done:
    """What was erased, or would be.

    ``records`` counts records by kind; ``numbers`` those whose numbers stay, as a result has shown
    them with others. ``teams`` and ``occasions`` are those whose reports change, ``held`` teams
    that a legal hold kept. ``still_said`` are records of others, kind and id, with the same words
    or the name; ``renamed`` counts those in which "a member" stands for the name now.
    ``is_packed`` says that the file was written anew without what was erased.
    """

    records: dict[str, int]
    numbers: int
    teams: tuple[str, ...]
    occasions: tuple[str, ...]
    held: tuple[str, ...]
    still_said: tuple[tuple[str, str], ...]
    renamed: int
    is_packed: bool


def erase(
    store: Store, asked: Asked, *, why: str = "", name_too: bool = False, dry_run: bool = False
) -> Done:
    """Erase what is asked for from the store, and tell every page at work.

    A person's name of several words becomes "a member" in what others wrote, as nobody is known by
    it any more and it would not be masked; one of a single word, that may be any word, and parts
    of a name only with ``name_too``. What may be the name of somebody who stays is told only.

    Raises:
        StoreError: there is no such thing, or a legal hold keeps it.
        StoreUnavailable: nothing was erased.
    """
    backend = store.backend
    if dry_run:
        with backend.reading() as connection:
            chosen = choose(connection, asked)
            found = mentions_of(connection, asked, chosen, name_too=name_too)
            return _done(chosen, found, is_packed=False)
    with backend.writing() as connection:
        if backend.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        chosen = choose(connection, asked)
        found = mentions_of(connection, asked, chosen, name_too=name_too)
        _rewrite(connection, chosen, found)
        _tell(connection, asked, chosen, found, why)
    return _done(chosen, found, is_packed=not chosen.teams or pack(backend))


def pack(backend: Backend) -> bool:
    """Write the store anew without what was erased; say whether that could be done now."""
    if backend.engine.dialect.name == "postgresql":
        with plain_words(backend.place):
            engine = backend.engine.execution_options(isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql("VACUUM FULL entries")
        return True
    if backend.file is None:
        return True
    try:
        with (
            plain_words(backend.place),
            turn(backend.file, BUSY_SECONDS),
            closing(connect_file(backend.file)) as connection,
        ):
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except StoreUnavailable:
        return False
    return not is_busy


def _rewrite(connection: Connection, chosen: Chosen, found: Mentions) -> None:
    begun: dict[str, int] = {}
    for row in chosen.rows:
        begun.setdefault(row.record_id, row.seq)
    changed = [
        _now(
            row,
            Erased.kind,
            Erased(was=row.kind, of_step=_step(row)).model_dump_json(),
            # Its own: a page may mean the old one for words to come.
            record_id_for("erased", row.record_id, str(begun[row.record_id])),
        )
        for row in chosen.rows
    ]
    changed += [_now(row, row.kind, _nobody(row), row.record_id) for row in chosen.persons]
    changed += [
        _now(row, row.kind, _without_notes(row), row.record_id) for row in chosen.with_notes
    ]
    changed += [_now(row, row.kind, body, row.record_id, row.lookup) for row, body in found.renamed]
    if changed:
        statement = update(entries).where(entries.c.seq == bindparam("at"))
        names = ("kind", "schema", "body", "record_id", "lookup")
        connection.execute(
            statement.values({one: bindparam(f"new_{one}") for one in names}), changed
        )


def _now(
    row: Row[Any], kind: str, body: str, record_id: str, lookup: str | None = None
) -> dict[str, object]:
    schema = Erased.schema_version if kind == Erased.kind else row.schema
    return {
        "at": row.seq,
        "new_kind": kind,
        "new_schema": schema,
        "new_body": body,
        "new_record_id": record_id,
        "new_lookup": lookup,
    }


def _step(row: Row[Any]) -> str:
    step = str(json.loads(row.body).get("step", ""))
    return step if _STEP.fullmatch(step) else ""


def _nobody(row: Row[Any]) -> str:
    """Return a person without anything that tells who they are, or lets them in."""
    person = Person.model_validate_json(row.body)
    return person.model_copy(update={"name": "", "return_code_hash": ""}).model_dump_json()


def _without_notes(row: Row[Any]) -> str:
    review = GoalReview.model_validate_json(row.body)
    return review.model_copy(update={"notes": {}}).model_dump_json()


def _tell(connection: Connection, asked: Asked, chosen: Chosen, found: Mentions, why: str) -> None:
    scope: Literal["person", "team", "record", "before"] = (
        "person" if asked.person_id else "team" if asked.team_id
        else "record" if asked.record_id else "before"
    )  # fmt: skip
    request_id = new_id()
    drafts = [
        Draft(
            record_id=new_id(),
            body=Erasure(
                scope=scope,
                people=_people(chosen, team)[:_MOST_PEOPLE],
                record=asked.record_id,
                before=asked.before,
                why=why,
                erased=len({row.record_id for row in chosen.rows if row.team_id == team}),
            ),
            request_id=request_id,
            team_id=team,
            author_id="staff",
            ordinal=number,
        )
        for number, team in enumerate(_teams(chosen, found))
    ]
    append_all(connection, drafts)


def _teams(chosen: Chosen, found: Mentions) -> list[str]:
    """Return the teams of which something is not as it was; the program's is ""."""
    return sorted({*chosen.teams, *(row.team_id for row, _ in found.renamed)})


def _people(chosen: Chosen, team_id: str) -> list[str]:
    """Return who of a team was erased: with somebody asked for, all records of theirs."""
    rows = (*chosen.rows, *chosen.persons)
    of_the_team = (row for row in rows if row.kind == Person.kind and row.team_id == team_id)
    return list(chosen.people) or sorted({row.record_id for row in of_the_team})


def _done(chosen: Chosen, found: Mentions, *, is_packed: bool) -> Done:
    rows = {row.record_id: row for row in chosen.rows}
    changed = (*chosen.changed, *(row for row, _ in found.renamed))
    return Done(
        records=dict(sorted(Counter(row.kind for row in rows.values()).items())),
        numbers=len({row.record_id for row in chosen.numbers}),
        teams=tuple(_teams(chosen, found)),
        occasions=tuple(sorted({row.occasion for row in changed} - {""})),
        held=chosen.passed,
        still_said=found.still_said,
        renamed=len({row.record_id for row, _ in found.renamed}),
        is_packed=is_packed,
    )
