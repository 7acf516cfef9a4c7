"""The room line of every page: where the room is, how long it has, and what it is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ciwidgets.model import Announcement, Entry, RoomPlace, Timer, is_group
from ciwidgets.results.room.going import messages_for, place_of, seconds_left, timer_of
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence
from ciwidgets.visit.room.steps_asked import asked_step

_SAID = (RoomPlace, Timer, Announcement)


class RoomLine:
    """Makes the line, anew only when there is news for the room: a hall of pages shows it."""

    def __init__(self, visit: Presence) -> None:
        """Show nothing yet."""
        self._visit = visit
        self._shown: tuple[tuple[object, str, int], dict[str, Any]] | None = None

    def shown(self, *, anew: bool = False) -> dict[str, Any]:
        """Return the line for whoever is here; ``anew`` asks what the timer has left this moment.

        Seconds are counted by the server, never by the clock of a phone.
        """
        visit = self._visit
        if visit.identity is None:
            return {}
        stamp = (visit.record, visit.person_id, visit.record.newest_of(*_SAID))
        if anew or self._shown is None or self._shown[0] != stamp:
            self._shown = stamp, self._made()
        return self._shown[1]

    def _made(self) -> dict[str, Any]:
        visit, moment = self._visit, now()
        # What a facilitator says to the room is said as it was written.
        record = visit.record.as_written
        line: dict[str, Any] = {}
        place = place_of(record, moment)
        found = asked_step(place.body.step, visit.language) if place is not None else None
        if found is not None:
            book, step = found
            line["place"] = {
                "workbook": book.name,
                "step": step.id,
                "title": step.title,
                "is_here": book.name == visit.workbook,
            }
            if is_group(visit.team_id) and book.name != visit.workbook:
                # There it is their own team's page: one press would take them out of the group.
                home = visit.require_identity().home_team
                line["place"]["home"] = visit.team_name(home) if home else ""
        timer = timer_of(record, moment)
        if timer is not None:
            line["timer"] = timer_shown(timer, moment)
        messages = messages_for(record, visit.team_id, moment)
        if messages:
            line["messages"] = [{"id": one.record_id, "text": one.body.text} for one in messages]
        return line


def timer_shown(timer: Entry[Timer], moment: datetime) -> dict[str, Any]:
    """Return a timer as a page counts it down by itself; ``id`` changes when somebody sets it."""
    return {
        "id": timer.seq,
        "label": timer.body.label,
        "seconds": seconds_left(timer.body, moment),
        "is_running": timer.body.ends_at is not None,
    }
