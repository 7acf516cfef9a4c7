"""Who is at the table: coverage of sector lists, involvement now and wanted, and who to reach.

The ladder is A. T. Himmelman's (Collaboration for a Change, 2002), with "none" below it. Its steps
have an order and no worth: where two organizations stand well depends on what both want.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ciwidgets.model.partners import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ciwidgets.analysis.sector_lists import Listing
    from ciwidgets.model import Partner

LADDER: tuple[Level, ...] = get_args(Level)
Wanted = Literal["more", "same", "less"]
State = Literal["covered", "in_mind", "perhaps", "nobody"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class SectorState:
    """A sector of a list and who sits there, by name.

    ``covered`` by active partners; ``in_mind`` where partners are named and none is active;
    ``perhaps`` where only the crosswalk says that an active one may belong here; else ``nobody``.
    """

    id: str
    name: str
    includes: str
    tick: str
    state: State
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorCoverage:
    """How far the active partners cover a list of sectors; ``id`` is empty for the program's."""

    id: str
    name: str
    sectors: tuple[SectorState, ...]

    def count(self, state: State) -> int:
        """Return how many sectors are in a state."""
        return sum(one.state == state for one in self.sectors)


@dataclass(frozen=True, slots=True)
class Outreach:
    """Somebody to be won for more: who goes to them, and by which day if one is set."""

    id: str
    name: str
    level_now: Level
    level_wanted: Level
    who: str
    by: date | None
    is_past: bool


def is_active(partner: Partner) -> bool:
    """Return whether a partner is at the table: on any step of the ladder above none."""
    return partner.level_now != "none"


def wanted(partner: Partner) -> Wanted:
    """Return whether more of a partner is wanted, the same, or less: a direction, no score."""
    now, then = LADDER.index(partner.level_now), LADDER.index(partner.level_wanted)
    if now == then:
        return "same"
    return "more" if then > now else "less"


def people_at_table(partners: Iterable[Partner]) -> int:
    """Return how many people the active partners bring, each once, in however many sectors."""
    return sum(one.people for one in partners if is_active(one))


def sector_coverage(partners: Iterable[Partner], listing: Listing) -> SectorCoverage:
    """Return the state of each sector of a list: one active partner is enough to cover it."""
    known = list(partners)
    return SectorCoverage(
        listing.id,
        listing.name,
        tuple(
            SectorState(
                place.id,
                place.name,
                place.includes,
                place.tick,
                *_state(
                    [one for one in known if not place.certain.isdisjoint(one.sectors)],
                    [one for one in known if not place.perhaps.isdisjoint(one.sectors)],
                ),
            )
            for place in listing.places
        ),
    )


def outreach(partners: Mapping[str, Partner], today: date) -> tuple[Outreach, ...]:
    """Return the partners wanted for more, the soonest day first, without a day last."""
    found = [
        Outreach(
            record_id,
            one.name,
            one.level_now,
            one.level_wanted,
            one.reach_out,
            one.reach_by,
            one.reach_by is not None and one.reach_by < today,
        )
        for record_id, one in partners.items()
        if wanted(one) == "more"
    ]
    # A day compares only with a day, so those without one are sorted apart.
    return tuple(
        sorted(
            found,
            key=lambda one: (one.by is None, one.by or today, one.name.casefold(), one.id),
        )
    )


def _state(placed: list[Partner], maybe: list[Partner]) -> tuple[State, tuple[str, ...]]:
    for state, found in (
        ("covered", [one for one in placed if is_active(one)]),
        ("in_mind", placed),
        ("perhaps", [one for one in maybe if is_active(one)]),
    ):
        if found:
            return state, tuple(one.name for one in found)  # type: ignore[return-value]
    return "nobody", ()
