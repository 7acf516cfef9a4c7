"""What may point to one person, told by its heading and by its content.

The rule is to drop rather than to keep: a column is let go when its heading asks for an identifier,
or when most of what stands in it is one, whatever the heading says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EMAIL = r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_US_PHONE = r"(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}"
_IPV4 = r"(?:\d{1,3}\.){3}\d{1,3}"
_ZONE = r"(?:\s?(?:Z|[A-Z]{2,5})?(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
_HALF_OF_DAY = "(?:(?:오전|오후|上午|下午|午前|午後) ?)?"
_TIME = (
    rf"{_HALF_OF_DAY}\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?(?:\s?[ap]\.?\s?m\.?)?{_ZONE}"
)
_DATE = r"(?:\d{4}[-/.] ?\d{1,2}[-/.] ?\d{1,2}\.?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
TIMESTAMP = re.compile(rf"{_DATE}[,T]?\s*{_TIME}", re.IGNORECASE)

# Content: the whole cell is one of these.
_CONTENT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_EMAIL), "most of its cells are e-mail addresses"),
    (
        re.compile(rf"{_US_PHONE}|\d{{10}}|\+\d[\d\s().-]{{7,18}}|0\d[\d\s/-]{{7,13}}"),
        "most of its cells look like phone numbers",
    ),
    (
        re.compile(rf"{_IPV4}|(?:[0-9a-f]{{0,4}}:){{3,7}}[0-9a-f]{{0,4}}", re.IGNORECASE),
        "most of its cells are IP addresses",
    ),
    (re.compile(r"\d{3}-\d{2}-\d{4}"), "most of its cells look like social security numbers"),
    (
        re.compile(r"-?\d{1,3}\.\d{4,},\s*-?\d{1,3}\.\d{4,}"),
        "most of its cells are places on the map",
    ),
    (
        re.compile(r"-?\d{1,3}\.\d{4,}\s+-?\d{1,3}\.\d{4,}(?:\s+-?\d+(?:\.\d+)?){0,2}"),
        "most of its cells are places on the map",
    ),
    (TIMESTAMP, "most of its cells are times, which can tell who answered when"),
    (
        re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|R_[a-z0-9]{11,}", re.IGNORECASE),
        "most of its cells are a program's own numbers for people",
    ),
)
STANDS_FOR_ONE = "it holds a number that stands for one person"
_LONGEST_IDENTIFIER = 254  # the longest e-mail address there can be
_MANY_FIGURES = re.compile(r"\d{3}.{0,2}\d{3}")
_INSIDE = re.compile(rf"(?P<email>{_EMAIL})|(?<![\d.-])(?P<phone>{_US_PHONE})(?![\d-])")

_PLEASE = (
    r"(?:(?:and |or )?(?:what is|whats|what are|please|kindly|enter|type|give|provide|write|print|"
    r"state|us|here|in|the|a|an|my|your|participants?|respondents?|students?|clients?|contacts?|"
    r"patients?|employees?|childs?|recipient|persons?|optional) )*"
)
_NAME = (
    rf"{_PLEASE}(?:(?:full|first|last|middle|given|family|legal|preferred|user|nick|sur) ?)*"
    r"(?:and |or )?(?:(?:full|first|last|family|sur) ?)?(?:names?|initials)"
    r"|nombres?(?: y apellidos?| completo)?|(?:tu|su) nombre|apellidos?"
    r"|(?:vor|nach|familien)namen?"
)
_EMAIL_HEADING = (
    rf"{_PLEASE}(?:(?:work|personal|home|business|school|best|primary|contact|recipient) ?)*"
    r"e ?mail(?: ?address(?:es)?| ?id)?s?|(?:direcci[oó]n de )?correo(?: electr[oó]nico)?"
)
_PHONE_HEADING = (
    rf"{_PLEASE}(?:(?:work|home|cell|mobile|best|daytime|contact|primary|whatsapp) )*"
    r"(?:(?:(?:tele)?phone|mobile|cell(?: ?phone)?|fax|whatsapp|contact)(?: ?numbers?| no)"
    r"|(?:tele)?phone)|tel[eé]fono|telefon(?:nummer)?|handy(?:nummer)?"
)
_ADDRESS_HEADING = (
    rf"{_PLEASE}(?:(?:street|home|mailing|postal|residential|full|work|physical) )*"
    r"address(?:es)?(?: line \d)?|direcci[oó]n|(?:wohn)?adresse|anschrift"
)
_PLACE_HEADING = (
    r"(?:location |recipient )?(?:latitude|longitude|lat|long?|lng|gps|coordinates)"
    r"|geo ?location|breitengrad|l[aä]ngengrad|location accuracy"
)
_BIRTH_HEADING = (
    rf"{_PLEASE}(?:date of birth|birth ?dates?|birthdays?|full birth date)"
    r"|when (?:is your birthday|were you born)|fecha de nacimiento|geburtsdatum"
)
_ID_HEADING = (
    rf"{_PLEASE}(?:participant|person|respondent|response|student|employee|client|patient|case|record|"
    r"member|subject|panel|prolific|worker|mturk|survey|user|external|contact|badge|medical record|"
    r"social security|passport|drivers? licen[cs]e|account|insurance|medicaid|medicare|tax|"
    r"national|staff)s? ?(?:ids?|numbers?|no|code|reference|identifier)|ssn|mrn|dob|ids?|uuid"
)
# Heading: it asks for an identifier and for nothing else, so the column goes whatever stands in it.
_HEADINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (_NAME, "its heading asks for a name"),
        (_EMAIL_HEADING, "its heading asks for an e-mail address"),
        (_PHONE_HEADING, "its heading asks for a phone number"),
        (r"user ?name|login|user|screen name|twitter handle|handle", "it names an account"),
        (r"ip(?: ?address(?:es)?| ?adresse)?|direcci[oó]n ip", "it holds IP addresses"),
        (_ADDRESS_HEADING, "its heading asks for an address"),
        (_PLACE_HEADING, "it tells where a person was"),
        (_BIRTH_HEADING, "its heading asks for a date of birth"),
        (rf"{_PLEASE}(?:e )?signatures?|firma|unterschrift", "its heading asks for a signature"),
        (_ID_HEADING, STANDS_FOR_ONE),
    )
)
# A longer question that mentions one of these is let go only when it was answered in free words.
_MENTION = re.compile(
    r"\b(?:e-?mail|phone number|telephone|mobile number|cell number|full name|"
    r"your (?:full |first |last )?name|contact (?:information|details|info)|"
    r"social security|date of birth|home address|"
    r"correo electr[oó]nico|tel[eé]fono|how can we (?:reach|contact) you)\b",
    re.IGNORECASE,
)


def heading_reason(heading: str) -> str:
    """Return why a heading asks for an identifier, or ``""``."""
    for plain in {_plain(heading), _plain(re.sub(r"[(\[].*?[)\]]", " ", heading))}:
        for pattern, reason in _HEADINGS:
            if plain and pattern.fullmatch(plain):
                return reason
    return ""


def content_reason(values: Sequence[str]) -> str:
    """Return why most of the filled cells are identifiers, or ``""``."""
    counts = Counter(value for value in values if value)
    for pattern, reason in _CONTENT:
        hits = sum(
            count
            for value, count in counts.items()
            if len(value) <= _LONGEST_IDENTIFIER and pattern.fullmatch(value)
        )
        if hits and hits * 2 >= counts.total():
            return reason
    return ""


def mentions_identifier(heading: str) -> bool:
    """Tell whether a longer question speaks of a name, an address or a number to call."""
    return bool(_MENTION.search(heading))


def mask(text: str) -> tuple[str, int]:
    """Return a text with e-mail addresses and phone numbers taken out, and how many there were."""
    if "@" not in text and not _MANY_FIGURES.search(text):
        return text, 0
    return _INSIDE.subn(_masked, text)


def _masked(found: re.Match[str]) -> str:
    return "[e-mail address left out]" if found["email"] else "[phone number left out]"


def _plain(heading: str) -> str:
    """Return a heading in small letters and single blanks, without its number and its signs."""
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:200]).lower()
    heading = re.sub(r"^\s*(?:q(?:uestion)?\s*)?\d+\s*[.):]\s*", "", heading)
    heading = re.sub(r"['’]", "", heading)
    return " ".join(re.sub(r"[^\w]|_", " ", heading).split())
