"""What people do in the exercises of a workbook; ``step`` is ``workbook/step``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText, StepId
from ciwidgets.model.themes import Evidence

# An answer that is no number is kept as what it is; it is never counted as a middle.
NoAnswer = Literal["dont_know", "prefer_not"]


class StepState(Body):
    """A step of a team's workbook is open for answers, or closed with its result shown."""

    kind: ClassVar[str] = "step_state"
    step: StepId
    is_open: bool


class Rating(Body):
    """One person's answers to a survey: statement id to a value on the scale (1 and up)."""

    kind: ClassVar[str] = "rating"
    step: StepId
    survey: Identifier
    answers: Annotated[
        dict[Identifier, Annotated[int, Field(ge=1, le=11)] | NoAnswer], Field(max_length=60)
    ]


class Idea(Body):
    """One idea in a person's own words."""

    kind: ClassVar[str] = "idea"
    step: StepId
    text: FilledShortText


class IdeaGroup(Body):
    """Ideas that say the same, under one title; the originals stay as they are."""

    kind: ClassVar[str] = "idea_group"
    step: StepId
    title: FilledShortText
    idea_ids: Annotated[list[RecordId], Field(min_length=2, max_length=200)]

    @model_validator(mode="after")
    def _each_idea_once(self) -> Self:
        if len(set(self.idea_ids)) != len(self.idea_ids):
            raise ValueError("one idea stands twice in the group; name each once")
        return self


class Moderation(Body):
    """An idea that should not be on a wall was hidden, or shown again; it stays in the record."""

    kind: ClassVar[str] = "moderation"
    step: StepId
    target_id: RecordId
    is_hidden: bool


class DotVote(Body):
    """One person's dots: item id to number of dots."""

    kind: ClassVar[str] = "dot_vote"
    step: StepId
    dots: Annotated[dict[RecordId, Annotated[int, Field(ge=1, le=20)]], Field(max_length=200)]


class Need(Body):
    """A need the team chose, in its own words, with the reason; ``rank`` 1 comes first.

    ``idea_ids`` holds the ideas and themes it stands for; ``evidence`` the facts behind it.
    """

    kind: ClassVar[str] = "need"
    step: StepId
    text: FilledShortText
    reason: ShortText = ""
    idea_ids: Annotated[list[RecordId], Field(max_length=50)] = Field(default_factory=list)
    evidence: Annotated[list[Evidence], Field(max_length=40)] = Field(default_factory=list)
    rank: Annotated[int, Field(ge=1, le=20)] = 1
