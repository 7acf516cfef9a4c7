"""A team's themes: its wall of ideas, sorted by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.themes import Claim, sort_out
from ciwidgets.model import Theme
from ciwidgets.results.walls import wall

if TYPE_CHECKING:
    from ciwidgets.analysis.themes import Sorted
    from ciwidgets.model import Entry
    from ciwidgets.results.record import Record


def themes(record: Record, team_id: str, step: str, as_of: int | None = None) -> list[Entry[Theme]]:
    """Return the themes of a step, the oldest first; they carry on from occasion to occasion."""
    found = record.current(Theme, team_id=team_id, as_of=as_of)
    return [entry for entry in found if entry.body.step == step]


def sorted_wall(
    record: Record, team_id: str, step: str, board_step: str, as_of: int | None = None
) -> Sorted:
    """Return the wall of a board, by the themes of the step ``step``."""
    return sort_out(
        wall(record, team_id, board_step, as_of),
        [
            Claim(entry.record_id, entry.body.title, placed_at(record, entry.record_id, as_of))
            for entry in themes(record, team_id, step, as_of)
        ],
    )


def placed_at(record: Record, theme_id: str, as_of: int | None = None) -> dict[str, int]:
    """Return what a theme holds, each with the place in the store's order it came in at.

    Giving a theme another name moves nothing into it.
    """
    placed: dict[str, int] = {}
    for entry in record.history(theme_id):
        if as_of is None or entry.seq <= as_of:
            held = [] if entry.retracted else entry.body.item_ids
            placed = {one: placed.get(one, entry.seq) for one in held}
    return placed
