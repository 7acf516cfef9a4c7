"""Whether results, added up and taken from each other in any way, tell of a few people.

Of two words with six drawers each that are put together, eleven people say that one drew both: the
two results less the third are that one's. So it is asked of every combination of results, not only
of every two.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from ciwidgets.analysis.disclosure import SMALLEST_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How often what a person said goes into each result: a number for each result.
Vector: TypeAlias = tuple[Fraction, ...]
# What one person said: how many things go into the same results, by the places of these.
Said: TypeAlias = frozenset[tuple[frozenset[int], int]]

# Words put together and apart again and again mix up ever more results: so many are looked at, in
# so many steps. Beyond that they are taken to tell of a few, and what was shown stays.
_MOST_RESULTS, _MOST_STEPS = 8, 1_000


def tells_of_few(people: Iterable[Said], results: int) -> bool:
    """Return whether a combination of results is about people, but fewer than five.

    A result is the average of what each person said there, summed up, and the number of those who
    said anything. What a result of a few tells on its own is not counted: it was let through.
    """
    if results > _MOST_RESULTS:
        return True
    told = Counter(people).most_common()
    units = _units(results)
    return any(
        _Search([(vectors(said, results), count) for said, count in told]).finds(units)
        for vectors in (_sums, _counts)
    )


def _sums(said: Said, results: int) -> list[Vector]:
    """Return how much of each thing a person said is in each result: they are averages."""
    number = [sum(count for places, count in said if one in places) for one in range(results)]
    return [
        tuple(Fraction(one in places, number[one] or 1) for one in range(results))
        for places, _ in said
    ]


def _counts(said: Said, results: int) -> list[Vector]:
    """Return in which results a person counts as one."""
    places = frozenset[int]().union(*(one for one, _ in said))
    return [tuple(Fraction(one in places) for one in range(results))]


class _Search:
    """Looks for a combination in which everybody cancels out but a few, whatever they said."""

    def __init__(self, groups: Sequence[tuple[list[Vector], int]]) -> None:
        """Take groups of people, the largest first, with what goes into the results of each."""
        self._groups = groups
        self._steps = 0

    def finds(
        self, space: list[Vector], at: int = 0, left: tuple[int, ...] = (), people: int = 0
    ) -> bool:
        """Return whether there is one in the ``space``, where the groups ``left`` need not cancel.

        Groups before ``at`` are dealt with; ``people`` are those in ``left``.
        """
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return True
        while at < len(self._groups) and _cancels(space, self._groups[at][0]):
            at += 1
        if at == len(self._groups) or not space:
            return self._is_new(space, left)
        vectors, count = self._groups[at]
        within = space
        for vector in vectors:
            within = _without(within, vector)
        if self.finds(within, at + 1, left, people):
            return True
        together = people + count
        return together < SMALLEST_CHANGE and self.finds(space, at + 1, (*left, at), together)

    def _is_new(self, space: list[Vector], left: tuple[int, ...]) -> bool:
        """Return whether the space tells of those left what no result of theirs alone tells."""
        if not space or not left:
            return False
        told = [vector for one in left for vector in self._groups[one][0]]
        others = [
            vector
            for place, (vectors, _) in enumerate(self._groups)
            if place not in left
            for vector in vectors
        ]
        theirs = [
            tuple(vector[one] for vector in told)
            for one in range(len(space[0]))
            if not any(vector[one] for vector in others)
        ]
        return _rank([tuple(_times(one, vector) for vector in told) for one in space]) > _rank(
            theirs
        )


def _units(number: int) -> list[Vector]:
    return [tuple(Fraction(one == other) for other in range(number)) for one in range(number)]


def _times(one: Vector, other: Vector) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True) if a and b), Fraction())


def _cancels(space: Iterable[Vector], vectors: Iterable[Vector]) -> bool:
    return not any(_times(one, vector) for vector in vectors for one in space)


def _without(space: list[Vector], vector: Vector) -> list[Vector]:
    """Return the part of a space in which a vector cancels out."""
    parts = [_times(one, vector) for one in space]
    pivot = next((place for place, part in enumerate(parts) if part), None)
    if pivot is None:
        return space
    return [
        tuple(a - part / parts[pivot] * b for a, b in zip(one, space[pivot], strict=True))
        for place, (one, part) in enumerate(zip(space, parts, strict=True))
        if place != pivot
    ]


def _rank(vectors: list[Vector]) -> int:
    """Return how many of the vectors say something that the others do not."""
    space = _units(len(vectors[0])) if vectors else []
    whole = len(space)
    for vector in vectors:
        space = _without(space, vector)
    return whole - len(space)
