"""Chance that is the same on every machine and in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = 2026
T = TypeVar("T")


class Chance:
    """Chance from one seed, by ``random()`` only: Python promises to keep just those numbers."""

    def __init__(self, name: str) -> None:
        """Begin a sequence of its own, so that a change in one team leaves the others alone."""
        self._random = random.Random(f"{SEED} {name}")

    def happens(self, share: float) -> bool:
        """Return true in this share of cases."""
        return self._random.random() < share

    def bell(self, width: float) -> float:
        """Return a number around 0, seldom beyond ``width``."""
        # Not sum(): from Python 3.12 on it rounds floats in another way.
        chance = self._random.random
        return width * (chance() + chance() + chance() + chance() - 2)

    def pick(self, these: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of these, by weight."""
        weights = weights or [1.0] * len(these)
        left = self._random.random() * sum(weights)
        for one, weight in zip(these, weights, strict=True):
            left -= weight
            if left < 0:
                return one
        return these[-1]

    def shuffled(self, these: Sequence[T]) -> list[T]:
        """Return these in any order."""
        rest = list(these)
        return [rest.pop(int(self._random.random() * len(rest))) for _ in these]
