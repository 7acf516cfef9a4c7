"""Microsoft Forms: a workbook that begins with ID, Start time, Completion time, Email and Name.

Several choices stand in one cell, each with a semicolon behind it. A blank cell is "not answered"
or "not asked": the file does not tell them apart.
"""

from __future__ import annotations

from ciwidgets.formats.privacy import TIMESTAMP
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.tabular import Table

_WHEN = "the time of an answer can tell who gave it"
_WHO = "it points to one person"
_TIMES = (
    *("starttime", "completiontime", "lastmodifiedtime", "startzeit", "fertigstellungszeit"),
    *("uhrzeitderletztenänderung", "zeitpunktderletztenänderung", "heurededébut", "heuredefin"),
    *("heuredeladernièremodification", "horadeinicio", "horadefinalización"),
    *("horadelaúltimamodificación", "oradiinizio", "oradicompletamento", "horadeinício"),
    *("horadaconclusão", "begintijd", "tijdvanvoltooien", "tijdvanvoltooiing", "starttid"),
    *("slutförandetid", "fuldførelsestidspunkt", "fullføringstidspunkt"),
)
_META = {
    "id": "it numbers the rows",
    "email": _WHO,
    "name": _WHO,
    "emailaddress": _WHO,
    "adressedemessagerie": _WHO,
    "nom": _WHO,
    "correoelectrónico": _WHO,
    "nombre": _WHO,
    "totalpoints": "it is a quiz's mark, not an answer",
    "quizfeedback": "it is a quiz's mark, not an answer",
    "gradepostedtime": _WHEN,
    "language": "it says how the answer was sent, not what was answered",
    **dict.fromkeys(_TIMES, _WHEN),
}
_MARKS = ("points - ", "feedback - ", "punkte - ", "puntos - ")
_HEAD = 8
_FEWEST_FOR_A_RANKING = 3


def recognises(table: Table) -> bool:
    """Tell whether the file begins with a number and the two times of a form."""
    keys = [key_of(heading) for heading in table.header]
    if keys[0] != "id" or len(keys) < 4:
        return False
    if sum(key in _TIMES for key in keys[1:4]) >= 2:
        return True
    return all(_holds_times(table, index) for index in (1, 2)) and "mail" in keys[3]


def _holds_times(table: Table, index: int) -> bool:
    filled = [value for value in table.column(index) if value]
    return bool(filled) and all(TIMESTAMP.fullmatch(value) for value in filled)


def read(table: Table) -> Reading:
    """Return each sent form as one person."""
    head = table.header
    reading = Reading(0, joiners=(";",))
    rows = people.without_repeated_heads(table.rows[1:], [head], reading)
    rows = people.once_each(rows, 0 if key_of(head[0]) == "id" else None, reading)
    reading.people = len(rows)
    for index, heading in enumerate(head):
        values = [row[index] for row in rows]
        reason = _META.get(key_of(heading)) if index < _HEAD else ""
        if index in (1, 2) and not reason and _holds_times(table, index):
            reason = _WHEN
        if heading.lower().startswith(_MARKS):
            reason = "it is a quiz's mark, not an answer"
        if reason:
            reading.dropped.append(Dropped(f"“{heading}”", reason))
        elif heading or any(values):
            text = heading or f"Column {index + 1} (without a heading)"
            reading.asked.append(_asked(index, text, values, reading))
    people.say_silent(reading)
    return reading


def _asked(index: int, text: str, values: list[str], reading: Reading) -> Asked:
    """Return a column as one question; where each filled cell ends in ";" it held choices."""
    filled = [value for value in values if value]
    if not filled or not all(value.endswith(";") for value in filled):
        return Asked(f"q{index}", text, values)
    chosen = [_parts(value) if value else None for value in values]
    options = list(dict.fromkeys(part for picked in chosen for part in picked or ()))
    orders = {tuple(picked) for picked in chosen if picked}
    if (
        len(options) >= _FEWEST_FOR_A_RANKING
        and len(orders) > 1
        and all(len(set(order)) == len(options) for order in orders)
    ):
        reading.warnings.append(
            f"“{text[:80]}”: everyone gave all {len(options)} options in an order of their own, as "
            "in a ranking. Who chose what was kept; the order was not."
        )
    counts = [sum(part in (picked or ()) for picked in chosen) for part in options]
    # One person's write-in under "other" is kept with that person and is no option.
    is_short = len(options) <= 12
    known = [part for part, n in zip(options, counts, strict=True) if n > 1 or is_short]
    return Asked(f"q{index}", text, chosen=chosen, options=known)


def _parts(value: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


READER = Reader(
    name="microsoft_forms",
    looks_for="Microsoft Forms, whose first headings are ID, Start time, Completion time",
    recognises=recognises,
    read=read,
)
