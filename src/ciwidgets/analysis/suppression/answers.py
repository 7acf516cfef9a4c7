"""Whole-number answers to a reader's equations, and how low and high each unknown can go.

HiGHS solves the linear programs. Its answers are checked in whole numbers before they count; where
one is fractional (tables of three dimensions have such corners) the program is solved again with
whole numbers asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ciwidgets.analysis.suppression.equations import OPEN, Equation

# A program that takes longer than this is given up, and what it was to settle counts as unsafe.
_SECONDS: Final = 5.0


class NoAnswer(Exception):
    """No whole numbers satisfy the equations, or none were found in time."""


@dataclass(frozen=True)
class Answers:
    """All whole-number answers to one or more equations between some of the unknowns.

    ``ceiling`` is set on every unknown, so that a program has an end where a reader has none. A
    bound that comes from what was published lies below half of it, and an unknown without one
    gets above.
    """

    places: Sequence[int]
    matrix: Any
    values: Any
    floors: Any
    ceiling: int

    @classmethod
    def of(
        cls,
        places: Sequence[int],
        equations: Sequence[Equation],
        floors: Sequence[int],
        room: int,
    ) -> Answers:
        """Return the answers to ``equations``, with ``room`` to spare above what they tell."""
        import numpy as np  # noqa: PLC0415 - slow to load, wanted by few pages
        from scipy.sparse import csr_array  # noqa: PLC0415

        column_of = {place: column for column, place in enumerate(places)}
        rows, columns, signs = [], [], []
        for row, equation in enumerate(equations):
            for place in equation.places:
                rows.append(row)
                columns.append(column_of[place])
                signs.append(-1 if place == equation.minus else 1)
        own_floors = np.array([floors[place] for place in places], dtype=np.int64)
        told = sum(abs(equation.value) for equation in equations)
        return cls(
            places,
            csr_array((signs, (rows, columns)), shape=(len(equations), len(places))),
            np.array([equation.value for equation in equations], dtype=np.int64),
            own_floors,
            int(2 * (told + own_floors.sum()) + room),
        )

    def best(self, weights: Mapping[int, int]) -> dict[int, int]:
        """Return the answer for which the weighted sum of unknowns is least, OPEN for no end.

        Raises:
            NoAnswer: when there is none.
        """
        import numpy as np  # noqa: PLC0415

        aim = np.array([weights.get(place, 0) for place in self.places], dtype=float)
        found = self._solved(aim, whole=False)
        if found is None:
            found = self._solved(aim, whole=True)
        if found is None:
            raise NoAnswer
        return {
            place: value if 2 * value < self.ceiling else OPEN
            for place, value in zip(self.places, found.tolist(), strict=True)
        }

    def _solved(self, aim: Any, *, whole: bool) -> Any:
        """Return the answer in whole numbers, or None where it is not in them.

        Raises:
            NoAnswer: when HiGHS found that there is none, or had no time to.
        """
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

        solved = milp(
            aim,
            integrality=np.full(len(aim), int(whole)),
            bounds=Bounds(self.floors, self.ceiling),
            constraints=LinearConstraint(self.matrix, self.values, self.values),
            options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
        )
        if solved.status != 0:
            raise NoAnswer
        # Whatever the rounding, whole numbers that satisfy every equation are an answer. The one
        # for which a single unknown is least is so among fractions too, up to the next number.
        rounded = np.rint(solved.x).astype(np.int64)
        is_answer = (self.matrix @ rounded == self.values).all() and (rounded >= self.floors).all()
        return rounded if is_answer else None
