"""Breakouts: groups across teams, what is told there, and what is carried home."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.breakouts import Again
from ciwidgets.model.text import FilledName, FilledShortText, Identifier, RecordId, ShortText
from ciwidgets.visit.messages.records import SaveRecord


class SaveBreakout(SaveRecord):
    """A group, and whether its code lets people in."""

    title: FilledName
    question: ShortText = ""
    is_open: bool = True


class SaveTried(SaveRecord):
    """What a team tried; which team is never said by a page."""

    what: FilledShortText
    came_of_it: ShortText = ""
    advice: ShortText = ""
    again: Again = ""
    line: Identifier | Literal[""] = ""


class SaveBorrowed(SaveRecord):
    """What is carried home; where it was heard follows from what it comes from."""

    what: FilledShortText
    plan: ShortText = ""
    source_ids: Annotated[list[RecordId], Field(max_length=20)] = Field(default_factory=list)
