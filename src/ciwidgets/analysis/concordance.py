"""How far several people put the same things in the same order, or give them the same scores.

A table of scores is one row a person and one column a thing, None where a person gave none. What
is not defined is None with its ``reason``. Nothing here hides a small group: ask for W with
``fewest=SMALLEST_GROUP`` where the people are not one team at one sheet.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Rows = Sequence[Sequence[float | None]]
NoConcordance = Literal["", "too_few_raters", "too_few_items", "all_tied"]
NoAlpha = Literal["", "nothing_to_compare", "all_the_same"]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W of ``raters`` people over ``items`` things: 1 is one order, 0 is none in common.

    ``left_out`` people gave no score to something and are not in W. ``mean_spearman`` is
    (mW - 1) / (m - 1), the mean of Spearman's correlation over all pairs of people; with ties it
    is near that mean and not equal to it. ``p`` is rough for seven things and fewer.
    """

    raters: int
    items: int
    left_out: int = 0
    w: float | None = None
    chi2: float | None = None
    df: int | None = None
    p: float | None = None
    mean_spearman: float | None = None
    reason: NoConcordance = ""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 full reliability, 0 what chance would give, below it is possible.

    ``units`` is the number of things with two scores or more, ``scores`` the number of those.
    """

    level: Level
    units: int
    scores: int
    alpha: float | None = None
    reason: NoAlpha = ""


def kendalls_w(rows: Rows, *, fewest: int = 2) -> Concordance:
    """Return Kendall's W with the correction for ties, as Friedman's test has it.

    W = 12 S / (m^2 (n^3 - n) - m T): m people, n things, S the squared distances of the rank sums
    from their mean, T the sum of t^3 - t over every t things one person put level. Then
    chi2 = m (n - 1) W with n - 1 degrees of freedom. Source: Kendall and Babington Smith (1939);
    Siegel and Castellan (1988) for ties. Whether a high score is good makes no difference.

    Args:
        rows: One row a person; a row with a None is left out.
        fewest: Fewer complete rows than this, at the least two, have no W.

    Raises:
        ValueError: for rows of unequal length, or a score that is no finite number.
    """
    return _concordance(rows, fewest, correct_ties=True)


def kendalls_w_uncorrected(rows: Rows, *, fewest: int = 2) -> Concordance:
    """Return Kendall's W without the correction for ties, S over its highest possible value.

    It is lower than ``kendalls_w`` where somebody put things level, and equal where nobody did;
    the R package irr prints it unless told otherwise. Otherwise as ``kendalls_w``.

    Raises:
        ValueError: as ``kendalls_w``.
    """
    return _concordance(rows, fewest, correct_ties=False)


def kendalls_w_of_rank_sums(rank_sums: Sequence[float], raters: int) -> Concordance:
    """Return Kendall's W, uncorrected, of a printed table that has only each thing's rank sum.

    Raises:
        ValueError: when the sums are not those of ``raters`` people who each ranked every thing.
    """
    items = len(rank_sums)
    expected = raters * items * (items + 1) / 2
    if not math.isclose(sum(rank_sums), expected):
        raise ValueError(
            f"The rank sums add up to {sum(rank_sums):g}, and those of {raters} people who rank "
            f"{items} things add up to {expected:g}. Give the sum of each thing's ranks."
        )
    return _from_rank_sums(rank_sums, raters, ties=0, left_out=0, fewest=2)


def krippendorffs_alpha(rows: Rows, level: Level) -> Alpha:
    """Return Krippendorff's alpha, 1 - observed / expected disagreement; scores may be missing.

    Both are sums over the coincidence matrix: within a thing that has u scores, each ordered pair
    of scores from different people counts 1 / (u - 1). Two scores c and k differ by

    * nominal: 0 if equal, else 1;
    * ordinal: (how many scores lie from c to k, those at c and at k half) squared;
    * interval: (c - k) squared;
    * ratio: ((c - k) / (c + k)) squared, from 0 upward.

    A thing with one score counts nowhere. Without two scores of one thing, or where all scores
    are the same, there is no alpha. Source: Krippendorff, Content Analysis (2004), chapter 11.
    The R package irr (kripp.alpha) leaves 1 / (u - 1) out where no score is missing, so that for
    three people and more it prints a slightly lower alpha of a full table.

    Args:
        rows: One row a person, one column a thing; categories are numbers too.
        level: What the numbers mean.

    Raises:
        ValueError: for rows of unequal length, a score that is no finite number, or one below 0
            at the level "ratio".
    """
    _check(rows)
    lowest = min((score for row in rows for score in row if score is not None), default=0)
    if level == "ratio" and lowest < 0:
        raise ValueError(
            f"A score is {lowest:g}, and a ratio starts at 0. Use the level “interval” for scores "
            "that go below 0."
        )
    units = [
        Counter(score for score in column if score is not None)
        for column in zip(*rows, strict=True)
    ]
    paired = [unit for unit in units if unit.total() > 1]
    totals = sum(paired, Counter[float]())
    people = totals.total()
    if not paired:
        return Alpha(level, 0, 0, reason="nothing_to_compare")
    if len(totals) == 1:
        return Alpha(level, len(paired), people, reason="all_the_same")
    distance = _distance(level, totals)
    observed = sum(_disagreement(unit, distance) / (unit.total() - 1) for unit in paired)
    expected = _disagreement(totals, distance) / (people - 1)
    return Alpha(level, len(paired), people, alpha=1 - observed / expected)


def mid_ranks(scores: Sequence[float]) -> list[float]:
    """Return each score's rank, 1 the lowest; level scores share the mean of their ranks."""
    at = Counter(scores)
    rank_of, below = {}, 0
    for score in sorted(at):
        rank_of[score] = below + (at[score] + 1) / 2
        below += at[score]
    return [rank_of[score] for score in scores]


