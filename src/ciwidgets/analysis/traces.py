"""What people write may tell who somebody is: the plainest signs of it.

The twin of ``js/src/shared/warning.ts``, which notices them as people type; both are tested on
``tests/trace_cases.json``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

Trace = Literal["phone", "email", "social", "birth", "client"]

_EMAIL: Final = re.compile(r"[\w.%+-]@(?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)*\.[^\W\d_]{2,}")
_SOCIAL: Final = re.compile(r"(^|[^\d-])\d{3}([- ])\d{2}\2\d{4}(?![\d-])", re.ASCII)
_SOCIAL_SAID: Final = re.compile(
    r"\b(ssn|social security)\b\D{0,20}\d{9}(?!\d)", re.IGNORECASE | re.ASCII
)
# Ten digits in the groups of North America: no year, no 988, no price looks like that.
_PHONE: Final = re.compile(
    r"(^|[^\d$€£.,/-])(\+?1[-. ]?)?(\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ]?)\d{3}[-. ]?\d{4}"
    r"(?!\d|[,-]\d)",
    re.ASCII,
)
_PHONE_ABROAD: Final = re.compile(r"(^|[^\d])\+[2-9]\d{0,2}([-. ]?\(?\d{1,5}\)?){2,6}", re.ASCII)
# Seven digits alone may be anything, so it takes a word before them.
_PHONE_SAID: Final = re.compile(
    r"\b(call|phone|tel|telephone|cell|mobile|text|number|reach"
    r"|llame|llamar|tel[eé]fono|celular|m[oó]vil|n[uú]mero)\b[^\d\n]{0,20}\d{3}[-. ]\d{4}"
    r"(?!\d|[,-]\d)",
    re.IGNORECASE | re.ASCII,
)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_IN_SPANISH = (
    r"(enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
_DAY = (
    r"(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
    rf"|{_MONTH} \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|\d{{1,2}} de {_MONTH_IN_SPANISH} del? \d{{4}})(?!\d)"
)
_BORN: Final = re.compile(
    r"\b(born|birth ?date|birth ?day|date of birth|dob|d\.o\.b"
    r"|nacid[oa]|naci[oó]|nacimiento|cumplea[nñ]os)(?!\w)[^\d\n]{0,25}?" + _DAY,
    re.IGNORECASE | re.ASCII,
)
# A whole day of long ago, written in figures, is seldom the day of a meeting.
_IN_FIGURES: Final = re.compile(
    r"(?:^|[^\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d{2})|((?:19|20)\d{2})-\d{1,2}-\d{1,2})"
    r"(?![\d/-])",
    re.ASCII,
)
_LONG_AGO: Final = 12  # years
_FEWEST_DIGITS_ABROAD: Final = 8
# One person's: "our patients" or "my client base" is nobody in particular.
_CLIENT: Final = re.compile(
    r"\b(my|our) (own |former |old |young |youngest |last |first |other |new )?"
    r"(client|patient|inmate|probationer|parolee|caller|sponsee|foster child)(?:['’]s)?"
    r"(?![\w-]| (base|list|load|population|care|portal|services|satisfaction)\b)",
    re.IGNORECASE | re.ASCII,
)

_CLIENT_IN_SPANISH: Final = re.compile(
    r"\b(mi|nuestr[oa]) (propi[oa] |ex-? ?|antigu[oa] |[uú]ltim[oa] |nuev[oa] )?"
    r"(client[ea]|paciente|reclus[oa]|intern[oa]|ahijad[oa])(?![\w-])",
    re.IGNORECASE | re.ASCII,
)


def traces_in(text: str, today: date) -> list[Trace]:
    """Return the signs a text shows of telling who somebody is, each once."""
    is_phone = bool(_PHONE.search(text) or _PHONE_SAID.search(text)) or _is_phone_abroad(text)
    found: list[tuple[Trace, bool]] = [
        ("phone", is_phone),
        ("email", bool(_EMAIL.search(text))),
        ("social", bool(_SOCIAL.search(text) or _SOCIAL_SAID.search(text))),
        ("birth", bool(_BORN.search(text)) or _is_long_ago(text, today)),
        ("client", bool(_CLIENT.search(text) or _CLIENT_IN_SPANISH.search(text))),
    ]
    return [trace for trace, is_there in found if is_there]


def _is_phone_abroad(text: str) -> bool:
    found = _PHONE_ABROAD.search(text)
    return found is not None and len(re.sub(r"\D", "", found[0])) >= _FEWEST_DIGITS_ABROAD


def _is_long_ago(text: str, today: date) -> bool:
    found = _IN_FIGURES.search(text)
    year = int(found[1] or found[2]) if found else today.year
    return today.year - year > _LONG_AGO
