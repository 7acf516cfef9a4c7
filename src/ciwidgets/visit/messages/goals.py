"""Goals, and what people who do not carry one say of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.goals import Amount, Direction, Links, Year
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId, ShortText
from ciwidgets.visit.messages.door import Message, Revision
from ciwidgets.visit.messages.records import SaveRecord


class SaveGoal(SaveRecord):
    """A goal with as much of it as is known."""

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


class SaveGoalReview(Message):
    """One person's own answers about a goal, all of them."""

    type: Literal["save"]
    base_revision: Revision
    goal_id: RecordId
    answers: Annotated[
        dict[Identifier, Literal["yes", "not_yet", "not_sure"]], Field(max_length=12)
    ]
    notes: Annotated[dict[Identifier, ShortText], Field(max_length=12)]
