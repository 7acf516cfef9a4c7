"""What one person writes for themselves: a change of mind, and answers to a guided exercise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, Identifier, Text
from ciwidgets.visit.messages.door import Message, Revision


class SaveChangeOfMind(Message):
    """I used to think this, now I think that."""

    type: Literal["save"]
    base_revision: Revision
    used_to_think: FilledShortText
    now_think: FilledShortText
    is_shared: bool


class SaveReflection(Message):
    """A person's own answers to a guided exercise, all of them."""

    type: Literal["save"]
    base_revision: Revision
    answers: Annotated[dict[Identifier, Text], Field(max_length=20)]
