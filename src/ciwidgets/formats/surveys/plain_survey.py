"""A plain table: one row of questions, one row a person, written by no survey program we know.

Nearly every table looks like that, so it is taken as a survey by itself only where its headings
read as questions; else a person has to say so.
"""

from __future__ import annotations

import re

from ciwidgets.errors import FileRefused
from ciwidgets.formats import privacy
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.tabular import Table

_ENDS = ("?", "\N{FULLWIDTH QUESTION MARK}", "\N{ARABIC QUESTION MARK}")
_FEWEST_WORDS = 5
_FEWEST_NUMBERED = 5
_NUMBERED = re.compile(r"(?:q(?:uestion)?\s*)?\d+[a-z]?\s*[.):]\s+\S.*", re.IGNORECASE | re.DOTALL)
_OF_PLACES = re.compile(
    r"\b(?:county|counties|state|fips|population|deaths|rate|crude|percent complete|year|month|"
    r"indicator|numerator|denominator|suppressed|geoid|census)\b",
    re.IGNORECASE,
)
_R_SURELY = 20  # with this many columns of which most hold NA, NA is R's and not an answer


def recognises(table: Table) -> bool:
    """Tell whether at least half of the headings read as questions, and none is one of counts."""
    named = [head for head in table.header if head]
    asked = [head for head in named if not privacy.heading_reason(head)]
    if len(table.rows) < 2 or len(asked) < 1 or len(set(named)) < len(named):
        return False
    if any(_OF_PLACES.search(head) and not _is_question(head) for head in asked):
        return False
    return 2 * sum(map(_is_question, asked)) >= len(asked)


def _is_question(heading: str) -> bool:
    has_end = heading.rstrip(" *:)\"'").endswith(_ENDS)
    return has_end or bool(_NUMBERED.fullmatch(heading)) or len(heading.split()) >= _FEWEST_WORDS


def read(table: Table) -> Reading:
    """Return each row as one person."""
    head = table.header
    reading = Reading(0, joiners=(";", ", "))
    rows = people.without_repeated_heads(table.rows[1:], [head], reading)
    rows = _without_r(rows)
    rows = _one_row_each(head, rows, reading)
    reading.people = len(rows)
    for index, heading in enumerate(head):
        values = [row[index] for row in rows]
        if not heading and not any(values):
            continue
        is_row_number = not heading and index == 0 and people.is_once(values)
        if is_row_number and all(value.isdigit() for value in values):
            reading.dropped.append(Dropped("column 1", "it numbers the rows"))
            continue
        text = heading or f"Column {index + 1} (without a heading)"
        reading.asked.append(Asked(f"q{index + 1}", text, values))
    reading.warnings.append(
        f"No survey program known here wrote this file. Each of its {len(rows)} rows was counted "
        "as one person, and each heading as a question; please check both."
    )
    people.say_silent(reading)
    return reading


def _without_r(rows: list[list[str]]) -> list[list[str]]:
    """Read NA as a blank where it stands in many columns, as R writes it."""
    with_na = {index for row in rows for index, cell in enumerate(row) if cell == "NA"}
    width = len(rows[0]) if rows else 0
    is_r = len(with_na) >= min(_R_SURELY, max(3, width // 3))
    return people.without_r_blanks(rows) if is_r else rows


def _one_row_each(head: list[str], rows: list[list[str]], reading: Reading) -> list[list[str]]:
    """Count people by the column that numbers them; refuse a table with a row for each answer."""
    for index, heading in enumerate(head):
        if privacy.heading_reason(heading) != privacy.STANDS_FOR_ONE:
            continue
        filled = [row[index] for row in rows if row[index]]
        again = len(filled) - len(set(filled))
        if len(filled) >= _FEWEST_NUMBERED and 10 * again > len(filled):
            raise FileRefused(
                f"The column “{heading}” has {len(set(filled))} different numbers in {len(filled)} "
                "rows, so a person has several rows. Please bring a table with one row for each "
                "person."
            )
        if again:
            return people.once_each(rows, index, reading)
    return rows


READER = Reader(
    name="plain",
    looks_for="a plain table of one row a person whose headings are whole questions",
    recognises=recognises,
    read=read,
)
