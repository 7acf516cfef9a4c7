"""What reports have shown of local numbers: a reader may have kept every one of them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.text import ShortText

_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ReleasedTotal(Part):
    """All teams together as a summary showed them: the places, by their ids, and their count."""

    measure: ShortText
    period: ShortText
    places: Annotated[list[ShortText], Field(min_length=1)]
    count: Annotated[int, Field(ge=0)]


class Release(Body):
    """The local numbers that a batch of reports showed for the first time.

    A team's own entry names cells by measure, place, period and the groups there; ``totals`` are
    in that of the whole program, with ``inputs``, a digest of what was planned. What was shown
    once is known for good, so later batches are planned around it.
    """

    kind: ClassVar[str] = "release"
    cells: dict[str, dict[str, dict[str, list[str]]]] = Field(default_factory=dict)
    totals: list[ReleasedTotal] = Field(default_factory=list)
    inputs: _Sha256 | None = None
