"""Who came to a team's meetings, by sector.

These are heads everybody in the room could count, so the small-group rule is not asked: nobody's
answer is in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

# A sector that was away this often in a row is asked after.
ASK_AFTER = 3


@dataclass(frozen=True, slots=True)
class SectorCame:
    """How many came from a sector, meeting by meeting; ``away`` counts the latest with nobody."""

    id: str
    name: str
    came: tuple[int, ...]
    away: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """The meetings at which somebody counted, the earliest first, and who came."""

    days: tuple[date, ...]
    sectors: tuple[SectorCame, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """How many came to each meeting."""
        return tuple(sum(one.came[place] for one in self.sectors) for place in range(len(self)))

    def __len__(self) -> int:
        """Return how many meetings there are."""
        return len(self.days)

    def to_ask_after(self) -> list[SectorCame]:
        """Return the sectors from which nobody came to the last three meetings."""
        return [one for one in self.sectors if one.away >= ASK_AFTER]


def attendance(
    meetings: Iterable[tuple[date, Mapping[str, int]]], sectors: Mapping[str, str]
) -> Attendance:
    """Return who came, from each meeting's day and its counts by sector.

    ``sectors`` are names by id, in their order. A meeting without any count was not counted, which
    is not the same as nobody there, so it is left out. At one that was, a sector without a number
    had nobody; a sector no longer on the list keeps what it had and has no name but its id.
    """
    counted = sorted(((on, came) for on, came in meetings if came), key=lambda one: one[0])
    gone = sorted({one for _, came in counted for one, n in came.items() if n} - sectors.keys())
    rows = [*sectors.items(), *((one, one) for one in gone)]
    return Attendance(
        tuple(on for on, _ in counted),
        tuple(_sector(one, name, [came.get(one, 0) for _, came in counted]) for one, name in rows),
    )


def _sector(sector: str, name: str, came: list[int]) -> SectorCame:
    away = next((n for n, people in enumerate(reversed(came)) if people), len(came))
    return SectorCame(sector, name, tuple(came), away)
