"""Which maps a step looks at: what was drawn at a forum is worked on in the months after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.closings import Place, step_state
from ciwidgets.results.maps.people import handed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import Program
    from ciwidgets.results.record import Record


def closed_maps_at(record: Record, program: Program, team_id: str, step: str, occasion: str) -> str:
    """Return the newest occasion up to this one whose maps are closed, this one where none is."""
    for one in _back_from(program, occasion):
        place = Place(record, team_id, step, one)
        if handed_in(place) and not step_state(record, team_id, step, one)[0]:
            return one
    return occasion


def handed_in_maps_at(
    record: Record, program: Program, team_id: str, step: str, occasion: str
) -> str:
    """Return the newest occasion up to this one at which maps were handed in, else this one."""
    for one in _back_from(program, occasion):
        if handed_in(Place(record, team_id, step, one)):
            return one
    return occasion


def _back_from(program: Program, occasion: str) -> Iterator[str]:
    in_order = [one.id for one in sorted(program.occasions, key=lambda one: one.date)]
    if occasion not in in_order:
        yield occasion
        return
    yield from reversed(in_order[: in_order.index(occasion) + 1])