def _concordance(rows: Rows, fewest: int, *, correct_ties: bool) -> Concordance:
    _check(rows)
    complete = [
        scores
        for row in rows
        if len(scores := [score for score in row if score is not None]) == len(row)
    ]
    width = len(rows[0]) if rows else 0
    ranks = [mid_ranks(scores) for scores in complete]
    sums = [sum(column) for column in zip(*ranks, strict=True)] if ranks else [0.0] * width
    ties = sum(t**3 - t for scores in complete for t in Counter(scores).values())
    # All level is no order at all, whether or not the formula is told of ties.
    if complete and ties == len(complete) * (width**3 - width):
        sums, correct_ties = [0.0] * width, True
    return _from_rank_sums(
        sums, len(complete), ties if correct_ties else 0, len(rows) - len(complete), fewest
    )


def _from_rank_sums(
    sums: Sequence[float], raters: int, ties: int, left_out: int, fewest: int
) -> Concordance:
    items = len(sums)
    if raters < max(2, fewest):
        return Concordance(raters, items, left_out, reason="too_few_raters")
    if items < 2:
        return Concordance(raters, items, left_out, reason="too_few_items")
    highest = raters**2 * (items**3 - items) - raters * ties
    if not highest:
        return Concordance(raters, items, left_out, reason="all_tied")
    mean = sum(sums) / items
    w = min(1.0, 12 * sum((one - mean) ** 2 for one in sums) / highest)
    chi2 = raters * (items - 1) * w
    return Concordance(
        raters,
        items,
        left_out,
        w,
        chi2,
        items - 1,
        _chi2_above(chi2, items - 1),
        (raters * w - 1) / (raters - 1),
    )


def _chi2_above(value: float, df: int) -> float:
    """Return the chance of more than ``value``, by the finite sum there is for a whole df.

    scipy has it too, and would cost each page that shows a W most of a second and 40 MB.
    """
    half = value / 2
    if not half:
        return 1.0
    # exp(-x) x^k / Gamma(k + 1) for k = 0, 1, ... or 1/2, 3/2, ...; in logarithms, which hold all.
    start = 0.0 if df % 2 == 0 else 0.5
    powers = [start + step for step in range(df // 2)]
    terms = [math.exp(k * math.log(half) - half - math.lgamma(k + 1)) for k in powers]
    return math.fsum([*terms, math.erfc(math.sqrt(half)) if df % 2 else 0.0])


def _distance(level: Level, totals: Counter[float]) -> Callable[[float, float], float]:
    below, running = {}, 0
    for score in sorted(totals):
        below[score] = running + totals[score] / 2
        running += totals[score]
    return {
        "nominal": lambda c, k: float(c != k),
        # From the middle of those at c to the middle of those at k.
        "ordinal": lambda c, k: (below[c] - below[k]) ** 2,
        "interval": lambda c, k: (c - k) ** 2,
        "ratio": lambda c, k: ((c - k) / (c + k)) ** 2 if c + k else 0.0,
    }[level]


def _disagreement(counts: Counter[float], distance: Callable[[float, float], float]) -> float:
    return sum(
        people * others * distance(c, k)
        for c, people in counts.items()
        for k, others in counts.items()
    )


def _check(rows: Rows) -> None:
    for row in rows:
        if len(row) != len(rows[0]):
            raise ValueError(
                f"One person has {len(row)} scores and the first has {len(rows[0])}. Give everyone "
                "one place a thing, None where they gave no score."
            )
        for score in row:
            if score is not None and not math.isfinite(score):
                raise ValueError(
                    f"{score!r} is no score. Give a number, or None where there is none."
                )
