"""A list a whole team owns: each kind adds its fields to the form that keeps one of them."""

from __future__ import annotations

from typing import Literal

from ciwidgets.model.text import RecordId
from ciwidgets.visit.messages.door import Message, Revision


class SaveRecord(Message):
    """A record of the team, new or changed."""

    type: Literal["save"]
    record_id: RecordId
    base_revision: Revision


class DropRecord(Message):
    """This record is taken off the list; it stays in the past."""

    type: Literal["drop"]
    record_id: RecordId
    base_revision: Revision


class AskHistory(Message):
    """What has this record said before?"""

    type: Literal["history"]
    record_id: RecordId


class AskDropped(Message):
    """What was taken off this list?"""

    type: Literal["dropped"]
