"""Entries as they may be handed out: what is withheld stands there as that, and is listed.

Codes and what stands for them never leave. Unless everything is asked for as it was written, what
somebody wrote for themselves alone stays behind, and so do a name without its person's yes to
everybody, and a text that looks as if it told who somebody is. A program can be wrong about a text
both ways, so a person has to read the list and the files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ciwidgets.analysis.traces import traces_in
from ciwidgets.model import (
    ChangeOfMind,
    Device,
    JoinCode,
    Named,
    OwnMap,
    Partner,
    Person,
    Program,
    Reflection,
    Thanks,
    Win,
)
from ciwidgets.naming.typed import said_anew
from ciwidgets.results.naming.team_record import TeamRecord

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.results.naming.names import Names
    from ciwidgets.store import Store

CODE: Final = "a code, or what stands for one"
NAME: Final = "a name without a yes to everybody"
ALONE: Final = "written for oneself alone"
_TRACES: Final = {
    "phone": "looks like a phone number",
    "email": "looks like an e-mail address",
    "social": "looks like a Social Security number",
    "birth": "looks like a date of birth",
    "client": "speaks of one person somebody serves",
}
_NAMED: Final = set(Named.model_fields)


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that was withheld, where, and why."""

    seq: int
    kind: str
    record_id: str
    revision: int
    field: str
    why: str


class HandingOut:
    """Bodies as they may leave; ``withheld`` lists what may not, in the order it was met."""

    def __init__(self, store: Store, today: date, *, as_written: bool = False) -> None:
        """Hand out a store's entries; ``today`` tells how long ago a day is."""
        self.withheld: list[Withheld] = []
        self._store = store
        self._today = today
        self._as_written = as_written
        self._names: dict[str, Names] = {}

    def body(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return what an entry says, as plain JSON values."""
        written: dict[str, Any] = json.loads(entry.body.model_dump_json())
        said = written
        if not self._as_written and not isinstance(entry.body, Program):
            said = self._masked(entry)
        said = _without_codes(entry.body, said)
        for field, why in _differences(written, said):
            self.withheld.append(
                Withheld(entry.seq, entry.kind, entry.record_id, entry.revision, field, why)
            )
        return said

    def _masked(self, entry: Entry[Any]) -> dict[str, Any]:
        body, names = entry.body, self._names_of(entry.team_id)
        about = _about(entry)
        mask = partial(self._text, names=names, about=about)
        said: dict[str, Any] = json.loads(said_anew(body, mask).model_dump_json())
        if (alone := _of_oneself(body, said)) is not None:
            return alone
        if isinstance(body, Partner) and body.reach_out:
            return said | {"reach_out": _instead(NAME)}
        if isinstance(body, Person) and body.name:
            me = Named(person_id=entry.record_id)
            may = names.name_of(me) == body.name and names.may(me, "", "public")
            return said | {"name": body.name if may else _instead(NAME)}
        found: dict[str, Any] = _naming(said, names, about, mask)
        return found

    def _text(self, text: str, *, names: Names, about: str) -> str:
        traces = traces_in(text, self._today)
        if traces:
            return _instead("; ".join(_TRACES[one] for one in traces))
        return names.masked(text, "public", about)

    def _names_of(self, team_id: str) -> Names:
        if team_id not in self._names:
            record = TeamRecord(self._store, team_id, for_a_report=True)
            self._names[team_id] = record.names
        return self._names[team_id]


def _about(entry: Entry[Any]) -> str:
    if isinstance(entry.body, Thanks):
        return entry.body.win_id
    return entry.record_id if isinstance(entry.body, Win) else ""


def _of_oneself(body: Any, said: dict[str, Any]) -> dict[str, Any] | None:
    """Return what nobody but its writer was to see without its words; None for all else."""
    hidden = _instead(ALONE)
    if isinstance(body, Reflection):
        return said | {"answers": dict.fromkeys(said["answers"], hidden)}
    if isinstance(body, ChangeOfMind) and not body.is_shared:
        return said | {"used_to_think": hidden, "now_think": hidden}
    if isinstance(body, OwnMap):
        words = [one | {"label": hidden, "notes": "", "units": ""} for one in said["words"]]
        return said | {"words": words, "links": [one | {"notes": ""} for one in said["links"]]}
    return None


def _naming(said: Any, names: Names, about: str, mask: Any) -> Any:
    """Return what was said with the name of nobody who did not agree to it."""
    if isinstance(said, list):
        return [_naming(one, names, about, mask) for one in said]
    if not isinstance(said, dict):
        return said
    if set(said) == _NAMED:
        named = Named.model_validate_json(json.dumps(said))
        is_hidden = bool(named.name) and not names.may(named, about, "public")
        name = _instead(NAME) if is_hidden else named.name
        return said | {"name": name, "role": mask(named.role)}
    return {key: _naming(one, names, about, mask) for key, one in said.items()}


def _without_codes(body: Any, said: dict[str, Any]) -> dict[str, Any]:
    hidden = _instead(CODE)
    if isinstance(body, JoinCode):
        return said | {"code": hidden}
    if isinstance(body, Device):
        return said | {"token_hash": hidden}
    if isinstance(body, Person) and body.return_code_hash:
        return said | {"return_code_hash": hidden}
    if isinstance(body, Program):
        teams = [one | {"codes": dict.fromkeys(one["codes"], hidden)} for one in said["teams"]]
        code = hidden if body.facilitator_code else ""
        return said | {"teams": teams, "facilitator_code": code}
    return said


def _instead(why: str) -> str:
    return f"[withheld: {why}]"


def _differences(before: Any, after: Any, field: str = "") -> list[tuple[str, str]]:
    """Return the fields in which something was withheld, each with the reason."""
    if before == after:
        return []
    if isinstance(before, dict):
        pairs = [(f"{field}.{key}".lstrip("."), before[key], after[key]) for key in before]
    elif isinstance(before, list):
        pairs = [
            (f"{field}[{number}]", *both)
            for number, both in enumerate(zip(before, after, strict=True))
        ]
    else:
        is_whole = isinstance(after, str) and after.startswith("[withheld: ")
        return [(field, after[11:-1] if is_whole else NAME)]
    return [one for name, old, new in pairs for one in _differences(old, new, name)]
