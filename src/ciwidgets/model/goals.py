"""What a team wants to reach: goals that read as a sentence, and what others think of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId, ShortText, StepId

Direction = Literal["rise", "fall"]
Amount = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False, strict=False)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Links = Annotated[list[RecordId], Field(max_length=40)]


class Goal(Body):
    """A goal: what a team wants, for which needs and levers, and how it will be seen.

    With every field filled in it reads: by ``by``, for ``population``, ``measure`` will
    ``direction`` from ``baseline`` (``source``, ``year``) to ``target``. ``aim`` is the same in a
    few words, and all that a goal needs to begin with.
    """

    kind: ClassVar[str] = "goal"
    step: StepId
    aim: FilledShortText
    horizon: Literal["short", "long"] = "short"
    need_ids: Links = Field(default_factory=list)
    lever_ids: Links = Field(default_factory=list)
    by: date | None = None
    population: Name = ""
    measure: ShortText = ""
    unit: Name = ""
    direction: Direction | Literal[""] = ""
    baseline: Amount | None = None
    source: Name = ""
    year: Year | None = None
    target: Amount | None = None
    owner: Named | None = None
    partner_ids: Links = Field(default_factory=list)
    status: Literal["open", "reached", "set_aside"] = "open"
    rank: Annotated[int, Field(ge=1, le=200)] = 1


class GoalReview(Body):
    """What one person who does not own a goal says of what no machine can check about it.

    ``answers`` goes by the criterion's id.
    """

    kind: ClassVar[str] = "goal_review"
    step: StepId
    goal_id: RecordId
    answers: Annotated[
        dict[Identifier, Literal["yes", "not_yet", "not_sure"]], Field(max_length=12)
    ]
    notes: Annotated[dict[Identifier, ShortText], Field(max_length=12)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _notes_are_about_answers(self) -> Self:
        if not set(self.notes) <= set(self.answers):
            raise ValueError("a note is about a question without an answer; answer it first")
        return self
