"""A list a whole team owns: each kind adds its fields to the form that keeps one of them."""

from __future__ import annotations

from typing import Any, Literal

from ciwidgets.model.text import RecordId
from ciwidgets.visit.messages.door import Message, Revision


class SaveRecord(Message):
    """A record of the team, new or changed."""

    type: Literal["save"]
    record_id: RecordId
    base_revision: Revision

    def fields_of_body(self) -> dict[str, Any]:
        """Return what the record's body is to hold, in fields of the same names."""
        mine = type(self).model_fields.keys() - SaveRecord.model_fields.keys()
        return {name: _once(getattr(self, name)) for name in mine}


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


def _once(value: Any) -> Any:
    """Return a list of ids with each once: a page that names one twice means it once."""
    is_ids = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return list(dict.fromkeys(value)) if is_ids else value
