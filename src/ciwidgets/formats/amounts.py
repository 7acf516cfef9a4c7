"""How many of something, in words."""

from __future__ import annotations


def amount(number: int, one: str, many: str) -> str:
    """Return a number with the word that goes with it: ``1 person``, ``1,204 people``."""
    return f"{number:,} {one if number == 1 else many}"
