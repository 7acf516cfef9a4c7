"""The data that exist about a community."""

from __future__ import annotations

from ciwidgets.model.resources import SourceState
from ciwidgets.model.text import FilledName, Name, ShortText
from ciwidgets.visit.messages.records import SaveRecord


class SaveDataSource(SaveRecord):
    """Data: what they tell, who holds them, how fresh they are, and what is missing."""

    name: FilledName
    tells: ShortText = ""
    holder: Name = ""
    newest: Name = ""
    state: SourceState = "not_known"
    missing: ShortText = ""
    could_give: Name = ""
