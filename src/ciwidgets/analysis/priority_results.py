"""What comes first by every way a team used: plain data, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ciwidgets.analysis.concordance import Concordance
from ciwidgets.analysis.priorities.comparison import Comparison, SectorComparison
from ciwidgets.analysis.priorities.impact_effort import Quadrant
from ciwidgets.analysis.priorities.pearl import Letter
from ciwidgets.analysis.priorities.ranking import ranks
from ciwidgets.analysis.priorities.stability import Verdict, WeightStability

Method = Literal["dots", "nominal", "hanlon", "impact_effort", "criteria"]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to rank: a theme with its ideas, or what stands on the wall."""

    id: str
    text: str
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing's place by one way; ``rank`` 0 is none, and then ``score`` may be None.

    ``score`` is what ranks: dots, points, a median, or the impact. ``averaged`` is the score with
    the parts averaged first. ``people`` is 0 where fewer than five are behind it. ``failed`` has
    the letters of PEARL that were answered no; ``is_begun`` says that somebody scored it.
    """

    item_id: str
    rank: int = 0
    is_tied: bool = False
    score: float | None = None
    averaged: float | None = None
    bpr: float | None = None
    effort: float | None = None
    quadrant: Quadrant | None = None
    is_on_line: bool = False
    is_odd: bool = False
    people: int = 0
    is_begun: bool = False
    failed: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All things by one way, first place first; what has no place stands at the end.

    ``people`` filled it in for themselves; a sheet of the team has 0. ``average_ranks`` are those
    with the parts averaged first. ``occasion`` is that of the dot vote.
    """

    method: Method
    lines: tuple[Line, ...]
    is_together: bool = False
    people: int = 0
    average_ranks: Mapping[str, int] = field(default_factory=dict)
    concordance: Concordance | None = None
    left_out: Verdict | None = None
    weights: WeightStability | None = None
    sectors: SectorComparison | None = None
    occasion: str = ""

    @property
    def key(self) -> str:
        """The name it goes by in a comparison."""
        return f"{self.method}.together" if self.is_together else self.method

    @property
    def ranks(self) -> dict[str, int]:
        """The rank of everything that has one."""
        return ranks(self.lines)


@dataclass(frozen=True, slots=True)
class WhatFirst:
    """Every way side by side.

    ``too_few`` has the ways that fewer than five people used for themselves; ``later`` counts
    people whose later answers wait until they may be shown. ``is_closed`` is the step's state.
    """

    things: tuple[Thing, ...]
    rankings: tuple[Ranking, ...]
    comparison: Comparison
    too_few: tuple[Method, ...] = ()
    later: int = 0
    is_closed: bool = False

    def text(self, item_id: str) -> str:
        """Return a thing's words."""
        return next((one.text for one in self.things if one.id == item_id), item_id)

    @property
    def has_own(self) -> bool:
        """Whether anything that people filled in for themselves is shown."""
        return any(one.people and one.method != "dots" for one in self.rankings)
