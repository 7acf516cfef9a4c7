"""What a team writes of its money, its changes of policy, and its risks; and its public page."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.activities import Cents
from ciwidgets.model.goals import Links
from ciwidgets.model.names import Named
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId, ShortText
from ciwidgets.visit.messages.records import SaveRecord


class SaveLedgerLine(SaveRecord):
    """One line of one of the two ledgers, in cents."""

    ledger: Literal["project_manager", "implementation"]
    sort: Literal["received", "planned", "spent"]
    amount: Annotated[Cents, Field(ge=1)]
    on: date | None = None
    what: FilledShortText
    activity_id: RecordId | Literal[""] = ""


class SavePolicyResponse(SaveRecord):
    """What was changed in policy or practice, on what it builds, and where it stands."""

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


class SaveRisk(SaveRecord):
    """What could go wrong, or what the team would stop doing."""

    sort: Literal["risk", "stop_doing"] = "risk"
    text: FilledShortText
    likely: Literal["hardly", "maybe", "likely", ""] = ""
    answer: ShortText = ""
    goal_ids: Links = Field(default_factory=list)
    owner: Named | None = None
