"""The months between forums: meetings, next steps, coaching, and how a team works."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.goals import Links
from ciwidgets.model.meetings import AgendaItem, Decides, Decision
from ciwidgets.model.names import Named
from ciwidgets.model.text import (
    FilledShortText,
    FilledText,
    Identifier,
    Name,
    RecordId,
    ShortText,
    Text,
)
from ciwidgets.visit.messages.records import SaveRecord


class SaveMeeting(SaveRecord):
    """A meeting as it was written down."""

    on: date
    sort: Literal["meeting", "forum", "coaching"] = "meeting"
    came: Annotated[dict[Identifier, Annotated[int, Field(ge=0, le=500)]], Field(max_length=40)] = (
        Field(default_factory=dict)
    )
    partner_ids: Links = Field(default_factory=list)
    people: Annotated[list[Named], Field(max_length=60)] = Field(default_factory=list)
    items: Annotated[list[AgendaItem], Field(max_length=30)] = Field(default_factory=list)
    decisions: Annotated[list[Decision], Field(max_length=30)] = Field(default_factory=list)
    note: Text = ""
    next_on: date | None = None


class SaveNextStep(SaveRecord):
    """Something somebody said they would do."""

    text: FilledShortText
    owner: Named | None = None
    by: date | None = None
    status: Literal["open", "done", "dropped"] = "open"
    meeting_id: RecordId | Literal[""] = ""
    goal_id: RecordId | Literal[""] = ""


class SaveCoachingNote(SaveRecord):
    """A coaching note, and who may read it."""

    on: date
    text: FilledText
    meant_for: Literal["faculty", "project_manager", "team"] = "project_manager"
    topic: Name = ""


class SaveGovernance(SaveRecord):
    """How the team works; there is one such note a team."""

    rhythm: ShortText = ""
    membership: ShortText = ""
    joining: ShortText = ""
    decides: Annotated[list[Decides], Field(max_length=20)] = Field(default_factory=list)
    keeps_records: ShortText = ""
    handover: ShortText = ""


class SaveCarryOn(SaveRecord):
    """Who carries a goal on, or what the network keeps."""

    goal_id: RecordId | Literal[""] = ""
    what: FilledShortText
    who: Named | None = None
    partner_ids: Links = Field(default_factory=list)
    money: ShortText = ""
    first_step: ShortText = ""
