"""Themes out of many voices, each with the evidence behind it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.text import FilledShortText, RecordId, StepId, Text


class Evidence(Part):
    """A fact of an earlier step; ``text`` is what it said when it was chosen."""

    fact_id: RecordId
    text: Text


class Theme(Body):
    """Ideas that belong together; ``item_ids`` holds ideas and groups of ideas."""

    kind: ClassVar[str] = "theme"
    step: StepId
    title: FilledShortText
    item_ids: Annotated[list[RecordId], Field(max_length=200)] = Field(default_factory=list)
    evidence: Annotated[list[Evidence], Field(max_length=40)] = Field(default_factory=list)
