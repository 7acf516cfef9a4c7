"""A team's days in a step, and the same as a file for a calendar."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Activity, Goal, Meeting, NextStep, Program, Win
from ciwidgets.results.plans.dates import dated_things, for_a_calendar
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, TakeCalendar
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import TimelineWidget
from ciwidgets.words.refusals import refusal


class TimelineExercise(Exercise[TimelineWidget]):
    """Shows everything of a team that has a day, and hands it out."""

    forms: ClassVar[dict[str, type[Message]]] = {"take_calendar": TakeCalendar}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset({Activity, Goal, Meeting, NextStep, Program, Win})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the team's days in a step."""
        super().__init__(visit, step, TimelineWidget(words=visit.words_for("timeline")))

    def answer(self, message: Any) -> Reply:
        """Hand out a calendar file, without the names of those who did not consent to all.

        Raises:
            NotAllowed: when there is no day to put into it.
        """
        # Only who takes a calendar waits for what writes it.
        from ciwidgets.formats.calendar import MEDIA_TYPE, calendar_file  # noqa: PLC0415

        visit = self.visit
        visit.require_identity()
        names, words = visit.record.names, visit.kernel_words_for("timeline")
        events = for_a_calendar(
            dated_things(visit.record, visit.program, visit.team_id),
            words,
            lambda text, about: names.masked(text, "public", about, words["a_member"]),
        )
        if not events:
            raise NotAllowed(refusal("no_day"))
        data = calendar_file(events, title=visit.team_name(), owner=visit.team_id)
        return {
            "type": "file",
            "request_id": message.request_id,
            "name": f"{visit.team_id}.ics",
            "media": MEDIA_TYPE,
            "base64": base64.b64encode(data).decode("ascii"),
        }

    def count_answered(self) -> int:
        """Return how many days there are."""
        visit = self.visit
        return len(dated_things(visit.record, visit.program, visit.team_id))

    def show(self) -> None:
        """Show the days in order, and which is today."""
        visit, widget = self.visit, self.widget
        widget.today = today().isoformat()
        widget.things = [
            {
                "day": one.day.isoformat(),
                "what": one.what,
                "kind": one.kind,
                "id": one.id,
                "state": one.state,
            }
            for one in dated_things(visit.record, visit.program, visit.team_id)
        ]

    def clear(self) -> None:
        """Show nobody's days."""
        self.widget.things = []
