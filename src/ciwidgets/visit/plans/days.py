"""The day it is where the server stands."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day it is, by the server's own clock and place."""
    return datetime.now(UTC).astimezone().date()
