"""What a community has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ciwidgets.model.resources import Capacity
from ciwidgets.model.text import FilledName, Identifier, Name, ShortText
from ciwidgets.visit.messages.records import SaveRecord


class SaveResource(SaveRecord):
    """A resource: what it is, who runs it, whom it reaches, and whether it has room."""

    line: Identifier
    name: FilledName
    who: Name = ""
    populations: Annotated[list[Identifier], Field(max_length=30)] = Field(default_factory=list)
    reach: ShortText = ""
    capacity: Capacity = "not_known"
    gap: ShortText = ""
