"""Ideas on a board: written, changed, taken back, merged, hidden."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, RecordId
from ciwidgets.visit.messages.door import Message, Revision


class AddIdea(Message):
    """A new idea."""

    type: Literal["add"]
    record_id: RecordId
    text: FilledShortText


class EditIdea(Message):
    """Other words for one's own idea."""

    type: Literal["edit"]
    record_id: RecordId
    base_revision: Revision
    text: FilledShortText


class WithdrawIdea(Message):
    """Take one's own idea back."""

    type: Literal["withdraw"]
    record_id: RecordId
    base_revision: Revision


class MergeIdeas(Message):
    """These ideas say the same."""

    type: Literal["merge"]
    record_id: RecordId
    base_revision: Revision
    title: FilledShortText
    idea_ids: Annotated[list[RecordId], Field(min_length=2, max_length=200)]


class SplitGroup(Message):
    """These ideas do not say the same after all."""

    type: Literal["split"]
    record_id: RecordId
    base_revision: Revision


class HideIdea(Message):
    """Take an idea off the wall, or put it back."""

    type: Literal["hide"]
    target_id: RecordId
    is_hidden: bool
