"""What people are asked: statements answered on the words of a scale."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.entries import Part
from ciwidgets.model.text import FilledName, FilledShortText, Identifier


class Scale(Part):
    """The words of a rating scale, from its low end to its high end."""

    id: Identifier
    labels: Annotated[list[FilledName], Field(min_length=3, max_length=11)]


class Statement(Part):
    """One statement people agree or disagree with.

    ``lines`` holds the lines of work that go well where people agree with it.
    """

    id: Identifier
    text: FilledShortText
    topic: Identifier | Literal[""] = ""
    lines: Annotated[list[Identifier], Field(max_length=12)] = Field(default_factory=list)


class Survey(Part):
    """Statements answered on one scale."""

    id: Identifier
    title: FilledName
    scale: Identifier
    statements: Annotated[list[Statement], Field(min_length=1, max_length=40)]
