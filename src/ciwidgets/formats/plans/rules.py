"""What a plan's page refuses, its file refuses too: the rules that no single field can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from ciwidgets.model import Activity, Body, Reading

# A day before is a slip of the finger, such as the year 26 for 2026.
FIRST_YEAR: Final = 1900
MOST_READINGS: Final = 400


def reading_day_refused(on: date, today: date, said: Callable[[date], str]) -> str:
    """Return why a reading cannot be of a day, or nothing; ``said`` words a day."""
    if on > today:
        return (
            f"{said(on)} is still to come. A reading is of a day that has been: today, "
            f"{said(today)}, or one before. Please change the day."
        )
    if on.year < FIRST_YEAR:
        return (
            f"The year {on.year} is too far back. Please check the day; readings from "
            f"{FIRST_YEAR} on can be kept."
        )
    return ""


def fields_refused(
    kind: type[Body], new: Mapping[str, Any], fields: Mapping[str, Any], today: date
) -> str:
    """Return why a record cannot hold these fields, or nothing; ``new`` are those said anew."""
    if kind is Reading and isinstance(on := new.get("on"), date):
        return reading_day_refused(on, today, date.isoformat)
    for day in new.values():
        if isinstance(day, date) and day.year < FIRST_YEAR:
            return f"The year of {day} is too far back. Please check the day."
    begins, by = fields.get("begins"), fields.get("by")
    if kind is Activity and begins and by and by < begins:
        return (
            f"It begins on {begins} and is done on {by}, so it would be done before it begins. "
            "Please change one of the two days."
        )
    return ""
