"""What a facilitator says of the projector, and of the cards for the tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.breakouts import GroupId
from ciwidgets.model.room import SharedPart
from ciwidgets.model.text import Identifier, StepId
from ciwidgets.visit.messages.door import Message


class RevealOnProjector(Message):
    """Show this on the projector, and nothing else."""

    type: Literal["reveal"]
    view: Literal["welcome", "join", "exercise", "progress", "result", "shared"]
    to_show: Identifier | GroupId | Literal[""] = ""
    step: StepId | Literal[""] = ""
    is_side_by_side: bool = False
    part: SharedPart | Literal[""] = ""
    screen: Annotated[int, Field(ge=0, le=50)] = 0
    screens: Annotated[int, Field(ge=0, le=50)] = 0


class RevealShared(Message):
    """Show this part of what teams share on the projector, of so many screens."""

    type: Literal["reveal"]
    part: SharedPart
    screens: Annotated[int, Field(ge=1, le=50)]


class AskCards(Message):
    """Show the cards of an occasion."""

    type: Literal["ask"]
    occasion: Identifier
