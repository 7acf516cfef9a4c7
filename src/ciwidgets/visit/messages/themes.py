"""Themes: named, and ideas put into them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, RecordId
from ciwidgets.visit.messages.door import Message
from ciwidgets.visit.messages.records import SaveRecord


class SaveTheme(SaveRecord):
    """A theme's title and what it rests on; ``items`` are put into it only where it is new."""

    title: FilledShortText
    fact_ids: Annotated[list[RecordId], Field(max_length=40)] = Field(default_factory=list)
    items: Annotated[list[RecordId], Field(max_length=200)] = Field(default_factory=list)


class PlaceItems(Message):
    """Put these into a theme, or into none where ``theme_id`` is empty."""

    type: Literal["place"]
    items: Annotated[list[RecordId], Field(min_length=1, max_length=200)]
    theme_id: RecordId | Literal[""]
