"""The doors of a program: each team at each occasion, its project manager, the facilitator.

Law: imports ``model`` and ``errors``. Which code opens which door is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ciwidgets.errors import ProgramError
from ciwidgets.model import (
    Entry,
    JoinCode,
    Program,
    Role,
    is_group,
    new_code,
    pretty_code,
    record_id_for,
)

Codes = dict[str, Entry[JoinCode]]


@dataclass(frozen=True, slots=True)
class Door:
    """A place a code lets people in; ``fixed`` is the code the program file asks for, if any."""

    team_id: str
    occasion: str
    role: Role
    fixed: str = ""

    @property
    def record_id(self) -> str:
        """The record of the door's code, the same at every load."""
        return record_id_for("join_code", self.team_id, self.occasion or self.role.value)


def doors_of(program: Program) -> list[Door]:
    """Return a program's doors in the order codes are printed: facilitator, then team by team."""
    doors = [Door("", "", Role.FACILITATOR, program.facilitator_code)]
    for team in program.teams:
        manager = team.codes.get(Role.PROJECT_MANAGER.value, "")
        doors.append(Door(team.id, "", Role.PROJECT_MANAGER, manager))
        doors += [
            Door(team.id, one.id, Role.PARTICIPANT, team.codes.get(one.id, ""))
            for one in program.occasions
        ]
    return doors


def codes_wanted(program: Program, before: Program | None, now: Codes) -> dict[str, JoinCode]:
    """Return, by record id, the code each door shall have, and those of doors that are gone.

    A code once made stays, and a door that was shut by hand stays shut; a door that is gone from
    the file is shut, and one that was not in it before is opened. The doors of breakouts were never
    in the file: they stay as they are.

    Raises:
        ProgramError: a code the file fixes already opens another door.
    """
    doors = doors_of(program)
    known = {door.record_id for door in doors_of(before)} if before else set()
    holders = {door.fixed: door.record_id for door in doors if door.fixed}
    taken = {entry.body.code for entry in now.values()} | set(holders)
    of_groups = {one: entry for one, entry in now.items() if is_group(entry.team_id)}
    now = {one: entry for one, entry in now.items() if one not in of_groups}
    _check_free(doors, holders, now, of_groups)
    wanted: dict[str, JoinCode] = {}
    for door in doors:
        entry = now.get(door.record_id)
        code = door.fixed or (entry.body.code if entry else _fresh_code(taken))
        is_open = entry.body.is_open if entry and door.record_id in known else True
        wanted[door.record_id] = JoinCode(code=code, role=door.role, is_open=is_open)
    for record_id in now.keys() - wanted.keys():
        old = now[record_id].body
        # A code that moved to another door must not lead to this one too.
        code = _fresh_code(taken) if old.code in holders else old.code
        wanted[record_id] = JoinCode(code=code, role=old.role, is_open=False)
    return wanted


def _check_free(
    doors: list[Door], holders: Mapping[str, str], now: Codes, of_groups: Codes
) -> None:
    """Refuse a fixed code that another door of the program, or a breakout, goes on using."""
    for taken in of_groups.values():
        if taken.body.code in holders:
            raise ProgramError(
                f"The program file fixes the code {pretty_code(taken.body.code)}, which is already "
                "the code of a breakout. Choose another code, or take the line out and one is "
                "made for you."
            )
    for door in doors:
        entry = now.get(door.record_id)
        holder = holders.get(entry.body.code) if entry else None
        if entry and not door.fixed and holder:
            whose = f"team {door.team_id}" if door.team_id else "the facilitator"
            when = f" at {door.occasion}" if door.occasion else ""
            raise ProgramError(
                f"The program file fixes the code {pretty_code(entry.body.code)}, which is already "
                f"the code of {whose}{when}. Choose another code, or take the line out and one is "
                "made for you."
            )


def _fresh_code(taken: set[str]) -> str:
    while (code := new_code()) in taken:
        pass
    taken.add(code)
    return code
