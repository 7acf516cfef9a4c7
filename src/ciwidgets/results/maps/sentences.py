"""A link of a map as people read it aloud: the one wording of pages, reports and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES = ("map_low", "map_medium", "map_high")


def strength(weight: float, strengths: Sequence[float]) -> int:
    """Return which of the program's three strengths is nearest: 0, 1 or 2; the weaker of two."""
    size = abs(weight)
    return min(range(len(strengths)), key=lambda place: (abs(strengths[place] - size), place))


def how(weight: float, strengths: Sequence[float], words: Mapping[str, str]) -> str:
    """Return the word for how strong a link is; ``words`` holds those every widget has."""
    return words[_NAMES[strength(weight, strengths)]]


def link_sentence(
    source: str, target: str, weight: float, strengths: Sequence[float], language: str = "en"
) -> str:
    """Return "More “stigma” leads to a drop in “asking for help”, strongly."."""
    return link_said(source, target, weight, strengths, section("common", language))


def link_said(
    source: str, target: str, weight: float, strengths: Sequence[float], words: Mapping[str, str]
) -> str:
    """Return a link as a sentence; ``words`` holds those every widget has."""
    return filled(
        words["map_less" if weight < 0 else "map_more"],
        source=source,
        target=target,
        how=how(weight, strengths, words),
    )
