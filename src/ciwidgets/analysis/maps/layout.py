"""Where the words of a map stand: the same for the same map, and no two on one place.

Words stand on a grid, a place each: what leads to much and follows from little to the left, what
follows from much to the right, and words that are linked near each other.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Point = tuple[float, float]

# A word's box, and how far its neighbours' middles are: a line between two words two columns apart
# passes between the boxes of the column that stands half a row lower.
BOX_WIDTH, BOX_HEIGHT = 160.0, 56.0
ACROSS, DOWN = 210.0, 120.0
# So often all pairs of words are offered to change places, and so many changes are weighed.
_ROUNDS, _MOST_WEIGHED = 6, 60_000


def layout(
    keys: Sequence[str],
    links: Iterable[tuple[str, str]],
    fixed: Mapping[str, Point] | None = None,
) -> dict[str, Point]:
    """Return the middle of each word's box; boxes are ``BOX_WIDTH`` by ``BOX_HEIGHT``.

    Words of ``fixed`` stay where they are, and the others stand clear of them. Links to what is
    not among the keys, and of a word to itself, are passed over.
    """
    held = {key: fixed[key] for key in keys if fixed and key in fixed}
    free = sorted({*keys} - held.keys())
    pairs = sorted({(a, b) for a, b in links if a != b and {a, b} <= {*keys}})
    near: dict[str, list[str]] = {key: [] for key in keys}
    flow = dict.fromkeys(keys, 0)
    for source, target in pairs:
        near[source].append(target)
        near[target].append(source)
        flow[source] -= 1
        flow[target] += 1
    free.sort(key=lambda key: (flow[key] / max(len(near[key]), 1), key))
    at = dict(zip(free, _places(len(free), held.values()), strict=True)) | held
    _swap(free, at, near, flow)
    return {key: at[key] for key in keys}


def _places(count: int, taken: Collection[Point]) -> list[Point]:
    """Return so many places of the grid, column by column, clear of what is taken."""
    rows = max(1, math.ceil(math.sqrt(count * ACROSS / DOWN)))
    found: list[Point] = []
    column = 0
    while len(found) < count:
        lower = DOWN / 2 if column % 2 else 0.0
        here = [(column * ACROSS, row * DOWN + lower) for row in range(rows)]
        found += [place for place in here if not any(_meet(place, one) for one in taken)]
        column += 1
    return found[:count]


def _meet(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < BOX_WIDTH and abs(one[1] - other[1]) < BOX_HEIGHT


def _swap(
    free: Sequence[str],
    at: dict[str, Point],
    near: Mapping[str, Sequence[str]],
    flow: Mapping[str, int],
) -> None:
    """Let words change places as long as that makes the links shorter; only so much is tried."""
    weighed = 0
    for _ in range(_ROUNDS):
        is_better = False
        for one, other in combinations(free, 2):
            weighed += len(near[one]) + len(near[other])
            if weighed > _MOST_WEIGHED:
                return
            before = _cost(one, at, near, flow) + _cost(other, at, near, flow)
            at[one], at[other] = at[other], at[one]
            after = _cost(one, at, near, flow) + _cost(other, at, near, flow)
            # Less by more than what rounding makes, or two words could change for ever.
            if after < before - 1e-6:
                is_better = True
            else:
                at[one], at[other] = at[other], at[one]
        if not is_better:
            return


def _cost(
    key: str, at: Mapping[str, Point], near: Mapping[str, Sequence[str]], flow: Mapping[str, int]
) -> float:
    """Return how far a word is from what it is linked to, and from the side it belongs on."""
    x, y = at[key]
    away = sum(math.hypot(x - at[one][0], y - at[one][1]) for one in near[key])
    return away - 0.5 * flow[key] * x
