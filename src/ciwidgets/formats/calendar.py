"""Days on their way into a calendar program: one iCalendar file (RFC 5545), an all-day event each.

An event keeps its UID whatever becomes of its day or its words, so that bringing a newer file
moves it in place of adding a second one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from ciwidgets.model import record_id_for

MEDIA_TYPE = "text/calendar"
_MADE_BY = "-//Collective Impact Workbooks//ciwidgets//EN"


class Dated(Protocol):
    """Something with a day: what it is in words, and what tells it from every other."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def what(self) -> str:
        """What a calendar says of it, without names that may not be read by everybody."""

    @property
    def kind(self) -> str:
        """What sort of day it is."""

    @property
    def id(self) -> str:
        """The record's id; with the kind it is one thing's alone."""


def calendar_file(
    things: Iterable[Dated], *, title: str = "", owner: str = "", made_at: datetime | None = None
) -> bytes:
    """Return an iCalendar file of the days of a team.

    ``title`` is what the calendar is called; ``owner`` whose it is, such as a team's id: the days
    of two owners never stand for one another.
    """
    from icalendar import Calendar, Event, vText  # noqa: PLC0415 a page's start must not wait for it

    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if title:
        calendar.add("x-wr-calname", vText(" ".join(title.split())))
    stamp = (made_at or datetime.now(UTC)).replace(microsecond=0)
    for thing in things:
        event = Event()
        event.add("uid", f"{record_id_for('calendar', owner, thing.kind, thing.id)}@ciwidgets")
        event.add("dtstamp", stamp)
        event.add("dtstart", thing.day)
        if thing.day < date.max:
            event.add("dtend", thing.day + timedelta(days=1))
        event.add("summary", " ".join(thing.what.split()))
        event.add("transp", "TRANSPARENT")  # a day that something is due does not fill the day
        calendar.add_component(event)
    return bytes(calendar.to_ical())
