"""What a facilitator says of the projector, and of the cards for the tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import Identifier, StepId
from ciwidgets.visit.messages.door import Message


class RevealOnProjector(Message):
    """Show this on the projector, and nothing else."""

    type: Literal["reveal"]
    view: Literal["welcome", "join", "exercise", "progress", "result", "shared"]
    to_show: Identifier | Literal[""] = ""
    step: StepId | Literal[""] = ""
    is_side_by_side: bool = False
    screen: Annotated[int, Field(ge=0, le=50)] = 0


class AskCards(Message):
    """Show the cards of an occasion."""

    type: Literal["ask"]
    occasion: Identifier
