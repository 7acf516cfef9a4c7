"""What a team recommends and does, and the file of its days."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from ciwidgets.model.activities import Cents, WorkStatus
from ciwidgets.model.goals import Links
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId
from ciwidgets.visit.messages.door import Message
from ciwidgets.visit.messages.records import SaveRecord


class SaveRecommendation(SaveRecord):
    """What should be done, to whom it is said, and out of what it follows."""

    text: FilledShortText
    to_whom: Name = ""
    theme_ids: Links = Field(default_factory=list)
    need_ids: Links = Field(default_factory=list)
    goal_ids: Links = Field(default_factory=list)


class SaveActivity(SaveRecord):
    """Who does what, by when, with which partners, for which goals, at what cost."""

    name: FilledShortText
    goal_ids: Links = Field(default_factory=list)
    partner_ids: Links = Field(default_factory=list)
    recommendation_id: RecordId | Literal[""] = ""
    line: Identifier | Literal[""] = ""
    owner: Named | None = None
    begins: date | None = None
    by: date | None = None
    cost: Cents | None = None
    status: WorkStatus = "planned"


class TakeCalendar(Message):
    """Give me the team's days as a calendar file."""

    type: Literal["take_calendar"]
