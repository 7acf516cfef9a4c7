"""What leaves with a team's record, and what lets somebody in and never does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ciwidgets.model import Device, Entry, JoinCode, Person, Program, Reflection, Role


def that_travel(found: Iterable[Entry[Any]]) -> Iterator[Entry[Any]]:
    """Yield what may leave of the entries of a team and its program, in the order they were kept.

    A return code stays behind, also as its hash: eight letters are soon found again by trying. So
    does what a facilitator wrote for themselves alone.
    """
    people: set[str] = set()
    for entry in found:
        body = entry.body
        if isinstance(body, Program):
            yield replace(entry, body=_for_reading(body))
        elif not entry.team_id or isinstance(body, JoinCode | Device):
            continue
        elif isinstance(body, Person):
            people.add(entry.record_id)
            yield replace(entry, body=body.model_copy(update={"return_code_hash": ""}))
        elif not isinstance(body, Reflection) or entry.author_id in people:
            yield entry


def _for_reading(program: Program) -> Program:
    """Return a program without any code."""
    teams = [team.model_copy(update={"codes": {}}) for team in program.teams]
    return program.model_copy(update={"facilitator_code": "", "teams": teams})


def key_in(body: Any) -> str:
    """Name what a body would let somebody in with; empty for what is no door."""
    match body:
        case JoinCode():
            return "a code to join with"
        case Device():
            return "a device that is let in"
        case Person(role=Role.FACILITATOR):
            return "a facilitator"
        case Person() if body.return_code_hash:
            return "a person with a return code"
    return ""


def sectors_in(body: Any) -> set[str]:
    """Return the sectors a body names, in whichever of the ways kinds do."""
    return {getattr(body, "sector", ""), *getattr(body, "sectors", ()), *getattr(body, "came", ())}
