"""What one person says for themselves: answers to a survey, dots; and opening a step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.exercises import NoAnswer
from ciwidgets.model.text import Identifier, RecordId
from ciwidgets.visit.messages.door import Message, Revision


class SetStep(Message):
    """Open a step or close it."""

    type: Literal["step"]
    is_open: bool


class SaveRating(Message):
    """A person's answers to a survey, all of them."""

    type: Literal["save"]
    base_revision: Revision
    answers: Annotated[
        dict[Identifier, Annotated[int, Field(ge=1, le=11)] | NoAnswer], Field(max_length=60)
    ]


class SaveVote(Message):
    """A person's dots, all of them."""

    type: Literal["save"]
    base_revision: Revision
    dots: Annotated[dict[RecordId, Annotated[int, Field(ge=1, le=20)]], Field(max_length=200)]
