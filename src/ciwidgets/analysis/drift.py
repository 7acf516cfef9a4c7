"""Where a team's work has moved: what its meetings spent their time on, and how it sees itself.

What is found is for asking, never for judging: a team may well have meant it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ciwidgets.model import AgendaItem

# One meeting without time for a goal is nothing; three in a row are worth a question.
LATEST = 3
# By how much of one answer's width a mean has to fall before it is said: our own choice, half way
# from one answer to the next.
FELL_BY = 0.5


@dataclass(frozen=True, slots=True)
class Spent:
    """The time one meeting had for something; ``untimed`` counts items without their minutes."""

    minutes: int = 0
    untimed: int = 0

    def __bool__(self) -> bool:
        """Return whether it was talked about at all."""
        return bool(self.minutes or self.untimed)


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """A meeting and what it was about; ``seq`` is its place in the order things were written."""

    on: date
    seq: int
    items: Sequence[AgendaItem]

    def spent(self, goal_ids: frozenset[str]) -> Spent:
        """Return the time for any of these goals; "" stands for what was for no goal."""
        minutes = [one.minutes for one in self.items if one.goal_id in goal_ids]
        return Spent(sum(minutes), minutes.count(0))


@dataclass(frozen=True, slots=True)
class GoalTime:
    """A goal and the time it had, meeting by meeting; "" is what was for no goal of the list."""

    goal_id: str
    spent: tuple[Spent, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """The meetings that wrote down what they were about, the earliest first, and their time.

    ``no_time`` are goals the latest three had no time for; ``for_no_goal`` of their ``minutes``
    went to what serves no goal, and are asked after where they are more than half.
    """

    days: tuple[date, ...]
    goals: tuple[GoalTime, ...]
    no_time: tuple[str, ...]
    minutes: int
    for_no_goal: int

    @property
    def is_mostly_for_no_goal(self) -> bool:
        """Whether more than half of the latest meetings' time was for no goal."""
        return 2 * self.for_no_goal > self.minutes


def times(meetings: Sequence[MeetingTime], goals: Mapping[str, int], asked: set[str]) -> Times:
    """Return what meetings spent their time on.

    ``goals`` gives, in their order, when each was written down; a goal can only be missed by
    meetings written up after it. ``asked`` are those that are still to be reached.
    """
    held = sorted((one for one in meetings if one.items), key=lambda one: (one.on, one.seq))
    latest = held[-LATEST:] if len(held) >= LATEST else []
    other = frozenset({item.goal_id for one in held for item in one.items} - goals.keys())
    rows = [(goal, frozenset({goal})) for goal in goals]
    rows += [("", other)] if other else []
    return Times(
        tuple(one.on for one in held),
        tuple(GoalTime(goal, tuple(one.spent(ids) for one in held)) for goal, ids in rows),
        tuple(
            goal
            for goal, seq in goals.items()
            if goal in asked
            and latest
            and all(seq < one.seq and not one.spent(frozenset({goal})) for one in latest)
        ),
        sum(item.minutes for one in latest for item in one.items),
        sum(one.spent(frozenset({""})).minutes for one in latest),
    )


def fell(means: Sequence[float | None]) -> bool:
    """Return whether the last mean that is shown is well below the one shown before it.

    ``means`` are in the order of time, on a scale whose answers are one apart.
    """
    shown = [one for one in means if one is not None]
    # The little that a sum of fractions is off must not decide.
    return len(shown) > 1 and shown[-2] - shown[-1] >= FELL_BY - 1e-9
