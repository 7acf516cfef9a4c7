"""What a link's strength looks like in files: numbers, letters, and what stands where none is."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

# Mental Modeler's own letters, as its own converted copies have them.
LETTERS = {"H": 1.0, "M": 0.62, "L": 0.25}
_LETTER = re.compile(r"([HML])([+-])", re.IGNORECASE)
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:[.,][0-9]{0,40})?|[.,][0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?"
)
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{FULLWIDTH HYPHEN-MINUS}", "---")
_BLANK = ("", "undefined", "null", "none", "na", "n/a", "#n/a", "-", "?")

Kind = Literal["number", "letter", "partly", "blank", "nan", "unknown"]


class Strength(NamedTuple):
    """A strength as it was read; ``value`` is 0 where none could be."""

    value: float
    kind: Kind


def strength_of(text: str) -> Strength:
    """Return what a text says of a link's strength.

    "partly" is a number with something behind it ("0.95>"), as a browser reads it; a comma may
    stand for the decimal point.
    """
    text = text.strip().translate(_MINUS)
    if text.casefold() in _BLANK:
        return Strength(0.0, "blank")
    if text.casefold().lstrip("+-") == "nan":
        return Strength(0.0, "nan")
    letter = _LETTER.fullmatch(text)
    if letter:
        value = LETTERS[letter[1].upper()]
        return Strength(value if letter[2] == "+" else -value, "letter")
    found = _NUMBER.match(text)
    if not found:
        return Strength(0.0, "unknown")
    value = float(found[0].replace(",", "."))
    if not math.isfinite(value) or abs(value) > 1e9:
        return Strength(0.0, "unknown")
    return Strength(steady(value), "number" if found.end() == len(text) else "partly")


def number_of(text: str) -> float | None:
    """Return a number that is there and nothing but a number."""
    found = strength_of(text)
    return found.value if found.kind in ("number", "partly") else None


def steady(value: float) -> float:
    """Return a number with the twelve digits that every format keeps; never a minus zero."""
    return float(f"{value:.12g}") or 0.0


def plain(value: float) -> str:
    """Return a number as files have it: no ".0" behind a whole one."""
    return str(int(value)) if value == int(value) else repr(value)
