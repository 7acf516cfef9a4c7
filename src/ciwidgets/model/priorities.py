"""Several ways to say what comes first, all on the same items."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body
from ciwidgets.model.text import Identifier, RecordId, StepId

# On one sheet.
MOST_SCORED = 60

ScoringMethod = Literal["hanlon", "impact_effort", "criteria"]
# Propriety, economics, acceptability, resources, legality.
PearlLetter = Literal["propriety", "economics", "acceptability", "resources", "legality"]


class NominalVote(Body):
    """One person's picks of the nominal group technique; the first is worth the most."""

    kind: ClassVar[str] = "nominal_vote"
    step: StepId
    picks: Annotated[list[RecordId], Field(max_length=5)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.picks)) != len(self.picks):
            raise ValueError("one item was picked twice; pick each once")
        return self


class Scores(Body):
    """Scores by item and criterion: one person's, or those a group agreed on together.

    ``hanlon`` has ``size``, ``seriousness`` and ``effectiveness`` from 0 to 10; ``impact_effort``
    has ``impact`` and ``effort`` from 1 to 5; ``criteria`` has the program's own from 1 to 5.
    What is not there was not scored; it never counts as 0.
    """

    kind: ClassVar[str] = "scores"
    step: StepId
    method: ScoringMethod
    is_together: bool = False
    scores: Annotated[
        dict[
            RecordId,
            Annotated[dict[Identifier, Annotated[int, Field(ge=0, le=10)]], Field(max_length=12)],
        ],
        Field(max_length=MOST_SCORED),
    ]


class Gate(Body):
    """The PEARL questions about an item, answered by the team; an unanswered one stops nothing."""

    kind: ClassVar[str] = "pearl_gate"
    step: StepId
    item_id: RecordId
    answers: dict[PearlLetter, bool]
