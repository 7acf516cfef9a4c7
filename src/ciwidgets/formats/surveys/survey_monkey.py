"""SurveyMonkey: two header rows, the question over its first column only.

The second row names the option or the row of a grid, or says "Response". Several choices have a
column each, which holds the option's own words (or its number) where it was chosen.
"""

from __future__ import annotations

from ciwidgets.formats import privacy
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.tabular import Table

_WHO = "it points to one person"
_WHEN = "the time of an answer can tell who gave it"
_META = {
    "respondentid": "it holds a number that stands for one person",
    "collectorid": "it says how the answer was sent, not what was answered",
    "collector": "it says how the answer was sent, not what was answered",
    "startdate": _WHEN,
    "enddate": _WHEN,
    "datecreated": _WHEN,
    "datemodified": _WHEN,
    "ipaddress": "it holds IP addresses",
    "emailaddress": _WHO,
    "firstname": _WHO,
    "lastname": _WHO,
    "customdata": "it was not asked but came with the link",
    "customdata1": "it was not asked but came with the link",
    "emailid": _WHO,
}
_ANSWER = frozenset(
    {
        *("response", "responses", "antwort", "antworten", "réponse", "respuesta", "risposta"),
        *("resposta", "antwoord", "svar", "odpowiedź", "ответ", ""),
    }
)
_TYPED = ("open-ended", "open ended", "open-end", "offene beantwortung", "respuesta abierta")
_OTHER = ("other (", "other, ", "sonstiges (", "otro (", "autre (", "altro (", "outro (")


def recognises(table: Table) -> bool:
    """Tell whether the head has SurveyMonkey's own two numbers, spelt as SurveyMonkey does."""
    return {"Respondent ID", "Collector ID"} <= set(table.header)


def read(table: Table) -> Reading:
    """Return each response as one person."""
    head = table.header
    second = table.rows[1] if _has_second_head(table) else [""] * len(head)
    rows = table.rows[2:] if _has_second_head(table) else table.rows[1:]
    reading = Reading(0)
    if any(
        cell == "NA" for cell, top in zip(second, head, strict=True) if key_of(top) in _META
    ):  # R wrote the file again, and says NA for every blank cell
        second, *rows = people.without_r_blanks([second, *rows])
    rows = people.without_repeated_heads(rows, [head, second], reading)
    number = head.index("Respondent ID") if "Respondent ID" in head else None
    rows = people.once_each(rows, number, reading)
    reading.people = len(rows)
    if not _has_second_head(table) and "" in head:
        reading.warnings.append(
            "The second row of headings is missing from the file, so options and rows of grids "
            "carry no words of their own."
        )
        second = [label or f"column {place + 1}" for place, label in enumerate(head)]
    for start, end in people.blocks(head, second):
        reason = _META.get(key_of(head[start]))
        if reason:
            reading.dropped.append(Dropped(f"“{head[start]}”", reason))
        elif head[start] or any(row[start] for row in rows):
            _add_block(reading, head[start], second, range(start, end), rows)
    if any(one.chosen is not None for one in reading.asked):
        reading.warnings.append(people.NONE_OR_NOT_ASKED)
    people.say_silent(reading)
    return reading


def _has_second_head(table: Table) -> bool:
    """Tell a row of labels from a person: a person has a respondent's number."""
    number = table.header.index("Respondent ID") if "Respondent ID" in table.header else 0
    return len(table.rows) > 1 and not table.rows[1][number].replace(".", "").isdigit()


def _add_block(
    reading: Reading, stem: str, second: list[str], columns: range, rows: list[list[str]]
) -> None:
    stem = stem or f"Column {columns[0] + 1} (without a heading)"
    own = [index for index in columns if not _is_typed(second[index])]
    lone = own[0] if len(own) == 1 else None
    options = [index for index in own if not _is_other(second[index])]
    if len(columns) > 1 and _is_multiple(options, second, rows):
        marked = [index for index in columns if index in own]
        marks = [[bool(row[index]) for index in marked] for row in rows]
        labels = [second[index] or f"Option {place}" for place, index in enumerate(marked, 1)]
        reading.asked.append(people.ticked(f"q{columns[0]}", stem, labels, marks))
        left = [index for index in columns if _is_other(second[index]) or index not in own]
    else:
        left = list(columns)
    for index in left:
        label = second[index]
        values = [row[index] for row in rows]
        why = privacy.heading_reason(label)
        if why and len(columns) > 1:
            reading.dropped.append(Dropped(f"“{stem} [{label}]”", why))
            continue
        is_plain = index == lone and label.lower() in _ANSWER
        is_only = len(columns) == 1 and (is_plain or _is_typed(label))
        text = stem if is_plain or is_only else f"{stem} [{label}]"
        asked = Asked(f"q{index}", text, values)
        is_words = _is_typed(label) or _is_other(label)
        if is_words and not all(value.replace(".", "", 1).isdigit() for value in values if value):
            asked.hint = "words"
        elif not is_plain and len(columns) > 1:
            asked.stem = stem
        reading.asked.append(asked)


def _is_typed(label: str) -> bool:
    return label.lower().startswith(_TYPED)


def _is_other(label: str) -> bool:
    """Tell a field for own words; SurveyMonkey's users spell it in many ways."""
    plain = label.lower()
    return plain.startswith(_OTHER) or "please specify" in plain or "please explain" in plain


def _is_multiple(options: list[int], second: list[str], rows: list[list[str]]) -> bool:
    """Tell options with a column each: every column holds its own words only, or its number."""
    if not options:
        return False
    held = [{row[index] for row in rows if row[index]} for index in options]
    if any(len(one) > 1 for one in held) or not any(held):
        return False
    words = [
        next(iter(one)) == second[index] for one, index in zip(held, options, strict=True) if one
    ]
    marks = [next(iter(one)) for one in held if one]
    return all(words) or (
        all(mark.isdigit() for mark in marks)
        and (len(set(marks)) == len(marks) or set(marks) == {"1"})
        and (len(marks) > 1 or len(options) > 1)
    )


READER = Reader(
    name="survey_monkey",
    looks_for="SurveyMonkey, whose first headings are “Respondent ID” and “Collector ID”",
    recognises=recognises,
    read=read,
)
