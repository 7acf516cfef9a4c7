"""A team's plan as tables, asked for to be taken along."""

from __future__ import annotations

from typing import Literal

from ciwidgets.visit.messages.door import Message


class TakePlan(Message):
    """Hand over one of the four lists, or an empty template of it."""

    type: Literal["take"]
    what: Literal["goals", "activities", "measures", "readings"]
    format: Literal["csv", "xlsx"]
    is_template: bool
