"""What of a program somebody meant who typed its id, or a sentence with the nearest there is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ciwidgets.errors import WrongRequest
from ciwidgets.model import Program, Team

_NEAR = 0.55
_FEWEST_LETTERS = 3
_LONGEST_SHOWN = 60


def team_of(program: Program, team_id: str) -> Team:
    """Return a team of the program.

    Raises:
        WrongRequest: where it has none of this id, with the nearest.
    """
    team = program.team(team_id)
    if team is None:
        known = [one.id for one in program.teams]
        its = ", ".join(known)
        if not team_id:
            raise WrongRequest(f"No team was named. Add --team with one of {its}.")
        typed = team_id[:_LONGEST_SHOWN]
        raise WrongRequest(
            f"The program has no team {typed!r}.{meant(team_id, known)} Its teams are {its}."
        )
    return team


def meant(wanted: str, known: Iterable[str]) -> str:
    """Return ``Did you mean …?`` with a blank before it where something is near, else nothing."""
    typed, names = wanted.casefold(), list(known)
    begun = [one for one in names if len(typed) >= _FEWEST_LETTERS and one.startswith(typed)]
    near = begun or difflib.get_close_matches(typed, names, n=1, cutoff=_NEAR)
    return f" Did you mean {near[0]!r}?" if near else ""
