"""Small parts of sentences: quotes, lists, counts, numbers and days, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    Mask = Callable[[str], str]


def as_written(text: str) -> str:
    """Return a text as it is: who reads it may read every name in it."""
    return text


def quoted(text: str) -> str:
    """Return somebody's own words in quotes; they end without a full stop inside a sentence."""
    return f"“{' '.join(text.split()).rstrip(' .') or text}”"


def listed(parts: Sequence[str], words: Mapping[str, str], most: int = 3) -> str:
    """Return parts as a list in words; of a long one the first, and how many more there are.

    ``words`` holds ``list_and``, ``list_more_one`` and ``list_more_other``.
    """
    if len(parts) > most:
        more = counted("list_more", len(parts) - most, words)
        return filled(words["list_and"], most=", ".join(parts[:most]), last=more)
    if len(parts) < 2:
        return "".join(parts)
    return filled(words["list_and"], most=", ".join(parts[:-1]), last=parts[-1])


def counted(key: str, number: int, words: Mapping[str, str], **blanks: str | int) -> str:
    """Return the sentence of a key for so many: ``key_one`` or ``key_other``."""
    which = "one" if number == 1 else "other"
    return filled(words[f"{key}_{which}"], n=number, **blanks)


def number(value: float, unit: str = "") -> str:
    """Return a number with its unit: ``1,200 people``, ``12.5%``."""
    said = f"{value:,.12g}" if abs(value) < 1e12 else f"{value:,.0f}"
    return f"{said}{'' if unit.startswith('%') else ' '}{unit}".strip()


def day_in(when: date, today: date) -> str:
    """Return a day, with its year where that is not this one: ``June 3``, ``June 3, 2025``."""
    year = "" if when.year == today.year else f", {when.year}"
    return f"{when:%B} {when.day}{year}"


def month_in(when: date, today: date) -> str:
    """Return a day's month in the same way: ``June``, ``June 2025``."""
    return f"{when:%B}" if when.year == today.year else f"{when:%B} {when.year}"
