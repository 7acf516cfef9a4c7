"""Putting a program into the store: who may come in where, and what a demonstration starts with.

Law: imports ``doors``, ``model``, ``store`` and ``errors``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from ciwidgets.doors import codes_wanted, doors_of
from ciwidgets.errors import Conflict, FileRefused, NotAllowed, StoreError
from ciwidgets.model import (
    KINDS,
    Body,
    Draft,
    Entry,
    JoinCode,
    Program,
    Role,
    new_id,
    pretty_code,
    record_id_for,
)
from ciwidgets.store import Store

PROGRAM_RECORD = "program"
STAFF = "staff"
_TRIES = 6
_CHUNK = 500
_AFTERNOON = timedelta(hours=15)


class NoProgram(StoreError):
    """The store holds no program yet."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a program did; teams are named, codes are counted."""

    program: Literal["added", "changed", "kept"]
    teams_added: tuple[str, ...]
    teams_closed: tuple[str, ...]
    codes_added: int
    codes_changed: int
    codes_kept: int

    def sentences(self) -> list[str]:
        """Return the report, one sentence a line, for staff to read."""
        lines = [f"The program was {self.program}."]
        if self.teams_added:
            lines.append(f"New teams: {', '.join(self.teams_added)}.")
        if self.teams_closed:
            lines.append(
                f"No longer in the file: {', '.join(self.teams_closed)}. "
                "What they wrote is kept; their codes are closed."
            )
        lines.append(
            f"Codes: {self.codes_added} made, {self.codes_changed} changed or closed, "
            f"{self.codes_kept} kept as they were."
        )
        return lines


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code to hand out; ``team`` and ``occasion`` are names, empty where there is none."""

    team_id: str
    team: str
    occasion_id: str
    occasion: str
    role: Role
    code: str
    is_open: bool


def load_program(store: Store, program: Program) -> Loaded:
    """Write a program and the codes it needs, as far as they are new or changed.

    Loading the same program again changes nothing. A team or an occasion that is gone from the
    file keeps its record and its codes are closed; when it comes back, they open again.

    Raises:
        ProgramError: a code the file fixes already opens another door.
        Conflict: others kept changing the same program all the while.
    """
    for attempt in range(_TRIES - 1):
        try:
            return _load_once(store, program)
        except Conflict:
            # Someone else loads at this moment; what they wrote is there to be read now.
            time.sleep(0.05 * (attempt + 1))
    return _load_once(store, program)


def current_program(store: Store) -> Program:
    """Return the program as it was last loaded.

    Raises:
        NoProgram: none has been loaded.
    """
    entry = _program_entry(store)
    if entry is None:
        raise NoProgram(
            "This store holds no program yet. Write one (a copy of data/samples/program.toml is a "
            "start), then run: ciwidgets init program.toml"
        )
    return entry.body


def codes(store: Store) -> list[PrintedCode]:
    """Return every code of the program in the order to print: facilitator, then team by team.

    Raises:
        NoProgram: none has been loaded.
    """
    program = current_program(store)
    entries = {entry.record_id: entry for entry in store.current(JoinCode)}
    printed: list[PrintedCode] = []
    for door in doors_of(program):
        entry = entries.get(door.record_id)
        team, occasion = program.team(door.team_id), program.occasion(door.occasion)
        if entry:
            printed.append(
                PrintedCode(
                    team_id=door.team_id,
                    team=team.name if team else "",
                    occasion_id=door.occasion,
                    occasion=occasion.name if occasion else "",
                    role=door.role,
                    code=pretty_code(entry.body.code),
                    is_open=entry.body.is_open,
                )
            )
    return printed


def table_codes(store: Store, occasion_id: str) -> list[PrintedCode]:
    """Return the teams' codes of an occasion, which lie on their tables; nobody else's.

    Raises:
        NoProgram: none has been loaded.
    """
    return [
        one
        for one in codes(store)
        if one.role is Role.PARTICIPANT and one.occasion_id == occasion_id
    ]


def load_samples(store: Store, path: str | Path) -> int:
    """Write a made-up year (``data/samples/year.jsonl``) and return how many entries were new.

    Loading it again adds nothing and leaves alone what people have changed since.

    Raises:
        NoProgram: no program has been loaded.
        NotAllowed: the store's program is a real one, whose reports would count made-up people.
        FileRefused: a line of the file cannot be read, or names a team that is not there.
    """
    program = current_program(store)
    if not program.made_up:
        raise NotAllowed(
            f'This store holds "{program.name}", a real program. Made-up people would be counted '
            "in its reports, so nothing was loaded. Use another store for the samples."
        )
    # All lines are read before the first is written: a bad one loads nothing.
    drafts = iter(list(_sample_drafts(Path(path), program)))
    before, added = store.last_seq(), 0
    while chunk := list(islice(drafts, _CHUNK)):
        added += sum(entry.seq > before for entry in store.append(chunk))
    return added


def _program_entry(store: Store) -> Entry[Program] | None:
    return next((one for one in store.current(Program) if one.record_id == PROGRAM_RECORD), None)


def _load_once(store: Store, program: Program) -> Loaded:
    entry = _program_entry(store)
    before = entry.body if entry else None
    now = {one.record_id: one for one in store.current(JoinCode)}
    wanted = codes_wanted(program, before, now)
    changed = {
        record_id: body
        for record_id, body in wanted.items()
        if record_id not in now or now[record_id].body != body
    }
    drafts = _code_drafts(program, now, changed)
    if before != program:
        revision = entry.revision if entry else 0
        drafts.insert(0, _staff_draft(PROGRAM_RECORD, program, revision))
    request_id = new_id()
    store.append(
        [
            replace(draft, request_id=request_id, ordinal=ordinal)
            for ordinal, draft in enumerate(drafts)
        ]
    )
    added = sum(record_id not in now for record_id in changed)
    old_teams = {team.id: team.name for team in before.teams} if before else {}
    new_teams = {team.id: team.name for team in program.teams}
    return Loaded(
        program="added" if before is None else "kept" if before == program else "changed",
        teams_added=tuple(name for one, name in new_teams.items() if one not in old_teams),
        teams_closed=tuple(name for one, name in old_teams.items() if one not in new_teams),
        codes_added=added,
        codes_changed=len(changed) - added,
        codes_kept=len(wanted) - len(changed),
    )


def _code_drafts(
    program: Program, now: dict[str, Entry[JoinCode]], changed: dict[str, JoinCode]
) -> list[Draft]:
    places = {record_id: (entry.team_id, entry.occasion) for record_id, entry in now.items()}
    places |= {door.record_id: (door.team_id, door.occasion) for door in doors_of(program)}
    return [
        replace(
            _staff_draft(record_id, body, now[record_id].revision if record_id in now else 0),
            team_id=places[record_id][0],
            occasion=places[record_id][1],
        )
        for record_id, body in changed.items()
    ]


def _staff_draft(record_id: str, body: Body, base_revision: int) -> Draft:
    return Draft(record_id, body, request_id="", author_id=STAFF, base_revision=base_revision)


def _sample_drafts(path: Path, program: Program) -> Iterator[Draft]:
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(
            f"{path} cannot be read ({error}). Name the year.jsonl that data/samples/"
            "make_samples.py wrote."
        ) from error
    for number, line in enumerate(lines, start=1):
        try:
            if number == 1:
                _check_made_up(json.loads(line))
            else:
                yield _sample_draft(json.loads(line), program)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FileRefused(
                f"{path.name}, line {number}: this is no line of a made-up year ({error}). "
                "Write the file anew with data/samples/make_samples.py."
            ) from error


def _check_made_up(note: dict[str, Any]) -> None:
    if note.get("made_up") is not True:
        raise ValueError("the first line has to say that all is made up")


def _sample_draft(said: dict[str, Any], program: Program) -> Draft:
    record_id, revision = said["record_id"], said.get("base_revision", 0)
    if program.team(said["team_id"]) is None:
        raise ValueError(f"the program has no team {said['team_id']}")
    occasion = program.occasion(said["occasion"])
    if occasion is None:
        raise ValueError(f"the program has no occasion {said['occasion']}")
    # On the occasion's own afternoon, so that what came before it and since can be told apart.
    day = datetime(occasion.date.year, occasion.date.month, occasion.date.day, tzinfo=UTC)
    return Draft(
        record_id=record_id,
        body=KINDS[said["kind"]].model_validate_json(json.dumps(said["body"])),
        request_id=record_id_for("sample", record_id, str(revision)),
        team_id=said["team_id"],
        author_id=said["author_id"],
        occasion=said["occasion"],
        base_revision=revision,
        retracted=said.get("retracted", False),
        # Nothing of it happened today: nobody of it is in the room this evening.
        told_at=min(day + _AFTERNOON, datetime.now(UTC) - timedelta(days=1)),
    )
