"""What a team agrees to share; and the work of a training session, which leaves and comes back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ciwidgets.model.text import FilledShortText, Name, ShortText
from ciwidgets.visit.messages.door import Message, RequestId
from ciwidgets.visit.messages.records import SaveRecord


class SaveSharing(SaveRecord):
    """Something a team may share, or never shares."""

    sort: Literal["may", "never"] = "may"
    what: FilledShortText
    held_by: Name = ""
    goes_to: Name = ""
    condition: ShortText = ""
    agreed_on: date | None = None


class TakeWork(Message):
    """Hand out all that the team of this page has."""

    type: Literal["take"]


class BringWork(Message):
    """Take in the record whose parts have all arrived."""

    type: Literal["bring"]
    upload_id: RequestId


class StillHere(Message):
    """Somebody looks at this page, so what runs it should not be ended."""

    type: Literal["alive"]
