"""Many people's maps as one: how strong a link is, how common, and whether people agree on it.

A weight of 0 is a link that was not drawn. All maps stand over the same words, padded with zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ciwidgets.analysis.maps.arrays import Bools, Floats, Whole, as_maps

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Links that fewer people drew are named nowhere.
LEAST_DRAWERS = 3
# Shared: drawn by at least half of the people, who agree on the sign to at least this.
SHARED_SUPPORT, SHARED_AGREEMENT = 0.5, 0.8
# Contested: on each sign at least so many people, and this share of those who drew it.
LEAST_EACH_SIGN, CONTESTED_SHARE = 2, 0.25


@dataclass(frozen=True, slots=True)
class Merged:
    """What maps say of each link, in arrays (N, N); nan where nothing can be said.

    ``mean_with_zeros`` tells how strong and how common, ``mean_of_drawn`` how strong among those
    who drew it; the medians likewise, and they and all counts take no notice of ``people``'s
    weights. ``geometric`` has a value only where all who drew it gave one sign. ``support`` is the
    share of the maps that have the link, ``sign_agreement`` the share by which one sign outweighs
    the other, ``spread`` the standard deviation (of all, not of a sample) among those who drew it.
    ``balanced`` gives each pool one vote: the mean with zeros inside each, then the mean of those.
    """

    mean_with_zeros: Floats
    mean_of_drawn: Floats
    median: Floats
    median_of_drawn: Floats
    geometric: Floats
    support: Floats
    drawn: Whole
    positive: Whole
    negative: Whole
    sign_agreement: Floats
    spread: Floats
    balanced: Floats | None

    @property
    def contested(self) -> Bools:
        """Where people gave opposite signs, even one each: never "no link"."""
        return is_contested(self.positive, self.negative, fewest=1)


def merge(
    weights: ArrayLike, *, people: ArrayLike | None = None, pools: ArrayLike | None = None
) -> Merged:
    """Merge maps (P, N, N), all at once, so that their order does not matter.

    ``people`` weighs each map in the means; by default all count the same, since weights rank
    people. ``pools`` names each map's pool by a whole number.

    Raises:
        ValueError: where there is no map, or ``people`` or ``pools`` do not fit the maps.
    """
    maps = as_maps(weights)
    if not len(maps):
        raise ValueError("There is no map to merge. Give at least one.")
    share = _shares(people, len(maps))
    is_drawn = maps != 0
    drawn = is_drawn.sum(axis=0)
    positive = (maps > 0).sum(axis=0)
    negative = drawn - positive
    total = np.tensordot(share, maps, axes=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = maps.sum(axis=0) / drawn
        apart = np.where(is_drawn, maps - mean, 0.0)
        return Merged(
            mean_with_zeros=total,
            mean_of_drawn=np.where(drawn, total / np.tensordot(share, is_drawn, axes=1), np.nan),
            median=np.median(maps, axis=0),
            median_of_drawn=_median_of_drawn(maps, is_drawn, drawn),
            geometric=_geometric(maps, is_drawn, positive, negative),
            support=drawn / len(maps),
            drawn=drawn,
            positive=positive,
            negative=negative,
            sign_agreement=np.where(drawn, np.abs(positive - negative) / drawn, np.nan),
            spread=np.where(drawn, np.sqrt((apart**2).sum(axis=0) / drawn), np.nan),
            balanced=None if pools is None else _balanced(maps, pools),
        )


def is_shared(drawn: ArrayLike, people: int, sign_agreement: ArrayLike) -> Bools:
    """Return where at least half of the people drew a link and nearly all gave it one sign."""
    enough = np.asarray(drawn) >= SHARED_SUPPORT * people
    return np.asarray(
        (np.asarray(drawn) > 0) & enough & (np.asarray(sign_agreement) >= SHARED_AGREEMENT)
    )


def is_contested(
    positive: ArrayLike, negative: ArrayLike, *, fewest: int = LEAST_EACH_SIGN
) -> Bools:
    """Return where at least ``fewest`` people and a quarter of the drawers are on each side."""
    up, down = np.asarray(positive), np.asarray(negative)
    smaller = np.minimum(up, down)
    return np.asarray((smaller >= fewest) & (smaller >= CONTESTED_SHARE * (up + down)))


def _shares(people: ArrayLike | None, maps: int) -> Floats:
    """Return each map's share of the whole."""
    given = np.ones(maps) if people is None else np.asarray(people, dtype=np.float64)
    if given.shape != (maps,) or not (np.isfinite(given).all() and (given >= 0).all()):
        raise ValueError(f"The people's weights do not fit {maps} maps. Give each a number from 0.")
    if not given.sum() > 0:
        raise ValueError("The people's weights add up to 0. Give at least one map a weight.")
    return np.asarray(given / given.sum())


def _median_of_drawn(maps: Floats, is_drawn: Bools, drawn: Whole) -> Floats:
    in_order = np.sort(np.where(is_drawn, maps, np.inf), axis=0)
    last = np.maximum(drawn - 1, 0)
    low = np.take_along_axis(in_order, last[np.newaxis] // 2, axis=0)[0]
    high = np.take_along_axis(in_order, (last[np.newaxis] + 1) // 2, axis=0)[0]
    return np.where(drawn, (low + high) / 2, np.nan)


def _geometric(maps: Floats, is_drawn: Bools, positive: Whole, negative: Whole) -> Floats:
    logs = np.log(np.abs(maps), where=is_drawn, out=np.zeros_like(maps))
    size = np.exp(logs.sum(axis=0) / np.maximum(positive + negative, 1))
    one_sign = (positive > 0) != (negative > 0)
    return np.where(one_sign, np.where(positive > 0, size, -size), np.nan)


def _balanced(maps: Floats, pools: ArrayLike) -> Floats:
    of_map = np.asarray(pools)
    if of_map.shape != (len(maps),):
        raise ValueError(f"The pools do not fit {len(maps)} maps. Give each map one.")
    return np.asarray(
        np.mean([maps[of_map == one].mean(axis=0) for one in np.unique(of_map)], axis=0)
    )
