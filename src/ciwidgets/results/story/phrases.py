"""Small parts of sentences: quotes, lists and counts, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.words import filled
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
        return list_and(", ".join(parts[:most]), more, words)
    if len(parts) < 2:
        return "".join(parts)
    return list_and(", ".join(parts[:-1]), parts[-1], words)


def counted(key: str, number: int, words: Mapping[str, str], **blanks: str | int) -> str:
    """Return the sentence of a key for so many: ``key_one`` or ``key_other``."""
    which = "one" if number == 1 else "other"
    return filled(words[f"{key}_{which}"], n=number, **blanks)
