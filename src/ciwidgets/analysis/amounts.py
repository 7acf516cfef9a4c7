"""Numbers that were typed or worked out, held beside each other."""

from __future__ import annotations

from typing import Final

# What a share may be; beyond it the number divided by was too near 0.
_LARGEST: Final = 1e12
# Sums of decimals are off in their last places: 0.1 + 0.2 is 0.30000000000000004.
_CLOSE: Final = 1e-9


def is_close(one: float, other: float, scale: float = 0.0) -> bool:
    """Whether two numbers are the same but for how a computer rounds.

    ``scale`` is the size of what they were worked out from, where that may be far larger than they
    are. The page does the same as somebody types (``js/src/widgets/goals/sentence.ts``).
    """
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other), scale)


def progress(baseline: float | None, now: float | None, target: float | None) -> float | None:
    """Return the share of the way from baseline to target: below 0 is away from it, 1 is there.

    None where a number is missing, or where baseline and target are the same.
    """
    if baseline is None or now is None or target is None or is_close(baseline, target):
        return None
    share = (now - baseline) / (target - baseline)
    if is_close(share, 1.0):
        return 1.0
    return 0.0 if is_close(share, 0.0, 1.0) else share


def percent_change(baseline: float | None, now: float | None) -> float | None:
    """Return by what part of the baseline a value differs from it; None from a baseline of 0."""
    if baseline is None or now is None or baseline == 0:
        return None
    share = (now - baseline) / abs(baseline)
    # A baseline too near 0 to divide by is no baseline to speak of parts of.
    return share if abs(share) <= _LARGEST else None


def within(value: float, least: float | None, most: float | None) -> float:
    """Return a value, or the limit it lies beyond."""
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)
