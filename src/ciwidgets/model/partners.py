"""Who is at the table, who is not, and who reaches out to whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledName, Identifier, Name, ShortText, StepId

# Himmelman's ladder with "none" below it. A higher level is not a better one.
Level = Literal["none", "networking", "coordinating", "cooperating", "collaborating"]
Presence = Literal["yes", "no", "not_known"]


class Partner(Body):
    """An organization or a group: its sectors, how it is involved now, and how it should be.

    A partner may sit in several sectors; its ``people`` count once all the same.
    """

    kind: ClassVar[str] = "partner"
    step: StepId
    name: FilledName
    sectors: Annotated[list[Identifier], Field(min_length=1, max_length=20)]
    people: Annotated[int, Field(ge=0, le=1000)] = 0
    level_now: Level = "none"
    level_wanted: Level = "none"
    history: ShortText = ""
    resistance: ShortText = ""
    reach_out: Name = ""
    reach_by: date | None = None


class Seat(Body):
    """Whether a group most affected has a seat at the table; never about a person."""

    kind: ClassVar[str] = "seat"
    step: StepId
    group: Identifier
    is_present: Presence
