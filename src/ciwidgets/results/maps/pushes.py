"""A what-if as it is asked: the map, what is held on it, and what to beware of in a push."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ciwidgets.results.maps.findings import two_places
from ciwidgets.results.maps.said import balanced_weight
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.results.maps.findings import Weights
    from ciwidgets.results.maps.parts import TeamMap


@dataclass(frozen=True, slots=True)
class WhatIfSettings:
    """By what a what-if is worked out; the defaults are Mental Modeler's."""

    rule: Any = "kosko"
    squashing: Any = "sigmoid"
    steepness: float = 1.0


@dataclass(frozen=True, slots=True)
class TryOut:
    """A map and what is held on it, by place.

    ``own_maps`` are people's own over the same words, and who has which: nothing of them is in a
    result but a share in words (``results.maps.votes``). ``is_by_sectors`` tells of a map with one
    vote for every sector.
    """

    labels: Sequence[str]
    weights: Weights
    pushes: Mapping[int, float]
    settings: WhatIfSettings = WhatIfSettings()
    own_maps: tuple[Sequence[Weights], Sequence[Sequence[bool]]] | None = None
    is_by_sectors: bool = False


def weights_by_sectors(found: TeamMap, strengths: Sequence[float]) -> list[list[float]]:
    """Return the team's map with one vote for every sector, in the order of ``found.matrix()``.

    Each weight is one that the page tells with the link: whatever is worked out of this map, there
    is no more to be found in it.
    """
    keys, weights = found.matrix()
    place = {key: number for number, key in enumerate(keys)}
    for link in found.links:
        told = balanced_weight(link, strengths)
        if told is not None:
            weights[place[link.source]][place[link.target]] = told
    return weights


def signed(value: float) -> str:
    """Return a number a person wrote, with a minus sign that is one."""
    return f"{value:g}".replace("-", "−")


def push_warnings(
    trial: TryOut, rests: Sequence[float] | None, words: Mapping[str, str]
) -> list[str]:
    """Return what to know of each push before relying on it.

    ``rests`` is where the words rest when nothing is held, None where they come to no rest.
    """
    said = []
    for word, to in trial.pushes.items():
        others = (one for place, one in enumerate(trial.weights[word]) if place != word)
        if not any(others):
            said.append(filled(words["warn_no_effect"], word=trial.labels[word]))
        elif rests is not None:
            said += _of_push(trial.labels[word], to, rests[word], words)
    ends_at_none = trial.settings.squashing in ("sigmoid", "bivalent")
    if ends_at_none and any(to < 0 for to in trial.pushes.values()):
        said.append(words["warn_below"])
    return said


def _of_push(label: str, to: float, rest: float, words: Mapping[str, str]) -> list[str]:
    """Say where a word held at a value is pushed the other way, or less than it looks."""
    blanks = {"word": label, "to": signed(to), "rest": two_places(rest)}
    if abs(to - rest) < 0.005:
        return [filled(words["warn_no_push"], **blanks)]
    if to == 0:
        return [filled(words["warn_zero_up" if rest < 0 else "warn_zero_down"], **blanks)]
    if 0 < to < rest:
        return [filled(words["warn_lower"], **blanks)]
    if rest < to < 0:
        return [filled(words["warn_higher"], **blanks)]
    # Held well away from none, and yet not far from where it rests.
    is_between = abs(to) < 1 and abs(rest) >= 0.005
    return [filled(words["warn_middle"], **blanks)] if is_between and to * rest > 0 else []
