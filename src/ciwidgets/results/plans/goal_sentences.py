"""A goal as it is read: its sentence, its change in words, what is missing and why.

The page builds the same as somebody types (``js/src/widgets/goals/sentence.ts``), from the same
sentences of the catalogue; ``tests/goal_cases.json`` holds both to it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.amounts import is_close, percent_change
from ciwidgets.analysis.goal_checks import lacks, to_tenths
from ciwidgets.words import filled
from ciwidgets.words.said import day, is_percent, number, unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ciwidgets.analysis.goal_checks import Lack
    from ciwidgets.model import Goal


# From 1.9 times on a rise is said in times: "nearly" up to so much below, exact within so little.
_FROM_TWICE, _NEARLY, _AS_GOOD_AS = 0.9, 0.3, 0.02


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A stretch of a goal's sentence; a blank stands for something that is not written yet."""

    text: str
    is_blank: bool = False


def goal_parts(goal: Goal, words: Mapping[str, str]) -> tuple[SentencePart, ...]:
    """Return a goal's sentence in parts; ``words`` is the kernel's section ``goals``."""
    said = _said(goal, words)
    parts = []
    for place, piece in enumerate(re.split(r"\{(\w+)\}", words["goal_sentence"])):
        if place % 2 == 0:
            parts.append(SentencePart(piece))
        elif said[piece]:
            parts.append(SentencePart(said[piece]))
        else:
            blank = filled(words["blank"], text=words[f"blank_{piece}"])
            parts.append(SentencePart(blank, is_blank=True))
        # The unit of a target that is still to come is said all the same.
        if piece == "target" and place % 2 and goal.unit and not is_percent(goal.unit):
            parts.append(SentencePart(f" {unit_of(goal.target or 0, goal.unit)}"))
    return tuple(one for one in parts if one.text)


def is_begun(goal: Goal) -> bool:
    """Whether the sentence says anything of this goal yet."""
    return any((goal.by, goal.population, goal.measure, goal.direction)) or not (
        goal.baseline is None and goal.target is None
    )


def change_in_words(goal: Goal, words: Mapping[str, str]) -> str:
    """Return how much a goal asks for, in percent, or nothing where there is nothing to tell."""
    baseline, target = goal.baseline, goal.target
    if baseline is None or target is None or is_close(baseline, target):
        return ""
    share = percent_change(baseline, target)
    if share is None:
        return words["change_zero" if baseline == 0 else "change_none"]
    if not is_percent(goal.unit) and share >= _FROM_TWICE:
        return _times(1 + share, words)
    more_or_less = "more" if target > baseline else "less"
    key = f"change_points_{more_or_less}" if is_percent(goal.unit) else f"change_{more_or_less}"
    points = _size(abs(target - baseline), words)
    return filled(words[key], percent=_size(100 * abs(share), words), points=points)


def _times(ratio: float, words: Mapping[str, str]) -> str:
    """Return a rise as people say it aloud: "nearly four times what it was"."""
    whole = math.floor(ratio + _NEARLY)
    names = words["change_times_names"].split(", ")
    said = (
        names[whole - 2]
        if whole - 2 < len(names)
        else filled(words["change_times_many"], n=number(whole))
    )
    off = ratio - whole
    key = "" if abs(off) < _AS_GOOD_AS else "_nearly" if off < 0 else "_over"
    return filled(words[f"change_times{key}"], times=said)


def missing(goal: Goal, links: int, start: date, words: Mapping[str, str]) -> list[str]:
    """Return what a goal still lacks, each with its reason.

    ``links`` counts the needs and levers it comes from; ``start`` is the day it was begun.
    """
    found = lacks(goal, links, start)
    return [_of_lack(one, goal, start, words) for one in found if one.why == "missing"]


def clashes(goal: Goal, start: date, words: Mapping[str, str]) -> list[str]:
    """Return what contradicts itself in a goal: numbers that go the other way, a day too early."""
    found = lacks(goal, 1, start)
    return [_of_lack(one, goal, start, words) for one in found if one.why != "missing"]


def _said(goal: Goal, words: Mapping[str, str]) -> dict[str, str]:
    return {
        "by": day(goal.by, words) if goal.by else "",
        "population": goal.population,
        "measure": goal.measure,
        "direction": words[f"goal_{goal.direction}"] if goal.direction else "",
        "baseline": _amount(goal, goal.baseline),
        "source": goal.source,
        "year": str(goal.year or ""),
        "target": _amount(goal, goal.target),
    }


def _amount(goal: Goal, value: float | None) -> str:
    if value is None:
        return ""
    return number(value) + ("%" if is_percent(goal.unit) else "")


def _size(value: float, words: Mapping[str, str]) -> str:
    tenths = to_tenths(value)
    return number(tenths) if tenths else words["change_tiny"]


def _of_lack(lack: Lack, goal: Goal, start: date, words: Mapping[str, str]) -> str:
    key = f"lack_{lack.check}" if lack.why == "missing" else f"lack_{lack.check}_{lack.why}"
    return filled(
        words[key],
        by=day(goal.by, words) if goal.by else "",
        start=day(start, words),
        baseline=_amount(goal, goal.baseline),
        target=_amount(goal, goal.target),
    )
