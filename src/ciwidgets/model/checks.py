"""Questions with a reason for each answer: a lesson's self-check, or the cases of an exercise."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Part
from ciwidgets.model.text import (
    FilledName,
    FilledShortText,
    FilledText,
    Identifier,
    Name,
    ShortText,
    Text,
)

Verdict = Literal["right", "partly", "wrong"]


class CheckChoice(Part):
    """One answer a person may choose, and why it is right, partly right or wrong."""

    text: FilledShortText
    verdict: Verdict
    reason: FilledText


class Check(Part):
    """A question with its answers; a case tells its ``story`` first.

    ``rule`` says in plain words what holds, ``sources`` where it can be read.
    """

    id: Identifier
    title: Name = ""
    story: Text = ""
    question: FilledShortText
    choices: Annotated[list[CheckChoice], Field(min_length=2, max_length=5)]
    rule: Text = ""
    sources: Annotated[list[ShortText], Field(max_length=8)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if all(one.verdict != "right" for one in self.choices):
            raise ValueError('none of its answers is right; give one of them verdict = "right"')
        return self


class Checks(Part):
    """The questions of one file, in the order they are asked."""

    title: FilledName
    about: Text = ""
    checks: Annotated[list[Check], Field(min_length=1, max_length=20)]
