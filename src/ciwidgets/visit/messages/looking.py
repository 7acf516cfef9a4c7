"""What is only looked at: since when, and by which planning model."""

from __future__ import annotations

from typing import Literal

from ciwidgets.model.text import Identifier
from ciwidgets.visit.messages.door import Message


class AskSince(Message):
    """Say what happened since this occasion; empty is the beginning."""

    type: Literal["ask"]
    occasion: Identifier | Literal[""]


class ChooseModel(Message):
    """The team likes to see where it is by this model."""

    type: Literal["save"]
    model: Literal["spf", "collective_impact"]
