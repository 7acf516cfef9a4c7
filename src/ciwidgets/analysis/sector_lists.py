"""Sector lists laid beside each other: where a partner placed on one stands on the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.model.sector_lists import sector_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ciwidgets.model import Program
    from ciwidgets.model.sector_lists import ListedSector, SectorFile


@dataclass(frozen=True, slots=True)
class Place:
    """A sector of a list, and what a partner must be placed under to sit in it.

    One of ``certain`` is enough; with one of ``perhaps`` it may belong here. ``tick`` is what a
    team ticks to place a partner here by hand, empty where it always follows by itself.
    """

    id: str
    name: str
    includes: str
    tick: str
    certain: frozenset[str]
    perhaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of sectors; ``id`` and ``name`` are empty for the program's own."""

    id: str
    name: str
    places: tuple[Place, ...]


def listings(program: Program) -> tuple[Listing, ...]:
    """Return the program's own sectors and each shipped list, as far as it says something else.

    Where the program's sectors come from a shipped list, the crosswalk places partners on the
    others: for certain where a sector meets exactly one there, perhaps where it meets several.
    Elsewhere only what a team ticks by hand counts.
    """
    shipped = sector_file()
    own = Listing(
        "",
        "",
        tuple(
            Place(one.id, one.name, one.includes, one.id, frozenset({one.id}))
            for one in program.sectors
        ),
    )
    base = _base(program, shipped)
    others = (_shipped(list_id, base, shipped) for list_id in shipped.lists)
    mine = {one.id for one in own.places}
    return (own, *(one for one in others if {place.id for place in one.places} != mine))


def _base(program: Program, shipped: SectorFile) -> str:
    """Return the shipped list the program's sectors were taken from, or nothing."""
    if program.sector_list not in shipped.lists:
        return ""
    at_door = {_at_door(one) for one in shipped.lists[program.sector_list].sectors}
    mine = {one.id for one in program.sectors}
    return program.sector_list if mine and mine <= at_door else ""


def _shipped(list_id: str, base: str, shipped: SectorFile) -> Listing:
    chosen = shipped.lists[list_id]
    return Listing(
        list_id,
        chosen.name,
        tuple(
            _place(list_id, sector, *_from_base(list_id, sector, base, shipped))
            for sector in chosen.sectors
        ),
    )


def _place(
    list_id: str, sector: ListedSector, certain: frozenset[str], perhaps: frozenset[str]
) -> Place:
    by_hand = f"{list_id}-{sector.id}"
    follows = certain and not perhaps
    return Place(
        sector.id,
        sector.name,
        sector.includes,
        "" if follows else by_hand,
        certain | {by_hand},
        perhaps,
    )


def _from_base(
    list_id: str, sector: ListedSector, base: str, shipped: SectorFile
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the program's sectors that are this one, and those that may be."""
    if base == list_id:
        here = frozenset({_at_door(sector)})
        # What people are offered at the door in its place is wider than the sector itself.
        return (frozenset(), here) if sector.door_id else (here, frozenset())
    certain: set[str] = set()
    perhaps: set[str] = set()
    for one in shipped.lists[base].sectors if base else ():
        targets = _meets(one.id, shipped.crosswalk, base, list_id)
        if sector.id in targets:
            (certain if len(targets) == 1 else perhaps).add(_at_door(one))
    return frozenset(certain), frozenset(perhaps)


def _meets(
    sector_id: str, crosswalk: Iterable[dict[str, list[str]]], base: str, other: str
) -> set[str]:
    return {
        found for row in crosswalk if sector_id in row.get(base, []) for found in row.get(other, [])
    }


def _at_door(sector: ListedSector) -> str:
    return sector.door_id or sector.id
