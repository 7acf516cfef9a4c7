"""What is said to the whole room now: its place, its timer, its messages.

What was said to a room fades: nobody takes yesterday's message down.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from ciwidgets.model import Announcement, RoomPlace, Timer, record_id_for

if TYPE_CHECKING:
    from ciwidgets.model import Entry, Program
    from ciwidgets.results.record import Record

PLACE_ID: Final = record_id_for("room_place")
TIMER_ID: Final = record_id_for("timer", "")
# A working day and its evening; and a forum of two days, over which a chosen occasion holds.
ROOM_FORGETS_AFTER: Final = timedelta(hours=12)
TWO_DAYS: Final = timedelta(hours=48)
# How long "Time is up" is of use to anybody.
_OVER: Final = timedelta(minutes=10)
_MOST_MESSAGES: Final = 3


def place_of(record: Record, now: datetime) -> Entry[RoomPlace] | None:
    """Return where the room is, None where nobody said so today."""
    found = next(iter(record.current(RoomPlace)), None)
    return found if found is not None and now - found.created_at < ROOM_FORGETS_AFTER else None


def occasion_of(place: Entry[RoomPlace] | None, program: Program, now: datetime) -> str:
    """Return the occasion going on: the one a facilitator chose, else the program's own.

    A choice holds for two days, so that one nobody took back does not keep the next meeting's work
    under the wrong name.
    """
    if place is not None and not place.retracted and now - place.created_at < TWO_DAYS:
        chosen = program.occasion(place.body.occasion)
        if chosen is not None:
            return chosen.id
    return program.occasion_on(now.date()).id


def timer_of(record: Record, now: datetime) -> Entry[Timer] | None:
    """Return the timer everyone sees, None where none was set or it is long over."""
    found = next(iter(record.current(Timer)), None)
    if found is None or now - found.created_at >= ROOM_FORGETS_AFTER:
        return None
    ends_at = found.body.ends_at
    return None if ends_at is not None and now - ends_at >= _OVER else found


def seconds_left(timer: Timer, now: datetime) -> int:
    """Return how many seconds a timer has; fewer than none once it is over."""
    if timer.ends_at is None:
        return timer.seconds_left
    return round((timer.ends_at - now).total_seconds())


def messages_of(record: Record, now: datetime) -> list[Entry[Announcement]]:
    """Return the messages that stand today, the newest first."""
    found = [
        one for one in record.current(Announcement) if now - one.created_at < ROOM_FORGETS_AFTER
    ]
    return sorted(found, key=lambda one: -one.seq)


def messages_for(record: Record, team_id: str, now: datetime) -> list[Entry[Announcement]]:
    """Return the newest messages that a team's pages show, the newest first."""
    found = [one for one in messages_of(record, now) if one.body.to_team in ("", team_id)]
    return found[:_MOST_MESSAGES]
