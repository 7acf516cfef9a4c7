"""Partners against goals: where work adds up, where two may do one thing, and what has nobody.

It counts no points and sets no partner above another; what may be the same is a question.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from ciwidgets.analysis.lookalikes import duplicates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ciwidgets.model import Activity


@dataclass(frozen=True, slots=True)
class Question:
    """Activities that may be one and the same, and the partners who plan them.

    Where their names are alike, ``line`` is empty and ``goals`` are none; else it is the line of
    work they share, and the goals they share it for.
    """

    activities: tuple[str, ...]
    partners: tuple[str, ...]
    line: str = ""
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reinforcement:
    """Who does what for which goal, by their ids, and what follows.

    ``cells`` holds activities by partner and goal; ``alone`` those of a goal that no partner
    carries yet; ``reinforce`` the partners whose different activities serve one goal.
    """

    cells: dict[tuple[str, str], tuple[str, ...]]
    alone: dict[str, tuple[str, ...]]
    reinforce: dict[str, tuple[str, ...]]
    questions: tuple[Question, ...]
    goals_without: tuple[str, ...]
    partners_without: tuple[str, ...]
    without_goal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """An activity as far as it counts here: its links lead to what is there."""

    id: str
    name: str
    line: str
    partners: frozenset[str]
    goals: frozenset[str]
    is_done: bool


@dataclass(frozen=True, slots=True)
class _Called:
    """Only what an activity is called: two lines of work can name one thing."""

    name: str
    who: str = ""
    line: str = ""


def reinforcement(
    goals: Collection[str], partners: Collection[str], activities: Mapping[str, Activity]
) -> Reinforcement:
    """Return what partners do for goals; both in the order they are to be told in.

    What was stopped is done by nobody, and does not count; of what is done nothing is asked.
    """
    plans = [
        _Plan(
            key,
            one.name,
            one.line,
            frozenset(one.partner_ids).intersection(partners),
            frozenset(one.goal_ids).intersection(goals),
            one.status == "done",
        )
        for key, one in activities.items()
        if one.status != "stopped"
    ]
    questions = _questions(goals, partners, plans)
    asked = {frozenset(pair) for one in questions for pair in combinations(one.activities, 2)}
    serving = {goal: [one for one in plans if goal in one.goals] for goal in goals}
    cells: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for goal, found in serving.items():
        for plan in found:
            for partner in plan.partners:
                cells[partner, goal].append(plan.id)
    adding_up = {goal: _adding_up(found, asked) for goal, found in serving.items()}
    return Reinforcement(
        cells={key: tuple(ids) for key, ids in cells.items()},
        alone={
            goal: ids
            for goal, found in serving.items()
            if (ids := tuple(one.id for one in found if not one.partners))
        },
        reinforce={goal: _in_order(partners, who) for goal, who in adding_up.items() if who},
        questions=questions,
        goals_without=tuple(goal for goal, found in serving.items() if not found),
        partners_without=_in_order(
            partners, set(partners).difference(*(one.partners for one in plans))
        ),
        without_goal=tuple(one.id for one in plans if not one.goals),
    )


def _adding_up(plans: list[_Plan], asked: set[frozenset[str]]) -> set[str]:
    """Return the partners who do something different from another's for the same goal."""
    everybody: set[str] = set().union(*(one.partners for one in plans))
    found: set[str] = set()
    for one, other in combinations([plan for plan in plans if plan.partners], 2):
        both = one.partners | other.partners
        if len(both) > 1 and not both <= found and frozenset((one.id, other.id)) not in asked:
            found |= both
            if found == everybody:
                break
    return found


def _questions(
    goals: Collection[str], partners: Collection[str], plans: list[_Plan]
) -> tuple[Question, ...]:
    """Return what to ask of what is still to be done: alike by name, then by line and goal."""
    plans = [one for one in plans if not one.is_done]
    by_id = {one.id: one for one in plans}
    alike = duplicates({one.id: _Called(one.name) for one in plans})
    found = [
        Question(_in_order(by_id, group), _partners_of(partners, [by_id[one] for one in group]))
        for group in alike
    ]
    asked = [set(group) for group in alike]
    doubles = _doubles(plans, asked)
    shared: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for goal in goals:
        here = {one.id: one for one in plans if goal in one.goals and one.id in doubles}
        for line in dict.fromkeys(one.line for one in here.values()):
            group = tuple(
                key
                for key, one in here.items()
                if one.line == line and not doubles[key].isdisjoint(here)
            )
            if group:
                shared[line, group].append(goal)
    for (line, group), for_goals in shared.items():
        who = _partners_of(partners, [by_id[one] for one in group])
        found.append(Question(group, who, line, tuple(for_goals)))
    return tuple(found)


def _doubles(plans: list[_Plan], asked: list[set[str]]) -> dict[str, set[str]]:
    """Return what others plan in an activity's line without its partners, not asked about yet."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in combinations([plan for plan in plans if plan.line and plan.partners], 2):
        if one.line != other.line or one.partners & other.partners:
            continue
        if not any({one.id, other.id} <= group for group in asked):
            found[one.id].add(other.id)
            found[other.id].add(one.id)
    return found


def _partners_of(partners: Iterable[str], plans: Iterable[_Plan]) -> tuple[str, ...]:
    return _in_order(partners, set().union(*(one.partners for one in plans)))


def _in_order(order: Iterable[str], found: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in order if one in found)
