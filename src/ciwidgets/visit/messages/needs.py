"""The needs a team chooses."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ciwidgets.model.text import FilledShortText, RecordId, ShortText
from ciwidgets.visit.messages.records import SaveRecord


class SaveNeed(SaveRecord):
    """A need in the team's words."""

    text: FilledShortText
    reason: ShortText = ""
    idea_ids: Annotated[list[RecordId], Field(max_length=50)] = Field(default_factory=list)
    fact_ids: Annotated[list[RecordId], Field(max_length=40)] = Field(default_factory=list)
    rank: Annotated[int, Field(ge=1, le=20)] = 1
