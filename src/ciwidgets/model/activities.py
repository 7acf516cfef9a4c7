"""What a team does for its goals: recommendations, activities, money, policy and risks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body
from ciwidgets.model.goals import Links
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId, ShortText, StepId

# Whole cents: money is never a fraction that cannot be paid.
Cents = Annotated[int, Field(ge=0, le=10**12)]
WorkStatus = Literal["planned", "under_way", "done", "stopped"]


class Recommendation(Body):
    """What should be done, out of themes and needs, and by whom; activities carry it out."""

    kind: ClassVar[str] = "recommendation"
    step: StepId
    text: FilledShortText
    to_whom: Name = ""
    theme_ids: Links = Field(default_factory=list)
    need_ids: Links = Field(default_factory=list)
    goal_ids: Links = Field(default_factory=list)


class Activity(Body):
    """Who does what, by when, with which partners, for which goals, at what cost.

    ``line`` is a line of work of the program; ``cost`` is in cents, None where nobody knows yet.
    """

    kind: ClassVar[str] = "activity"
    step: StepId
    name: FilledShortText
    goal_ids: Links = Field(default_factory=list)
    partner_ids: Links = Field(default_factory=list)
    recommendation_id: RecordId | Literal[""] = ""
    line: Identifier | Literal[""] = ""
    owner: Named | None = None
    begins: date | None = None
    by: date | None = None
    cost: Cents | None = None
    status: WorkStatus = "planned"

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.begins and self.by and self.by < self.begins:
            raise ValueError("it would be done before it begins; change one of the two days")
        return self


class LedgerLine(Body):
    """One line of one of a team's two ledgers, in cents.

    ``project_manager`` is the money for that post, ``implementation`` the team's own funds; what is
    for one is never counted in the other.
    """

    kind: ClassVar[str] = "ledger_line"
    step: StepId
    ledger: Literal["project_manager", "implementation"]
    sort: Literal["received", "planned", "spent"]
    amount: Cents
    on: date | None = None
    what: FilledShortText
    activity_id: RecordId | Literal[""] = ""


class PolicyResponse(Body):
    """What was changed in policy or practice, on which assets it builds, and where it stands.

    ``resource_ids`` are things the community has; ``decided_by`` is a body, never a person.
    ``is_public`` says that other communities may read it, ``line`` under which line of work.
    """

    kind: ClassVar[str] = "policy_response"
    step: StepId
    what: FilledShortText
    changes: Literal["policy", "practice"] = "practice"
    status: Literal["idea", "proposed", "adopted", "in_force", "stopped"] = "idea"
    decided_by: Name = ""
    on: date | None = None
    resource_ids: Links = Field(default_factory=list)
    builds_on: ShortText = ""
    goal_ids: Links = Field(default_factory=list)
    is_public: bool = False
    line: Identifier | Literal[""] = ""


class Risk(Body):
    """What could go wrong and what the team would do, or what it would stop doing."""

    kind: ClassVar[str] = "risk"
    step: StepId
    sort: Literal["risk", "stop_doing"] = "risk"
    text: FilledShortText
    likely: Literal["hardly", "maybe", "likely", ""] = ""
    answer: ShortText = ""
    goal_ids: Links = Field(default_factory=list)
    owner: Named | None = None
