"""Days, numbers and amounts as people here write them: one way for every page and report.

``words`` is any section of the kernel; the names of months stand in ``common.kernel.toml``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final

from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PERCENT: Final = ("%", "percent", "per cent")
# Not "hielo" or "hiato", which begin with another sound.
_SOUNDS_LIKE_I: Final = re.compile(r"[“\"]?(?:[ií]|h[ií](?![ae]))", re.IGNORECASE)
_SOUNDS_LIKE_O: Final = re.compile(r"[“\"]?h?[oó]", re.IGNORECASE)
# Units people type most; of any other nobody can tell how one of them is said.
_ONE_OF: Final = {
    "minutes": "minute", "hours": "hour", "days": "day", "nights": "night", "weeks": "week",
    "months": "month", "years": "year", "people": "person", "places": "place", "calls": "call",
    "minutos": "minuto", "horas": "hora", "días": "día", "noches": "noche", "semanas": "semana",
    "meses": "mes", "años": "año", "personas": "persona", "lugares": "lugar", "llamadas": "llamada",
}  # fmt: skip
_MINUS: Final = "\u2212"
_MOST_PLACES: Final = 20
_ALL_DIGITS: Final = Context(prec=400)


def day(when: date, words: Mapping[str, str]) -> str:
    """Return a day, ``June 9, 2026``."""
    said = filled(words["said_day"], month=month_name(when.month, words), day=when.day)
    return filled(words["said_day_of"], day=said, year=when.year)


def month(when: date, words: Mapping[str, str]) -> str:
    """Return a day's month, ``June 2026``."""
    return filled(words["said_month_of"], month=month_name(when.month, words), year=when.year)


def day_in(when: date, today: date, words: Mapping[str, str]) -> str:
    """Return a day, with its year where that is not this one: ``June 9``, ``June 9, 2025``."""
    if when.year != today.year:
        return day(when, words)
    return filled(words["said_day"], month=month_name(when.month, words), day=when.day)


def month_in(when: date, today: date, words: Mapping[str, str]) -> str:
    """Return a day's month in the same way: ``June``, ``June 2025``."""
    return month_name(when.month, words) if when.year == today.year else month(when, words)


def month_name(number: int, words: Mapping[str, str]) -> str:
    """Return the name of a month, from 1 for January."""
    return words["said_months"].split(", ")[number - 1]


def number(value: float, places: int = 6) -> str:
    """Return a number with so many decimals at most: ``1,200``, ``12.5``, ``−3``.

    One that would be told as 0 and is not keeps two of its digits. The page says what was typed
    in the same way (``amountSaid`` in ``js/src/shared/record_list_said.tsx``).
    """
    exact = Decimal(repr(value))
    rounded = _rounded(exact, places)
    if exact and not rounded and 1 - exact.adjusted() <= _MOST_PLACES:
        rounded = _rounded(exact, 1 - exact.adjusted())
    said = f"{rounded:,f}" if rounded else "0"
    return (said.rstrip("0").rstrip(".") if "." in said else said).replace("-", _MINUS)


def amount(value: float, unit: str = "", places: int = 6) -> str:
    """Return a number with its unit: ``1,200 people``, ``12.5%``, ``12.5% of adults``."""
    said = number(value, places)
    if is_percent(unit):
        return f"{said}%"
    unit = unit_of(value, unit)
    return f"{said}{'' if unit.startswith('%') else ' '}{unit}".rstrip()


def unit_of(value: float, unit: str) -> str:
    """Return a unit that people typed as it stands beside a number: ``1 day`` and ``2 days``."""
    return _ONE_OF.get(unit.strip().casefold(), unit) if value == 1 else unit


def money(cents: int) -> str:
    """Return cents as dollars: ``$1,200``, ``$12.50``, ``−$3``."""
    sign = _MINUS if cents < 0 else ""
    return f"{sign}${abs(cents) / 100:,.2f}".removesuffix(".00")


def list_and(most: str, last: str, words: Mapping[str, str]) -> str:
    """Return the first parts of a list and its last; Spanish says "e" before the sound of i."""
    sentence = words["list_and"]
    if _SOUNDS_LIKE_I.match(last):
        sentence = sentence.replace(" y {last}", " e {last}")
    return filled(sentence, most=most, last=last)


def either(one: str, other: str, words: Mapping[str, str]) -> str:
    """Return one or the other; Spanish says "u" before the sound of o."""
    sentence = words["either"]
    if _SOUNDS_LIKE_O.match(other):
        sentence = sentence.replace(" o {other}", " u {other}")
    return filled(sentence, one=one, other=other)


def is_percent(unit: str) -> bool:
    """Whether a unit is percent and nothing else: "percent change" may well pass 100."""
    return unit.strip().casefold() in _PERCENT


def _rounded(exact: Decimal, places: int) -> Decimal:
    """Return a number with so many decimals, halves away from 0, as pages round it."""
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ALL_DIGITS)
