"""The shape of a map: how dense it is, what drives, what receives, how much one word leads all.

``od`` of a word is the sum of the sizes of its links out, ``id`` of those in. A link with weight 0
is no link; Mental Modeler counts it. What is not defined is None (nan in an array).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike

from ciwidgets.analysis.maps.arrays import Floats, Names, Whole, as_map, as_maps

Role: TypeAlias = Literal["driver", "receiver", "ordinary", "isolated"]
# By 2 * (has links out) + (has links in).
_ROLES: Final = np.array(["isolated", "receiver", "driver", "ordinary"])


@dataclass(frozen=True, slots=True)
class Structure:
    """What one map is like; the lists go word by word, in the order of the weights.

    ``density`` is links / N(N - 1), without links of a word to itself (Mental Modeler);
    ``density_squared`` is links / N² (FCMapper). ``links`` has them all, ``self_loops`` those.
    ``complexity`` is receivers / drivers. ``hierarchy`` is 0 where all words lead alike, and 1 in
    a full order of 0/1 links; ``hierarchy_fcmapper`` is what FCMapper prints, N + 1 times smaller.
    """

    words: int
    links: int
    self_loops: int
    density: float | None
    density_squared: float | None
    links_per_word: float | None
    out_degree: tuple[float, ...]
    in_degree: tuple[float, ...]
    centrality: tuple[float, ...]
    roles: tuple[Role, ...]
    drivers: int
    receivers: int
    complexity: float | None
    hierarchy: float | None
    hierarchy_fcmapper: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Structures:
    """As ``Structure`` for many maps: an array (M,) for each number, (M, N) for each list."""

    words: int
    links: Whole
    self_loops: Whole
    density: Floats
    density_squared: Floats
    links_per_word: Floats
    out_degree: Floats
    in_degree: Floats
    centrality: Floats
    roles: Names
    drivers: Whole
    receivers: Whole
    complexity: Floats
    hierarchy: Floats
    hierarchy_fcmapper: Floats


def structure(weights: ArrayLike) -> Structure:
    """Return the shape of one map.

    Args:
        weights: (N, N), one row a cause.

    Raises:
        ValueError: for weights that are not square or not finite.
    """
    found = structures(as_map(weights))
    return Structure(
        words=found.words,
        links=int(found.links[0]),
        self_loops=int(found.self_loops[0]),
        density=_defined(found.density),
        density_squared=_defined(found.density_squared),
        links_per_word=_defined(found.links_per_word),
        out_degree=tuple(found.out_degree[0].tolist()),
        in_degree=tuple(found.in_degree[0].tolist()),
        centrality=tuple(found.centrality[0].tolist()),
        roles=cast("tuple[Role, ...]", tuple(found.roles[0].tolist())),
        drivers=int(found.drivers[0]),
        receivers=int(found.receivers[0]),
        complexity=_defined(found.complexity),
        hierarchy=_defined(found.hierarchy),
        hierarchy_fcmapper=_defined(found.hierarchy_fcmapper),
    )


def structures(weights: ArrayLike) -> Structures:
    """Return the shapes of many maps at once.

    Source: Özesmi and Özesmi (2004), and MacDonald (1983) for the hierarchy,
    h = 12 / ((N - 1) N (N + 1)) * sum (od - mean od)², as the field quotes it; the factor was not
    checked in his book.

    Args:
        weights: (M, N, N) or (N, N), one row a cause.

    Raises:
        ValueError: for weights that are not square or not finite.
    """
    maps = as_maps(weights)
    words = maps.shape[1]
    sizes, there = np.abs(maps), maps != 0
    links = there.sum(axis=(1, 2))
    self_loops = np.diagonal(there, axis1=1, axis2=2).sum(axis=1)
    out_degree, in_degree = sizes.sum(axis=2), sizes.sum(axis=1)
    has_out, has_in = there.any(axis=2), there.any(axis=1)
    drivers = (has_out & ~has_in).sum(axis=1)
    receivers = (has_in & ~has_out).sum(axis=1)
    uneven = ((out_degree - _mean(out_degree)) ** 2).sum(axis=1)
    hierarchy = _over(12 * uneven, (words - 1) * words * (words + 1))
    return Structures(
        words=words,
        links=links,
        self_loops=self_loops,
        density=_over(links - self_loops, words * (words - 1)),
        density_squared=_over(links, words * words if words > 1 else 0),
        links_per_word=_over(links, words),
        out_degree=out_degree,
        in_degree=in_degree,
        centrality=out_degree + in_degree,
        roles=_ROLES[2 * has_out + has_in],
        drivers=drivers,
        receivers=receivers,
        complexity=_over(receivers, drivers),
        hierarchy=hierarchy,
        hierarchy_fcmapper=hierarchy / (words + 1),
    )


def _mean(degrees: Floats) -> Floats:
    return np.asarray(degrees.sum(axis=1, keepdims=True) / max(1, degrees.shape[1]))


def _over(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """Return top / bottom, nan where the bottom is 0."""
    tops, bottoms = np.broadcast_arrays(
        np.asarray(top, dtype=np.float64), np.asarray(bottom, dtype=np.float64)
    )
    found = np.full(tops.shape, np.nan)
    np.divide(tops, bottoms, out=found, where=bottoms != 0)
    return found


def _defined(values: Floats) -> float | None:
    value = float(values[0])
    return None if np.isnan(value) else value
