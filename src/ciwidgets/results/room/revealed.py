"""What the projector shows now: what a facilitator revealed today, else nothing but a welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ciwidgets.model import Reveal, record_id_for
from ciwidgets.results.room.going import A_DAY

if TYPE_CHECKING:
    from datetime import datetime

    from ciwidgets.results.record import Record

REVEAL_ID: Final = record_id_for("reveal")


def revealed(record: Record, now: datetime) -> Reveal:
    """Return what is on the projector; what was revealed on another day is not."""
    found = next(iter(record.current(Reveal)), None)
    is_of_today = found is not None and now - found.created_at < A_DAY
    return found.body if found is not None and is_of_today else Reveal()
