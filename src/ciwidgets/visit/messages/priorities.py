"""Ways to say what comes first: choices in order, sheets of scores, the team's five answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.priorities import PearlLetter, ScoringMethod
from ciwidgets.model.text import Identifier, RecordId
from ciwidgets.visit.messages.door import Message, Revision


class SavePicks(Message):
    """A person's choices, the first first."""

    type: Literal["pick"]
    base_revision: Revision
    picks: Annotated[list[RecordId], Field(max_length=5)]


class SaveScores(Message):
    """A sheet of one way, all of it: a person's own, or the one the team agreed on."""

    type: Literal["score"]
    base_revision: Revision
    method: ScoringMethod
    is_together: bool
    scores: Annotated[
        dict[
            RecordId,
            Annotated[dict[Identifier, Annotated[int, Field(ge=0, le=10)]], Field(max_length=12)],
        ],
        Field(max_length=60),
    ]


class SaveGate(Message):
    """The team's answers to the five questions about one thing."""

    type: Literal["gate"]
    base_revision: Revision
    item_id: RecordId
    answers: dict[PearlLetter, bool]
