"""How alike maps are over the same words: what they name, how they link it, how strongly.

Everything is asked of all pairs at once: the answers are arrays (M, M), 1 or 0 on the diagonal. A
pair for which a figure is not defined (two maps without a link have no links in common) has nan.
How alike maps behave when pushed is ``scenarios.sign_vote``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ciwidgets.analysis.maps.arrays import Bools, Floats, as_map, as_maps


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Every map beside every other, arrays (M, M).

    With a words in both maps, b and c in one only: ``words_jaccard`` is a / (a + b + c),
    ``words_dice`` 2a / (2a + b + c), and ``words_fcmapper`` a / (2a + b + c), FCMapper's S2, which
    is 0.5 for a map and itself. ``links_jaccard`` is the share of the links of either map that
    both have with the same sign; a link with opposite signs counts as two. ``distance`` is
    sum |x - y| / 2N(N - 1) over the N words of either map, 0 the same and 1 all links opposite; a
    link of a word to itself does not count.
    """

    words_jaccard: Floats
    words_dice: Floats
    words_fcmapper: Floats
    links_jaccard: Floats
    distance: Floats


def similarity(weights: ArrayLike, holds: ArrayLike | None = None) -> Similarity:
    """Return how alike each pair of maps is.

    Args:
        weights: (M, N, N), all over the same words.
        holds: (M, N), whether a map has the word; every word with a link where None.

    Raises:
        ValueError: for weights that are not square or not finite, or marks of another shape.
    """
    maps = as_maps(weights)
    has = _words_of(maps) if holds is None else np.asarray(holds, dtype=np.bool_)
    if has.shape != maps.shape[:2]:
        raise ValueError(
            f"For {len(maps)} maps of {maps.shape[1]} words there are {has.shape} marks of who has "
            "a word. Give one mark a map and word."
        )
    both, either = _counts(has)
    flat = maps.reshape(len(maps), maps.shape[1] ** 2)
    # Links up and links down side by side, so that a link with the other sign is another link.
    same_links, all_links = _counts(np.concatenate([flat > 0, flat < 0], axis=1))
    return Similarity(
        words_jaccard=_over(both, either),
        words_dice=_over(2 * both, both + either),
        words_fcmapper=_over(both, both + either),
        links_jaccard=_over(same_links, all_links),
        distance=_over(_apart(maps), 2 * either * (either - 1)),
    )


def comparison_score(weights: ArrayLike, right: ArrayLike) -> int:
    """Return how a map does beside the one that is taken as right, as mm-compare counts.

    A link of the right sign gives 1; one that is missing, too many or of the wrong sign costs 1.

    Raises:
        ValueError: for weights that are not square or not finite, or maps of different sizes.
    """
    signs, wanted = np.sign(as_map(weights)), np.sign(as_map(right))
    if signs.shape != wanted.shape:
        raise ValueError(
            f"One map has {len(signs)} words and the other {len(wanted)}. Give both the same words."
        )
    drawn = (signs != 0) | (wanted != 0)
    return int(np.where(signs == wanted, 1, -1)[drawn].sum())


def _words_of(maps: Floats) -> Bools:
    linked = maps != 0
    return np.asarray(linked.any(axis=1) | linked.any(axis=2))


def _counts(has: ArrayLike) -> tuple[Floats, Floats]:
    """Return for each pair of rows how many marks are in both, and how many in either."""
    marks = np.asarray(has, dtype=np.float64)
    own = marks.sum(axis=1)
    both = marks @ marks.T
    return both, own[:, np.newaxis] + own - both


def _apart(maps: Floats) -> Floats:
    """Return the summed differences of each pair, over the links of one word to another."""
    from scipy.spatial.distance import pdist, squareform  # noqa: PLC0415 - slow to load, wanted here only

    others = ~np.eye(maps.shape[1], dtype=np.bool_)
    flat = maps[:, others]
    # A column in which nobody has a link adds nothing, and most columns are such.
    flat = flat[:, (flat != 0).any(axis=0)]
    if len(flat) < 2 or not flat.size:
        return np.zeros((len(flat), len(flat)))
    return np.asarray(squareform(pdist(flat, "cityblock")))


def _over(top: Floats, bottom: Floats) -> Floats:
    """Return top / bottom, nan where the bottom is 0."""
    found = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=found, where=bottom != 0)
    return found
