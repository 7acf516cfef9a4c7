"""What came back on paper: a person's sheet as somebody else types it in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.entries import Part
from ciwidgets.model.exercises import NoAnswer
from ciwidgets.model.maps import MOST_LINKS, Weight
from ciwidgets.model.priorities import MOST_SCORED, ScoringMethod
from ciwidgets.model.text import FilledShortText, Identifier, Name, RecordId, StepId
from ciwidgets.visit.messages.door import Message, Revision

# Far more than any program asks for.
_MOST_STEPS = 20
_MOST_LINES = 60


_Scores = Annotated[
    dict[
        RecordId,
        Annotated[dict[Identifier, Annotated[int, Field(ge=0, le=10)]], Field(max_length=12)],
    ],
    Field(max_length=MOST_SCORED),
]


class PaperLink(Part):
    """A sentence of a map: words as they stand on the sheet."""

    source: FilledShortText
    target: FilledShortText
    weight: Weight


class PaperMap(Part):
    """A map drawn in sentences."""

    links: Annotated[list[PaperLink], Field(max_length=MOST_LINKS)]
    is_handed_in: bool


class SavePaperSheet(Message):
    """All that one person wrote on paper, by the step it is from.

    A ``name`` of nothing leaves the one there is: who types may not be told it.
    """

    type: Literal["save"]
    record_id: RecordId
    base_revision: Revision
    occasion: Identifier
    name: Name | None
    sector: Identifier | Literal[""]
    ratings: Annotated[
        dict[
            StepId,
            Annotated[
                dict[Identifier, Annotated[int, Field(ge=1, le=11)] | NoAnswer],
                Field(max_length=60),
            ],
        ],
        Field(max_length=_MOST_STEPS),
    ]
    ideas: Annotated[
        dict[StepId, Annotated[list[FilledShortText], Field(max_length=_MOST_LINES)]],
        Field(max_length=_MOST_STEPS),
    ]
    dots: Annotated[
        dict[
            StepId,
            Annotated[dict[RecordId, Annotated[int, Field(ge=1, le=20)]], Field(max_length=20)],
        ],
        Field(max_length=_MOST_STEPS),
    ]
    picks: Annotated[
        dict[StepId, Annotated[list[RecordId], Field(max_length=5)]], Field(max_length=_MOST_STEPS)
    ]
    scores: Annotated[dict[StepId, dict[ScoringMethod, _Scores]], Field(max_length=_MOST_STEPS)] = (
        Field(default_factory=dict)
    )
    maps: Annotated[dict[StepId, PaperMap], Field(max_length=_MOST_STEPS)]


class OpenPaperSheet(Message):
    """Show what stands on this sheet."""

    type: Literal["open"]
    record_id: RecordId


class MakeReturnCode(Message):
    """Make a return code, with which this person can go on by themselves."""

    type: Literal["code"]
    record_id: RecordId
    base_revision: Revision
