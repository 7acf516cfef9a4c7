"""What a community has: its resources, and the data that exist about it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledName, Identifier, Name, ShortText, StepId

# Whether a resource could take one more person today.
Capacity = Literal["room", "nearly_full", "full", "waiting_list", "not_known"]
# Whether a team has the data, could get them, or knows that nobody collects them.
SourceState = Literal["have", "can_get", "missing", "not_known"]


class Resource(Body):
    """Something a community has: a service, a group, a place, by line of work.

    ``populations`` holds ids of the program's; empty means that it is there for everyone.
    """

    kind: ClassVar[str] = "resource"
    step: StepId
    line: Identifier
    name: FilledName
    who: Name = ""
    populations: Annotated[list[Identifier], Field(max_length=30)] = Field(default_factory=list)
    reach: ShortText = ""
    capacity: Capacity = "not_known"
    gap: ShortText = ""


class DataSource(Body):
    """Data that exist, or should: what they tell, who holds them, how fresh they are."""

    kind: ClassVar[str] = "data_source"
    step: StepId
    name: FilledName
    tells: ShortText = ""
    holder: Name = ""
    newest: Name = ""
    state: SourceState = "not_known"
    missing: ShortText = ""
    could_give: Name = ""
