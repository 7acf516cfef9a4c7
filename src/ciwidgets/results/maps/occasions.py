"""Which maps a step looks at: what was drawn at a forum is worked on in the months after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.closings import Place, step_state
from ciwidgets.results.maps.people import handed_in, maps_from_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import Program
    from ciwidgets.results.record import Record


def closed_maps_at(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    occasion: str,
    as_of: int | None = None,
) -> str:
    """Return the newest occasion up to this one whose maps are closed, this one where none is."""
    for one in _back_from(program, occasion):
        place = Place(record, team_id, step, one)
        if _has_maps(place, as_of) and not step_state(record, team_id, step, one, as_of)[0]:
            return one
    return occasion


def handed_in_maps_at(
    record: Record, program: Program, team_id: str, step: str, occasion: str
) -> str:
    """Return the newest occasion up to this one at which maps were handed in, else this one."""
    for one in _back_from(program, occasion):
        if _has_maps(Place(record, team_id, step, one)):
            return one
    return occasion


def _has_maps(place: Place, as_of: int | None = None) -> bool:
    """Return whether people's maps are of this occasion; a file of none is of every one."""
    files = maps_from_files(place, as_of)
    return bool(handed_in(place, as_of)) or any(one.occasion == place.occasion for one in files)


def _back_from(program: Program, occasion: str) -> Iterator[str]:
    in_order = [one.id for one in sorted(program.occasions, key=lambda one: one.date)]
    if occasion not in in_order:
        yield occasion
        return
    yield from reversed(in_order[: in_order.index(occasion) + 1])
