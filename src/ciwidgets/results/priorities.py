"""What a team put first, by each way it used.

A sheet that was filled in together is the team's and is seen at once, as are the dots once they
are shown. What people filled in for themselves is made of what stood at a closing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import may_replace
from ciwidgets.analysis.priorities.comparison import compare
from ciwidgets.analysis.priorities.pearl import Decision, pearl
from ciwidgets.analysis.priority_answers import Own, compared, pools_of
from ciwidgets.analysis.priority_rankings import (
    FIVE,
    IMPACT_EFFORT,
    Group,
    criteria_ranking,
    dots_ranking,
    hanlon_ranking,
    impact_ranking,
    nominal_ranking,
)
from ciwidgets.analysis.priority_results import WhatFirst
from ciwidgets.model import Gate, NominalVote, Scores
from ciwidgets.results.closings import Place, people_changed, shown_closings
from ciwidgets.results.people import newest_by_person, team_people
from ciwidgets.results.things_to_rank import MOST_THINGS, Source, ThingsToRank, things_to_rank

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from ciwidgets.analysis.priorities.panel import Ranges, Sheets
    from ciwidgets.analysis.priorities.pearl import Gate as Pearl
    from ciwidgets.analysis.priority_results import Method, Ranking
    from ciwidgets.model import Entry, Program
    from ciwidgets.model.entries import B
    from ciwidgets.model.priorities import ScoringMethod
    from ciwidgets.results.record import Record

    P = TypeVar("P", NominalVote, Scores)

__all__ = [
    "METHODS",
    "MOST_THINGS",
    "Source",
    "ThingsToRank",
    "gates_of",
    "ranges_of",
    "things_to_rank",
    "together_sheets",
    "what_first",
    "within",
]

METHODS: tuple[ScoringMethod, ...] = ("hanlon", "impact_effort", "criteria")
_TEN: tuple[float, float] = (0, 10)


def what_first(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    source: Source,
    occasion: str,
    as_of: int | None = None,
) -> WhatFirst:
    """Return every way side by side, as far as it may be shown now."""
    filled = _FilledIn(Place(record, team_id, step, occasion), program, source)
    is_open, closings = filled.place.closings(as_of)
    shown = filled.shown(as_of)
    moment = as_of if is_open else [*closings, *shown[-1:]][-1]
    things = filled.things_at(moment, as_of)
    gates = gates_of(record, team_id, step, as_of)
    rankings: list[Ranking | None] = []
    if any(things.dots.values()):
        rankings.append(dots_ranking(things.dots, things.occasion))
    own, too_few, later = filled.rankings(shown, things, gates, as_of) if shown else ([], (), 0)
    together = together_sheets(record, program, team_id, step, as_of)
    team = {method: {"team": sheet} for method, sheet in together.items()}
    by_team = _scored(program, team, things, gates, Group(is_together=True)).values()
    found = tuple(one for one in [*rankings, *own, *by_team] if one is not None)
    # A way in which one thing was scored so far puts it before nothing.
    comparison = compare(
        {one.key: one.ranks for one in found if sum(map(bool, one.ranks.values())) > 1}
    )
    return WhatFirst(things.things, found, comparison, too_few, later, not is_open)


def together_sheets(
    record: Record, program: Program, team_id: str, step: str, as_of: int | None = None
) -> dict[str, dict[str, dict[str, int]]]:
    """Return the sheets a team filled in together, by way; they carry on between occasions."""
    found = sorted(record.current(Scores, team_id=team_id, as_of=as_of), key=lambda one: one.seq)
    return {
        one.body.method: within(one.body.scores, ranges_of(program, one.body.method))
        for one in found
        if one.body.step == step and one.body.is_together
    }


def gates_of(record: Record, team_id: str, step: str, as_of: int | None = None) -> dict[str, Pearl]:
    """Return the team's answers to PEARL, by thing."""
    found = sorted(record.current(Gate, team_id=team_id, as_of=as_of), key=lambda one: one.seq)
    return {
        one.body.item_id: pearl(
            {letter: Decision(holds) for letter, holds in one.body.answers.items()}
        )
        for one in found
        if one.body.step == step
    }


def ranges_of(program: Program, method: ScoringMethod) -> Ranges:
    """Return what a way asks of each thing, with the lowest and the highest score."""
    if method == "hanlon":
        return dict.fromkeys(("size", "seriousness", "effectiveness"), _TEN)
    if method == "impact_effort":
        return IMPACT_EFFORT
    return {one.id: FIVE for one in program.criteria}


