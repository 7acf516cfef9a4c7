"""What the projector shows now: what a facilitator revealed today, else nothing but a welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ciwidgets.model import Reveal, record_id_for
from ciwidgets.results.room.going import ROOM_FORGETS_AFTER

if TYPE_CHECKING:
    from datetime import datetime

    from ciwidgets.model import Entry
    from ciwidgets.results.record import Record

REVEAL_ID: Final = record_id_for("reveal")


def revealed(record: Record, now: datetime) -> Reveal:
    """Return what is on the projector; what was revealed on another day is not."""
    found = reveal_of(record, now)
    return found.body if found is not None else Reveal()


def reveal_of(record: Record, now: datetime) -> Entry[Reveal] | None:
    """Return the entry by which something was revealed, None where nothing was today."""
    found = next(iter(record.current(Reveal)), None)
    return found if found is not None and now - found.created_at < ROOM_FORGETS_AFTER else None
