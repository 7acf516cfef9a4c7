"""What a machine can see is missing in a goal; never how good it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.amounts import is_close

if TYPE_CHECKING:
    from datetime import date

    from ciwidgets.model import Goal
    from ciwidgets.model.goal_criteria import GoalCheck

# What is wrong: nothing is written, or what is written contradicts something else.
Why = Literal["missing", "early", "rise", "fall", "same"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a goal still lacks: the check it fails, and why."""

    check: GoalCheck
    why: Why


def lacks(goal: Goal, links: int, start: date) -> tuple[Lack, ...]:
    """Return what a goal lacks, in the order of the form; nothing where all is there.

    ``links`` counts the needs and levers it comes from that still stand; ``start`` is the day it
    was begun: it has to be due after that.
    """
    found: list[Lack] = []

    def need(check: GoalCheck, *, is_there: bool) -> None:
        if not is_there:
            found.append(Lack(check, "missing"))

    need("by", is_there=goal.by is not None)
    if goal.by is not None and goal.by <= start:
        found.append(Lack("by", "early"))
    need("population", is_there=bool(goal.population))
    need("measure", is_there=bool(goal.measure))
    need("unit", is_there=bool(goal.unit))
    need("direction", is_there=bool(goal.direction))
    need("baseline", is_there=goal.baseline is not None)
    need("source", is_there=bool(goal.source))
    need("year", is_there=goal.year is not None)
    need("target", is_there=goal.target is not None)
    clash = _clash(goal)
    if clash is not None:
        found.append(clash)
    need("owner", is_there=goal.owner is not None)
    need("links", is_there=links > 0)
    return tuple(found)


def _clash(goal: Goal) -> Lack | None:
    """Return where target, baseline and direction contradict each other."""
    if goal.baseline is None or goal.target is None:
        return None
    if is_close(goal.target, goal.baseline):
        return Lack("target", "same")
    rises = goal.target > goal.baseline
    if goal.direction == "rise" and not rises:
        return Lack("target", "rise")
    if goal.direction == "fall" and rises:
        return Lack("target", "fall")
    return None


def to_tenths(value: float) -> float:
    """Return a number above 0 to one decimal, halves up, as pages round it."""
    return math.floor(value * 10 + 0.5) / 10
