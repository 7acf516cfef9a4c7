"""A store of as many made-up teams as are wanted: the sample's ten, and copies of them."""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from ciwidgets.enrolment import load_program, load_samples
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Program
from ciwidgets.model.program import Team
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store

_WORD = re.compile(r'"([^"\\]+)"')
_AT_ONCE = 50  # teams whose entries are in memory together


def fill(store: Store, count: int) -> list[str]:
    """Load so many teams with their year into an empty store; return their ids, the ten first."""
    program = read_program(samples_folder() / "program.toml")
    first, *lines = (samples_folder() / "year.jsonl").read_text(encoding="utf-8").splitlines()
    said: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        said[json.loads(line)["team_id"]].append(line)
    teams = _teams(program, count)
    everybody = [team for _, team in teams]
    load_program(store, program.model_copy(update={"teams": everybody}))
    # Of nobody's team is what staff said, as the ten's, once.
    written = [said.get("", [])]
    written += [_copied(said[original.id], original, team) for original, team in teams]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "year.jsonl"
        for begin in range(0, len(written), _AT_ONCE):
            some = [line for one in written[begin : begin + _AT_ONCE] for line in one]
            file.write_text("\n".join([first, *some]) + "\n", encoding="utf-8")
            load_samples(store, file)
    return [team.id for team in everybody]


def _teams(program: Program, count: int) -> list[tuple[Team, Team]]:
    """Return each team that is wanted, after the one whose copy it is; the ten are their own."""
    found = []
    for number in range(count):
        original = program.teams[number % len(program.teams)]
        again = number // len(program.teams)
        new = {"id": f"{original.id}-{again}", "name": f"{original.name} {again}", "codes": {}}
        found.append((original, original.model_copy(update=new) if again else original))
    return found


def _copied(lines: list[str], original: Team, team: Team) -> list[str]:
    """Return a team's lines as another team's: nothing in them is the first one's any more."""
    if team.id == original.id:
        return lines
    names = {one: f"{one} {team.id}" for line in lines for one in _places(json.loads(line))}
    for line in lines:
        entry = json.loads(line)
        for old in (entry["record_id"], entry["author_id"]):
            names[old] = str(uuid5(NAMESPACE_OID, f"{team.id} {old}"))
    names |= {original.id: team.id, "": ""}
    return [_WORD.sub(lambda word: f'"{names.get(word[1], word[1])}"', line) for line in lines]


def _places(entry: dict[str, Any]) -> Iterator[str]:
    if entry["kind"] == "imported_indicators":
        for row in entry["body"]["rows"]:
            yield row["place"]
