"""A team's partners, and the seats of those most affected."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.partners import Level, Presence
from ciwidgets.model.text import FilledName, Identifier, Name, ShortText
from ciwidgets.visit.messages.door import Message, Revision
from ciwidgets.visit.messages.records import SaveRecord


class SavePartner(SaveRecord):
    """A partner as the team sees it."""

    name: FilledName
    sectors: Annotated[list[Identifier], Field(min_length=1, max_length=20)]
    people: Annotated[int, Field(ge=0, le=1000)] = 0
    level_now: Level = "none"
    level_wanted: Level = "none"
    history: ShortText = ""
    resistance: ShortText = ""
    reach_out: Name = ""
    reach_by: date | None = None


class SaveSeat(Message):
    """Whether a group has a seat at the table; a team has one answer a group."""

    type: Literal["seat"]
    base_revision: Revision
    group: Identifier
    is_present: Presence
