"""The needs a team chooses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, RecordId, ShortText
from ciwidgets.visit.messages.door import Message, Revision


class SaveNeed(Message):
    """A need in the team's words."""

    type: Literal["save"]
    record_id: RecordId
    base_revision: Revision
    text: FilledShortText
    reason: ShortText = ""
    idea_ids: Annotated[list[RecordId], Field(max_length=50)] = Field(default_factory=list)
    rank: Annotated[int, Field(ge=1, le=20)] = 1


class DropNeed(Message):
    """This is not one of our needs after all."""

    type: Literal["drop"]
    record_id: RecordId
    base_revision: Revision