def within(scores: Mapping[str, Mapping[str, int]], ranges: Ranges) -> dict[str, dict[str, int]]:
    """Return the scores that the way asks for; the program's criteria can change."""
    return {
        item: {
            part: score
            for part, score in parts.items()
            if part in ranges and ranges[part][0] <= score <= ranges[part][1]
        }
        for item, parts in scores.items()
    }


class _FilledIn:
    """What people filled in for themselves in a step, as it stood at its closings."""

    def __init__(self, place: Place, program: Program, source: Source) -> None:
        self.place, self.program, self.source = place, program, source
        self._known: dict[int | None, Own] = {}

    def things_at(self, moment: int | None, as_of: int | None) -> ThingsToRank:
        place = self.place
        return things_to_rank(
            place.record, self.program, place.team_id, self.source, place.occasion, as_of, moment
        )

    def own_at(self, seq: int | None) -> Own:
        if seq not in self._known:
            chosen = self._newest(self._current(NominalVote, seq), seq)
            self._known[seq] = Own(
                self.things_at(seq, seq).groups,
                {person: body.picks for person, body in chosen.items()},
                {method: self._sheets(method, seq) for method in METHODS},
                {method: ranges_of(self.program, method) for method in METHODS},
            )
        return self._known[seq]

    def sectors_at(self, seq: int) -> dict[str, str]:
        people = team_people(self.place.record, self.place.team_id, seq)
        return {person: body.sector for person, body in people.items()}

    def shown(self, as_of: int | None) -> list[int]:
        """Return the closings that were shown, the newest last."""
        closings = shown_closings(self.place, self, as_of)
        # Whatever says the same as the first result is the first result, and keeps its sectors.
        if closings and self.own_at(closings[-1]) == self.own_at(closings[0]):
            return closings[:1]
        return closings

    def rankings(
        self,
        shown: list[int],
        things: ThingsToRank,
        gates: Mapping[str, Pearl],
        as_of: int | None,
    ) -> tuple[list[Ranking], tuple[Method, ...], int]:
        """Return what is shown, the ways too few people used, and how many people came later."""
        own = self.own_at(shown[-1])
        group = Group(sectors=self.sectors_at(shown[0]) if len(shown) == 1 else None)
        used: dict[Method, bool] = {"nominal": any(own.choices.values())}
        used |= {method: bool(own.sheets[method]) for method in METHODS}
        made: dict[Method, Ranking | None] = {
            "nominal": nominal_ranking(own.choices, things.groups, group)
        }
        made |= _scored(self.program, own.sheets, things, gates, group)
        return (
            [one for one in made.values() if one is not None],
            tuple(method for method, one in made.items() if one is None and used[method]),
            people_changed(*compared(own, self.own_at(as_of), fewest=0)),
        )

    def reveals(self, seq: int) -> bool:
        """Return whether anything five people gave is shown."""
        own = self.own_at(seq)
        return bool(compared(own, own)[0])

    def may_follow(self, newer: int, earlier: int, *, is_first: bool) -> bool:
        """Ask the rule for each thing that was shown; the first result had its sectors."""
        shown, now = compared(self.own_at(earlier), self.own_at(newer))
        pools = pools_of(self.own_at(earlier), self.sectors_at(earlier), shown) if is_first else {}
        return may_replace(shown, now, pools)

    def _sheets(self, method: ScoringMethod, seq: int | None) -> Sheets:
        ranges = ranges_of(self.program, method)
        given = self._newest(
            [
                one
                for one in self._current(Scores, seq)
                if one.body.method == method and not one.body.is_together
            ],
            seq,
        )
        found = {person: within(body.scores, ranges) for person, body in given.items()}
        return {person: sheet for person, sheet in found.items() if any(sheet.values())}

    def _current(self, kind: type[B], seq: int | None) -> list[Entry[B]]:
        place = self.place
        return place.record.current(kind, team_id=place.team_id, occasion=place.occasion, as_of=seq)

    def _newest(self, entries: list[Entry[P]], seq: int | None) -> dict[str, P]:
        place = self.place
        here = [one for one in entries if one.body.step == place.step]
        return newest_by_person(place.record, place.team_id, here, seq)


def _scored(
    program: Program,
    sheets: Mapping[str, Sheets],
    things: ThingsToRank,
    gates: Mapping[str, Pearl],
    group: Group,
) -> dict[Method, Ranking | None]:
    items = [one.id for one in things.things]
    weights = {one.id: one.weight for one in program.criteria}
    return {
        "hanlon": hanlon_ranking(sheets.get("hanlon", {}), items, gates, group),
        "impact_effort": impact_ranking(sheets.get("impact_effort", {}), items, group),
        "criteria": criteria_ranking(sheets.get("criteria", {}), items, weights, group),
    }
