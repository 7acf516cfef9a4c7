"""What a team's map says, in sentences; only what is shown is ever in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.maps.sentences import how, link_said, strength
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.results.maps.parts import TeamLink, TeamMap

# More differences than this are no longer read.
_MOST_SUMS = 12


def said(
    link: TeamLink, found: TeamMap, strengths: Sequence[float], words: Mapping[str, str]
) -> str:
    """Return a link as people read it: which way, and how strong for those who drew it.

    ``words`` is the kernel's section ``our_map``.
    """
    ends = _ends(link, found)
    if link.mark == "contested":
        return filled(words["said_contested"], **ends)
    if not link.weight:
        return filled(words["said_none"], **ends)
    size = strengths[link.drawn_strength]
    weight = size if link.weight > 0 else -size
    return link_said(ends["source"], ends["target"], weight, strengths, words)


def balanced_weight(link: TeamLink, strengths: Sequence[float]) -> float | None:
    """Return a link's weight with one vote a sector, as far as it may be told.

    It is the same as with one vote a person where both are called the same, and otherwise one of
    the program's strengths: two exact averages would tell what a few people drew.
    """
    if link.balanced is None or not _differs(link, strengths):
        return None if link.balanced is None else link.weight
    size = strengths[strength(link.balanced, strengths)] if link.balanced else 0.0
    return size if link.balanced > 0 else -size


def sums(found: TeamMap, strengths: Sequence[float], words: Mapping[str, str]) -> list[str]:
    """Return what would be another if each sector had one vote, what turns round first."""
    told = [
        (link.weight * link.balanced > 0, -abs(link.weight - link.balanced), place, link)
        for place, link in enumerate(found.links)
        if link.balanced is not None and _differs(link, strengths)
    ]
    return [_sum(link, found, strengths, words) for *_, link in sorted(told)[:_MOST_SUMS]]


def _sum(
    link: TeamLink, found: TeamMap, strengths: Sequence[float], words: Mapping[str, str]
) -> str:
    there, how_there = _called(link.balanced or 0.0, strengths, words)
    here, how_here = _called(link.weight, strengths, words)
    now = filled(words[f"now_{here}"], how=how_here)
    return filled(words[f"sums_{there}"], how=how_there, now=now, **_ends(link, found))


def _called(weight: float, strengths: Sequence[float], words: Mapping[str, str]) -> tuple[str, str]:
    """Return which way a weight goes, and the word for how strong it is."""
    if not weight:
        return "none", ""
    return "more" if weight > 0 else "less", how(weight, strengths, words)


def _differs(link: TeamLink, strengths: Sequence[float]) -> bool:
    """Return whether a person and a sector vote come out under another name."""
    balanced = link.balanced or 0.0
    one = (link.weight > 0) - (link.weight < 0), strength(link.weight, strengths)
    other = (balanced > 0) - (balanced < 0), strength(balanced, strengths)
    return one != other


def _ends(link: TeamLink, found: TeamMap) -> dict[str, str]:
    labels = {word.key: word.label for word in found.words}
    return {"source": labels[link.source], "target": labels[link.target]}
