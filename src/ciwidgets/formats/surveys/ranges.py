"""Answers that are ranges of numbers, such as "Under 18", "18 to 24", "65 or older"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

_LONGEST = 60
_AMOUNT = r"[$€£]?\s?(\d[\d,]{0,15}(?:\.\d{1,6})?)\s?(?:%|[kK]\b)?"
_UNIT = r"(?:\s*[a-z]+\.?){0,2}"
_TO = "(?:-|\N{EN DASH}|\N{EM DASH}|to|and)"

Span = tuple[float, float]

_FORMS: tuple[tuple[str, Callable[[list[float]], Span]], ...] = (
    (
        rf"(?:from |between )?{_AMOUNT}{_UNIT}\s*{_TO}\s*{_AMOUNT}{_UNIT}",
        lambda found: (found[0], found[1]),
    ),
    (
        rf"(?:less than|fewer than|under|below|up to|younger than|<=?|≤)\s*{_AMOUNT}{_UNIT}",
        lambda found: (float("-inf"), found[0]),
    ),
    (
        rf"(?:more than|over|above|older than|at least|>=?|≥)\s*{_AMOUNT}{_UNIT}",
        lambda found: (found[0], float("inf")),
    ),
    (
        rf"{_AMOUNT}{_UNIT}\s*(?:\+|(?:and|or) (?:more|over|older|above|up))(?:\s*[a-z]+)?",
        lambda found: (found[0], float("inf")),
    ),
    (rf"{_AMOUNT}{_UNIT}", lambda found: (found[0], found[0])),
)
_PATTERNS = tuple((re.compile(form, re.IGNORECASE), maker) for form, maker in _FORMS)


def ranges_in_order(labels: Iterable[str], fewest: int, most: int) -> list[str] | None:
    """Return labels by their numbers, if they are ranges that follow each other without overlap."""
    spans: list[tuple[float, float, str]] = []
    for label in dict.fromkeys(labels):
        span = _span(label)
        if span is None:
            return None
        spans.append((*span, label))
    spans.sort()
    follow = all(
        low < next_low and high < next_high and high <= next_low
        for (low, high, _), (next_low, next_high, _) in pairwise(spans)
    )
    has_range = any(low != high for low, high, _ in spans)
    if not (follow and has_range and fewest <= len(spans) <= most):
        return None
    return [label for _, _, label in spans]


def _span(label: str) -> Span | None:
    if len(label) > _LONGEST:
        return None
    if label.lower() in ("none", "zero"):
        return 0.0, 0.0
    for pattern, maker in _PATTERNS:
        found = pattern.fullmatch(label.strip())
        if found:
            low, high = maker([float(number.replace(",", "")) for number in found.groups()])
            return (low, high) if low <= high else None
    return None
