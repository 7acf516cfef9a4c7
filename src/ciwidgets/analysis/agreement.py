"""How far people agree with each other on one rating.

``counts[k]`` is the number of people who chose answer k of an ordered scale, low end first. Counts
may be fractions (percentages, weights). Every measure returns None when nobody answered, because
no agreement was seen and none was missed; a scale too short or a count that is none is a
ValueError.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, get_args

from ciwidgets.analysis.disclosure import SMALLEST_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

AgreementWord = Literal[
    "all_agree",
    "all_disagree",
    "most_agree",
    "most_disagree",
    "in_the_middle",
    "split_in_two",
    "spread_out",
    "mixed",
    "too_few",
]
AGREEMENT_WORDS: tuple[AgreementWord, ...] = get_args(AgreementWord)

# Below this share of all answers, what peeling fractions leaves behind is rounding, not people.
_TOLERANCE = 1e-9
# A is 0 where every answer is chosen equally often; below a quarter the difference is not seen.
_SPREAD_OUT_BELOW = 0.25


def tastle_wierman_consensus(counts: Sequence[float]) -> float | None:
    """Return consensus by Tastle and Wierman (2007): 1 is unanimity, 0 is half at either end.

    Raises:
        ValueError: for fewer than two answers to choose from, or a count that is no count.
    """
    total = _total(counts, at_least=2)
    if not total:
        return None
    mean = sum(place * count for place, count in enumerate(counts)) / total
    width = len(counts) - 1
    consensus = 1.0
    for place, count in enumerate(counts):
        nearness = 1 - abs(place - mean) / width
        # At nearness 0 only a vanishing share can stand, and its term vanishes with it.
        if count and nearness > 0:
            consensus += count / total * math.log2(nearness)
    return min(1.0, max(0.0, consensus))


def van_der_eijk_agreement(counts: Sequence[float]) -> float | None:
    """Return agreement A by van der Eijk (2001): 1 unanimity, 0 evenly spread, -1 the two ends.

    Raises:
        ValueError: for fewer than three answers to choose from, or a count that is no count.
    """
    total = _total(counts, at_least=3)
    if not total:
        return None
    smallest = _TOLERANCE * total
    left = [count if count > smallest else 0.0 for count in counts]
    people = sum(left)
    agreement = 0.0
    while any(left):
        pattern = [count > 0 for count in left]
        layer = min(count for count in left if count)
        agreement += sum(pattern) * layer / people * _agreement_of_pattern(pattern)
        left = [count - layer if count - layer > smallest else 0.0 for count in left]
    return min(1.0, max(-1.0, agreement))


def leik_consensus(counts: Sequence[float]) -> float | None:
    """Return 1 minus Leik's (1966) ordinal dispersion D: 1 unanimity, 0 half at either end.

    Raises:
        ValueError: for fewer than two answers to choose from, or a count that is no count.
    """
    total = _total(counts, at_least=2)
    if not total:
        return None
    shares = [running / total for running in accumulate(counts)]
    distances = (min(share, 1 - share) for share in shares[:-1])
    return min(1.0, max(0.0, 1 - 2 * sum(distances) / (len(counts) - 1)))


def polarisation(counts: Sequence[float]) -> float | None:
    """Return polarisation, (1 - A) / 2: 0 unanimity, 1 half of the people at either end.

    Raises:
        ValueError: for fewer than three answers to choose from, or a count that is no count.
    """
    agreement = van_der_eijk_agreement(counts)
    return None if agreement is None else (1 - agreement) / 2


def agreement_word(counts: Sequence[float]) -> AgreementWord:
    """Return the one phrase a phone shows, from disagree (low end) to agree (high end).

    The middle answer of an odd scale is on neither side. The first line that holds decides; A is
    van der Eijk's, and every "most_agree" has its mirror image "most_disagree":

    1. ``too_few``: fewer than five people answered.
    2. ``all_agree``: every answer is on the agree side.
    3. ``most_agree``: more than half agree, at least twice as many as disagree, and A >= 0.
    4. ``in_the_middle``: more than half chose the middle answer.
    5. ``split_in_two``: each side holds at least a quarter, and A < 0 or the middle answer has at
       most half as many people as the fullest answer of either side.
    6. ``spread_out``: A < 0.25.
    7. ``mixed``: anything else.

    Raises:
        ValueError: for fewer than three answers to choose from, or a count that is no count.
    """
    agreement = van_der_eijk_agreement(counts)
    total = sum(counts)
    slack = _TOLERANCE * total
    if agreement is None or total < SMALLEST_GROUP - slack:
        return "too_few"
    low, middle, high = _sides(counts)
    side = _side_that_prevails(sum(low), sum(high), total, agreement)
    if side:
        return side
    if 2 * sum(middle) > total + slack:
        return "in_the_middle"
    if min(sum(low), sum(high)) >= total / 4 - slack:
        has_valley = bool(middle) and 2 * sum(middle) <= min(max(low), max(high)) + slack
        if agreement < -_TOLERANCE or has_valley:
            return "split_in_two"
    return "spread_out" if agreement < _SPREAD_OUT_BELOW - _TOLERANCE else "mixed"


def share_agreeing(counts: Sequence[float]) -> float | None:
    """Return the share of answers on the agree side, the upper half without the middle answer."""
    total = _total(counts, at_least=2)
    return sum(_sides(counts)[2]) / total if total else None


def _side_that_prevails(
    disagree: float, agree: float, total: float, agreement: float
) -> AgreementWord | None:
    slack = _TOLERANCE * total
    sides: tuple[tuple[float, float, AgreementWord, AgreementWord], ...] = (
        (agree, disagree, "all_agree", "most_agree"),
        (disagree, agree, "all_disagree", "most_disagree"),
    )
    for mine, other, all_word, most_word in sides:
        if mine >= total - slack:
            return all_word
        is_most = 2 * mine > total + slack and mine >= 2 * other - slack
        if is_most and agreement >= -_TOLERANCE:
            return most_word
    return None


def _sides(counts: Sequence[float]) -> tuple[Sequence[float], Sequence[float], Sequence[float]]:
    half = len(counts) // 2
    return counts[:half], counts[half : len(counts) - half], counts[len(counts) - half :]


def _agreement_of_pattern(pattern: Sequence[bool]) -> float:
    """Return A of one layer, in which each answer either stands or does not."""
    width, filled = len(pattern), sum(pattern)
    if filled == 1:
        return 1.0
    one_hump = two_humps = 0
    for place, is_filled in enumerate(pattern):
        before, after = sum(pattern[:place]), sum(pattern[place + 1 :])
        if not is_filled:
            one_hump += before * (before - 1) // 2 + after * (after - 1) // 2
            two_humps += before * after
    if not one_hump + two_humps:
        return 0.0
    unimodality = ((width - 2) * one_hump - (width - 1) * two_humps) / (
        (width - 2) * (one_hump + two_humps)
    )
    return unimodality * (1 - (filled - 1) / (width - 1))


def _total(counts: Sequence[float], at_least: int) -> float:
    if len(counts) < at_least:
        raise ValueError(
            f"There are counts for {len(counts)} answers, and this measure needs a scale of at "
            f"least {at_least}. Give one count for each answer, 0 where nobody chose it."
        )
    for count in counts:
        if not (math.isfinite(count) and count >= 0):
            raise ValueError(
                f"{count!r} is not a number of people. Give each answer of the scale a count of 0 "
                "or more."
            )
    return sum(counts)
