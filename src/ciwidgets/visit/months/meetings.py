"""Meetings in a step: who came by sector, what the time went on, and what was decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from ciwidgets.analysis.attendance import Attendance
from ciwidgets.model import Body, Entry, Goal, Meeting, Partner
from ciwidgets.results.plans.months import (
    NO_SECTOR,
    attendance,
    attendance_sectors,
    attendance_sentence,
    meetings,
)
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveMeeting
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import MeetingsWidget

# A table of a year of months still fits beside its sectors.
_MEETINGS_SHOWN = 12


class MeetingsExercise(RecordsExercise[MeetingsWidget, Meeting]):
    """Meetings the whole team keeps; who came is what everybody in the room could count."""

    kind: ClassVar[type[Body]] = Meeting
    may: ClassVar[str] = ANSWER  # it names people: those are for the team to write
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveMeeting, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {"partner_ids": "partners", "items.goal_id": "goals"}
    shows: ClassVar[Shows] = frozenset({Meeting, Goal, Partner})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the meetings of a step."""
        super().__init__(visit, step, MeetingsWidget(words=visit.words_for("meetings")))
        self._words = visit.kernel_words_for("meetings")

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the sectors people are counted by."""
        return {"came": ("sectors", attendance_sectors(self.visit.program, self._words))}

    def records(self) -> list[Entry[Meeting]]:
        """Return the team's meetings of this step, the newest first."""
        return [
            one
            for one in meetings(self.visit.record, self.visit.team_id)
            if one.body.step == self.step
        ]

    def show(self) -> None:
        """Show the meetings, what they can be linked to, and who came over time."""
        visit, widget = self.visit, self.widget
        sectors = attendance_sectors(visit.program, self._words)
        found = attendance(visit.record, visit.program, visit.team_id, self._words)
        widget.today = today().isoformat()
        widget.sectors = [{"id": one, "label": name} for one, name in sectors.items()]
        widget.goals = choices(visit, "goals")
        widget.partners = choices(visit, "partners")
        widget.people_named = members(visit)
        widget.attendance = _as_table(found)
        widget.question = attendance_sentence(found, self._words)
        widget.meetings = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no meeting."""
        widget = self.widget
        widget.meetings, widget.attendance, widget.question = [], {}, ""
        widget.sectors, widget.goals, widget.partners, widget.people_named = [], [], [], []


def _as_table(found: Attendance) -> dict[str, Any]:
    """Return the latest meetings; empty where nobody has counted yet."""
    if not len(found):
        return {}
    latest = slice(-_MEETINGS_SHOWN, None)
    return {
        "days": [one.isoformat() for one in found.days[latest]],
        "totals": list(found.totals[latest]),
        "sectors": [
            {"id": one.id, "name": one.name, "came": list(one.came[latest])}
            for one in found.sectors
            if any(one.came) or one.id != NO_SECTOR
        ],
    }
