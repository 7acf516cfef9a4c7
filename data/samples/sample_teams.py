"""How the year of each made-up team goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """One team's year: how many people, how hopeful, and how far forum 3 has come.

    ``rated`` people have answered at forum 3 so far; -1 means all, and the step is closed.
    """

    people: int
    mood: float
    rated: int
    is_odd: bool = False


TEAMS = {
    "ambrin-falls": Plan(12, -0.3, 7),
    "corriden": Plan(11, -0.6, 5),
    "dunmarrow": Plan(3, 0.0, 1),  # too few for any result to be shown
    "quillback": Plan(12, 0.1, 6, is_odd=True),  # every script and sign, and a hidden idea
    "pellwood": Plan(12, -0.2, -1),
    "sallow-bend": Plan(12, 0.4, 8),
    "tamsin": Plan(13, 0.5, -1),
    "tessamer": Plan(10, -0.1, 0),
    "veyland": Plan(21, 0.1, 11),  # large enough to show three sectors
    "wexmoor": Plan(0, 0.0, 0),  # has not started
}


def releases(team: str) -> bool:
    """Say whether a team's project manager lets everybody read its practice and its lesson."""
    return list(TEAMS).index(team) % 2 == 0
