"""The golden thread: from a need to what came of it, and from a win back to why.

A thread is one need with one of its goals. A link that is missing makes it shorter; none is ever
made up, and nobody is named on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import (
        Activity,
        Entry,
        Goal,
        Measure,
        Need,
        PolicyResponse,
        Reading,
        Recommendation,
        Win,
    )
    from ciwidgets.results.story.weave import Concept, Weave


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure with its first and its newest reading, which are one where there is but one."""

    measure: Entry[Measure]
    first: Entry[Reading] | None = None
    newest: Entry[Reading] | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A need with one of its goals and all that hangs on it; either may be missing.

    ``dropped`` holds the kinds of what it names that was taken off the lists.
    """

    need: Entry[Need] | None = None
    concepts: tuple[Concept, ...] = ()
    recommendations: tuple[Entry[Recommendation], ...] = ()
    goal: Entry[Goal] | None = None
    measures: tuple[Seen, ...] = ()
    activities: tuple[Entry[Activity], ...] = ()
    policies: tuple[Entry[PolicyResponse], ...] = ()
    wins: tuple[Entry[Win], ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The records on the thread."""
        on_it = (*self.recommendations, *self.activities, *self.policies, *self.wins)
        found = {one.record_id for one in on_it}
        found |= {one.record_id for one in (self.need, self.goal) if one}
        found |= {one.lever_id for one in self.concepts if one.lever_id}
        for seen in self.measures:
            parts = (seen.measure, seen.first, seen.newest)
            found |= {one.record_id for one in parts if one}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class WayBack:
    """A win with what led to it: its activities and measure, the goals, and why those."""

    win: Entry[Win]
    activities: tuple[Entry[Activity], ...] = ()
    measure: Entry[Measure] | None = None
    goals: tuple[Entry[Goal], ...] = ()
    concepts: tuple[Concept, ...] = ()
    needs: tuple[Entry[Need], ...] = ()
    dropped: tuple[str, ...] = ()


def threads(weave: Weave) -> list[Thread]:
    """Return every thread: the needs in the team's order, then the goals that serve none of them.

    A need that no goal serves is a thread of its own.
    """
    found: list[Thread] = []
    for need_id in weave.needs:
        serving = weave.goals_of(need_id)
        found += [_thread(weave, need_id, one) for one in serving]
        if not serving:
            found.append(_need_alone(weave, need_id))
    found += [_thread(weave, "", one) for one in weave.goals if not weave.needs_of(one)]
    return found


def through(found: list[Thread], record_id: str) -> list[Thread]:
    """Return the threads on which a record is, wherever on them it stands."""
    return [one for one in found if record_id in one.ids]


def ways_back(weave: Weave) -> list[WayBack]:
    """Return what led to each win, the newest win first."""
    return [_way_back(weave, one) for one in weave.wins.values()]


def _need_alone(weave: Weave, need_id: str) -> Thread:
    said = [one for one in weave.recommendations.values() if need_id in one.body.need_ids]
    work = [
        one
        for one in weave.activities.values()
        if one.body.recommendation_id in {two.record_id for two in said}
    ]
    return Thread(
        need=weave.needs[need_id],
        concepts=tuple(weave.concepts(need_id)),
        recommendations=tuple(said),
        activities=tuple(work),
    )


def _thread(weave: Weave, need_id: str, goal_id: str) -> Thread:
    goal = weave.goals[goal_id]
    own = weave.levers_of(goal_id)
    of_need = weave.concepts(need_id) if need_id else []
    named = {one.lever_id for one in own}
    # A word that is no lever says where the need stands; once there are levers, they say more.
    more = [one for one in of_need if (one.lever_id or not own) and one.lever_id not in named]
    wins = weave.wins_of(goal_id)
    said = [
        one
        for one in weave.recommendations_of(goal_id)
        if not need_id or not one.body.need_ids or need_id in one.body.need_ids
    ]
    return Thread(
        need=weave.needs[need_id] if need_id else None,
        concepts=(*own, *more),
        recommendations=tuple(said),
        goal=goal,
        measures=tuple(_seen(weave, goal_id)),
        activities=tuple(weave.activities_of(goal_id)),
        policies=tuple(weave.policies_of(goal_id)),
        wins=tuple(wins),
        dropped=tuple(weave.gone(_named_by(goal, wins))),
    )


def _seen(weave: Weave, goal_id: str) -> Iterator[Seen]:
    for measure in weave.measures_of(goal_id):
        readings = weave.readings.get(measure.record_id, [])
        yield Seen(measure, readings[0], readings[-1]) if readings else Seen(measure)


def _named_by(goal: Entry[Goal], wins: list[Entry[Win]]) -> Iterator[str]:
    yield from goal.body.need_ids
    yield from goal.body.lever_ids
    for win in wins:
        yield win.body.measure_id
        yield from win.body.activity_ids


def _way_back(weave: Weave, win: Entry[Win]) -> WayBack:
    goals = [weave.goals[one] for one in weave.goals_of_win(win.record_id)]
    served = {need for goal in goals for need in weave.needs_of(goal.record_id)}
    levers = {lever.lever_id: lever for goal in goals for lever in weave.levers_of(goal.record_id)}
    named = (win.body.goal_id, win.body.measure_id, *win.body.activity_ids)
    return WayBack(
        win=win,
        activities=tuple(weave.current_activities(win.body.activity_ids)),
        measure=weave.measures.get(win.body.measure_id),
        goals=tuple(goals),
        concepts=tuple(levers.values()),
        needs=tuple(weave.needs[one] for one in weave.needs if one in served),
        dropped=tuple(weave.gone(named)),
    )
