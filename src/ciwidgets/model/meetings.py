"""The months between forums: meetings, next steps, coaching, and how a team works."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.goals import Links
from ciwidgets.model.names import Named
from ciwidgets.model.text import (
    FilledShortText,
    FilledText,
    Identifier,
    Name,
    RecordId,
    ShortText,
    StepId,
    Text,
)


class AgendaItem(Part):
    """What a meeting spent its time on; ``minutes`` 0 is not known."""

    text: FilledShortText
    goal_id: RecordId | Literal[""] = ""
    minutes: Annotated[int, Field(ge=0, le=600)] = 0


class Decision(Part):
    """What a meeting decided; ``by`` is a body or a way, such as "all who were there"."""

    text: FilledShortText
    by: Name = ""


class Meeting(Body):
    """One meeting: how many came from each sector, what it was about, and what it decided.

    ``came`` counts people by sector id; ``people`` names those the team wants to remember.
    """

    kind: ClassVar[str] = "meeting"
    step: StepId
    on: date
    sort: Literal["meeting", "forum", "coaching"] = "meeting"
    came: Annotated[dict[Identifier, Annotated[int, Field(ge=0, le=500)]], Field(max_length=40)] = (
        Field(default_factory=dict)
    )
    partner_ids: Links = Field(default_factory=list)
    people: Annotated[list[Named], Field(max_length=60)] = Field(default_factory=list)
    items: Annotated[list[AgendaItem], Field(max_length=30)] = Field(default_factory=list)
    decisions: Annotated[list[Decision], Field(max_length=30)] = Field(default_factory=list)
    note: Text = ""
    next_on: date | None = None


class NextStep(Body):
    """Something somebody said they would do by a day."""

    kind: ClassVar[str] = "next_step"
    step: StepId
    text: FilledShortText
    owner: Named | None = None
    by: date | None = None
    status: Literal["open", "done", "dropped"] = "open"
    meeting_id: RecordId | Literal[""] = ""
    goal_id: RecordId | Literal[""] = ""


class CoachingNote(Body):
    """A note of a coaching check-in; only those it is ``meant_for`` ever see it.

    Faculty see all; "project_manager" lets that person see it too, "team" everyone on the team.
    """

    kind: ClassVar[str] = "coaching_note"
    step: StepId
    on: date
    text: FilledText
    meant_for: Literal["faculty", "project_manager", "team"] = "project_manager"
    topic: Name = ""


class Decides(Part):
    """Who decides one sort of question."""

    what: FilledShortText
    who: Name = ""


class Governance(Body):
    """How a team works, in a short note that survives a change of staff; a team has one."""

    kind: ClassVar[str] = "governance"
    step: StepId
    rhythm: ShortText = ""
    membership: ShortText = ""
    joining: ShortText = ""
    decides: Annotated[list[Decides], Field(max_length=20)] = Field(default_factory=list)
    keeps_records: ShortText = ""
    handover: ShortText = ""


class CarryOn(Body):
    """Who carries a goal on after the program, or, without a goal, what the network keeps."""

    kind: ClassVar[str] = "carry_on"
    step: StepId
    goal_id: RecordId | Literal[""] = ""
    what: FilledShortText
    who: Named | None = None
    partner_ids: Links = Field(default_factory=list)
    money: ShortText = ""
    first_step: ShortText = ""


class PlanningView(Body):
    """By which planning model a team likes to see where it is; a team has one."""

    kind: ClassVar[str] = "planning_view"
    model: Literal["spf", "collective_impact"]
