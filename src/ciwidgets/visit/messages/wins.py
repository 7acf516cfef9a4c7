"""Small wins, thanks for them, and who may read a person's own name."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.goals import Links
from ciwidgets.model.names import Audiences, Named
from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText
from ciwidgets.model.wins import Condition
from ciwidgets.visit.messages.door import Message, Revision
from ciwidgets.visit.messages.records import SaveRecord


class SaveWin(SaveRecord):
    """A win as the team tells it."""

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


class SaveThanks(Message):
    """This person's thank-you for a win; there is one a person and win."""

    type: Literal["thank"]
    base_revision: Revision
    win_id: RecordId
    text: FilledShortText
    is_signed: bool = False
    in_report: bool = False


class TakeThanksBack(Message):
    """This person's thank-you is taken back."""

    type: Literal["withdraw"]
    base_revision: Revision
    win_id: RecordId


class SaveNameConsent(Message):
    """Who may read this person's name beside the record ``about``; there is one a person and it."""

    type: Literal["consent"]
    base_revision: Revision
    about: RecordId | Literal[""] = ""
    audiences: Audiences
