"""Small wins, and thanks for them. Nothing here is a score."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.goals import Links
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText, StepId

# The five conditions of collective impact.
Condition = Literal[
    "common_agenda",
    "shared_measurement",
    "reinforcing_activities",
    "continuous_communication",
    "backbone",
]


class Win(Body):
    """Something small that is done: when, how one can see it, who made it possible, what is next.

    ``is_ours`` says that it was within the team's own doing; ``is_public`` that the team wants it
    on its page for the public. ``sectors`` are those who had a part in it.
    """

    kind: ClassVar[str] = "win"
    step: StepId
    title: FilledShortText
    done_on: date | None = None
    story: ShortText = ""
    evidence: ShortText = ""
    is_ours: bool = False
    goal_id: RecordId | Literal[""] = ""
    measure_id: RecordId | Literal[""] = ""
    activity_ids: Links = Field(default_factory=list)
    condition: Condition | Literal[""] = ""
    sectors: Annotated[list[Identifier], Field(max_length=20)] = Field(default_factory=list)
    partner_ids: Links = Field(default_factory=list)
    thanks_to: Annotated[list[Named], Field(max_length=20)] = Field(default_factory=list)
    learned: ShortText = ""
    next_win: ShortText = ""
    next_by: date | None = None
    is_public: bool = False


class Thanks(Body):
    """A thank-you from one person for a win; signed only within the team, where they want it.

    ``in_report`` says that it may leave the wall: for the team's report, without its writer's name.
    """

    kind: ClassVar[str] = "thanks"
    step: StepId
    win_id: RecordId
    text: FilledShortText
    is_signed: bool = False
    in_report: bool = False
