"""Ways to say what comes first: choices in order, sheets of scores, the team's five answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.priorities import MOST_SCORED, PearlLetter, ScoringMethod
from ciwidgets.model.text import Identifier, RecordId
from ciwidgets.visit.messages.door import Message, Revision


class SavePicks(Message):
    """A person's choices, the first first."""

    type: Literal["pick"]
    base_revision: Revision
    picks: Annotated[list[RecordId], Field(max_length=5)]


class SaveScores(Message):
    """Scores of one way; a score of nothing is one taken away.

    Of a person's own sheet it is all of it. Of the one a team agrees on it is only what was
    changed, so that two people who score different things at once both keep what they said;
    ``base_revision`` is then the one whose scores they saw.
    """

    type: Literal["score"]
    base_revision: Revision
    method: ScoringMethod
    is_together: bool
    scores: Annotated[
        dict[
            RecordId,
            Annotated[
                dict[Identifier, Annotated[int, Field(ge=0, le=10)] | None], Field(max_length=12)
            ],
        ],
        # A full sheet and all there is to score now: what has left the wall is let go of later.
        Field(max_length=MOST_SCORED + 20),
    ]


class SaveGate(Message):
    """The team's answers to the five questions about one thing."""

    type: Literal["gate"]
    base_revision: Revision
    item_id: RecordId
    answers: dict[PearlLetter, bool]
