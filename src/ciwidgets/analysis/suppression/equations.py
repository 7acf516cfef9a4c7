"""What a reader can write down about hidden counts: whole numbers, floors, and sums that hold.

An equation is a total minus what is shown of it: the hidden parts, less a hidden total, come to a
number. A missing part counts as nothing, which is the most a reader could make of it; a sum says
nothing whose total, or every part, is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ciwidgets.analysis.suppression.tables import Key, Published, Sum, in_order

# Bounds sharpen each other by ever smaller steps; what is left after these is settled exactly.
_MOST_PASSES: Final = 8

# Beyond any count of people; above it a bound is one on paper only.
OPEN: Final = 10**18


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number a reader does not see: a hidden cell, or the rest of a total (``rest_of``)."""

    key: Key
    rest_of: Sum | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """The unknowns at ``plus`` less the one at ``minus``, if any, come to ``value``."""

    plus: tuple[int, ...]
    minus: int | None
    value: int

    @property
    def places(self) -> tuple[int, ...]:
        """Return the places of all unknowns in it."""
        return self.plus if self.minus is None else (*self.plus, self.minus)


@dataclass(frozen=True, slots=True)
class Equations:
    """The unknowns, the least each can be, and every equation between them."""

    unknowns: Sequence[Unknown]
    floors: Sequence[int]
    equations: Sequence[Equation]

    def components(self) -> list[tuple[list[int], list[Equation]]]:
        """Return the unknowns that hang together, with their equations, smallest place first."""
        by_unknown: dict[int, list[int]] = defaultdict(list)
        for number, equation in enumerate(self.equations):
            for place in equation.places:
                by_unknown[place].append(number)
        seen: set[int] = set()
        found = []
        for start in range(len(self.unknowns)):
            if start in seen:
                continue
            seen.add(start)
            group, numbers = [start], set()
            for place in group:
                for number in by_unknown[place]:
                    if number not in numbers:
                        numbers.add(number)
                        new = [one for one in self.equations[number].places if one not in seen]
                        seen.update(new)
                        group.extend(new)
            found.append((sorted(group), [self.equations[number] for number in sorted(numbers)]))
        return found

    def outer_bounds(self) -> list[tuple[int, int]]:
        """Return for each unknown an interval that holds all it can be, and maybe more.

        An upper end of ``OPEN`` or more is none; a lower end above the upper one says that what
        was published contradicts itself.
        """
        lower = list(self.floors)
        upper = [2 * OPEN] * len(self.unknowns)
        for _ in range(_MOST_PASSES):
            moved = [_sharpen(equation, lower, upper) for equation in self.equations]
            if not any(moved):
                break
        return list(zip(lower, upper, strict=True))


def equations_of(published: Published, floor: int) -> Equations:
    """Return everything that was published as equations, in an order that depends on names only."""
    unknowns = [Unknown(key) for key in sorted(published.hidden)]
    floors = [floor] * len(unknowns)
    place_of = {one.key: place for place, one in enumerate(unknowns)}
    equations: dict[Equation, None] = {}
    for one in in_order(published.sums):
        if one.total in published.missing or (one.covers_all and one.parts <= published.missing):
            continue
        plus = [place_of[key] for key in sorted(one.parts) if key in place_of]
        if not one.covers_all:
            plus.append(len(unknowns))
            unknowns.append(Unknown(one.total, rest_of=one))
            floors.append(0)
        minus = place_of.get(one.total)
        if plus or minus is not None:
            value = published.shown.get(one.total, 0) - _shown(one.parts, published.shown)
            equations[Equation(tuple(plus), minus, value)] = None
    return Equations(unknowns, floors, tuple(equations))


def _shown(keys: Iterable[Key], shown: Mapping[Key, int]) -> int:
    return sum(shown.get(key, 0) for key in keys)


def _sharpen(equation: Equation, lower: list[int], upper: list[int]) -> bool:
    """Draw in the bounds of one equation's unknowns; return whether any of them moved."""
    signed = [(place, 1) for place in equation.plus]
    if equation.minus is not None:
        signed.append((equation.minus, -1))
    ends = [
        (lower[place], upper[place]) if sign > 0 else (-upper[place], -lower[place])
        for place, sign in signed
    ]
    left_by_least = equation.value - sum(least for least, _ in ends)
    left_by_most = equation.value - sum(most for _, most in ends)
    moved = False
    for (place, sign), (least, most) in zip(signed, ends, strict=True):
        ground, ceiling = left_by_most + most, left_by_least + least
        low, high = (ground, ceiling) if sign > 0 else (-ceiling, -ground)
        if low > lower[place]:
            lower[place], moved = low, True
        if high < min(upper[place], OPEN):
            upper[place], moved = high, True
    return moved
