"""What the modules of this room ask of an array of weights."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Whole: TypeAlias = NDArray[np.int64]
Names: TypeAlias = NDArray[np.str_]


def as_maps(weights: ArrayLike) -> Floats:
    """Return the weights of one map (N, N) or several (M, N, N) as an array (M, N, N).

    Raises:
        ValueError: for another shape, or a weight that is no finite number.
    """
    maps = np.asarray(weights, dtype=np.float64)
    shape = maps.shape
    if maps.ndim == 2:
        maps = maps[np.newaxis]
    if maps.ndim != 3 or maps.shape[1] != maps.shape[2]:
        raise ValueError(
            f"The weights have the shape {shape}. Give one square table a map: one row a cause, "
            "one column an effect."
        )
    if not np.isfinite(maps).all():
        raise ValueError(
            "A weight is no finite number. Give a number for each pair of words, 0 where there is "
            "no link."
        )
    return maps


def as_map(weights: ArrayLike) -> Floats:
    """Return the weights of one map as an array (N, N).

    Raises:
        ValueError: as ``as_maps``, and for more maps than one.
    """
    maps = as_maps(weights)
    if len(maps) != 1:
        raise ValueError(f"There are {len(maps)} maps. Give the weights of one.")
    return np.asarray(maps[0])
