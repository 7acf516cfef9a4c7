"""REDCap: a record number first, ``field___1`` for each option, ``form_complete`` behind each form.

With the project's data dictionary the fields carry their words and what could be chosen; without
it they carry their names, and numbers may be codes. REDCap writes 0 for every option of a question
that was never shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ciwidgets.formats import privacy
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.surveys.redcap_dictionary import Field, fields, is_dictionary
from ciwidgets.formats.surveys.redcap_people import (
    EVENTS,
    INSTANCES,
    INSTRUMENTS,
    Column,
    columns_by_person,
)
from ciwidgets.formats.tabular import Table

_OPTION = re.compile(r"(?P<field>[a-z][a-z0-9_]*?)___(?P<code>[A-Za-z0-9_.\-]+)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<label>.*\S)\s*\(choice=['\u2018]?(?P<option>.*?)['\u2019]?\)", re.DOTALL
)
_FILE = re.compile(
    r"\[document\]|\S+\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|csv|mp[34]|wav)", re.IGNORECASE
)
_TICKS = {"1": True, "checked": True, "0": False, "unchecked": False}
_STATES = frozenset({"0", "1", "2", "incomplete", "unverified", "complete", ""})
_OWN = frozenset(
    {
        *EVENTS,
        *INSTRUMENTS,
        *INSTANCES,
        *("redcapdataaccessgroup", "dataaccessgroup", "redcapsurveyidentifier", "surveyidentifier"),
    }
)
_WHO = re.compile(
    r"(?:^|_)(?:(?:first|last|middle|full|sur|maiden|nick|user)_?name|name|e?mail|e_mail|phone|"
    r"telephone|tel|cell|mobile|fax|address|street|city|zip(?:_?code)?|dob|birth_?date|birthday|"
    r"ssn|mrn|initials|signature|ip|lat|lon|latitude|longitude|next_of_kin)(?:_?\d*)(?:_|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?|\d{1,2}/\d{1,2}/\d{4}")
_UNFINISHED = "[not completed]"
_MOST_CODES = 12  # more than this is an amount, not the code of an option


def recognises(table: Table) -> bool:
    """Tell a table with REDCap's own columns, or with its states behind each form."""
    if {key_of(head) for head in table.header} & {"redcapeventname", "redcaprepeatinstrument"}:
        return True
    if sum(bool(_LABELLED.fullmatch(head)) for head in table.header) > 1:
        return True
    states = [index for index, head in enumerate(table.header) if _is_state(head)]
    return any(
        {row[index].lower() for row in table.rows[1:]} <= _STATES and len(table.rows) > 1
        for index in states
    )


def _is_state(head: str) -> bool:
    return head == "Complete?" or (head.endswith("_complete") and head == head.lower())


def holds_no_answers(table: Table) -> str:
    """Refuse a data dictionary that was brought in place of the answers."""
    if is_dictionary(table):
        return (
            "is a REDCap data dictionary, which holds questions and no answers. Please bring the "
            "data file, and give this one with --dictionary."
        )
    return ""


def read(table: Table) -> Reading:
    """Return each record as one person, whatever the number of its rows."""
    known = fields(table.beside["dictionary"]) if "dictionary" in table.beside else {}
    reading = Reading(0)
    table = _without_row_numbers(table, reading)
    reading.dropped.append(
        Dropped(f"“{table.header[0]}”", "it holds a number that stands for one person")
    )
    _say_unfinished(table, reading)
    groups: defaultdict[tuple[str, str], list[Column]] = defaultdict(list)
    for column in columns_by_person(table, 0, reading):
        head = column.head
        option = _OPTION.fullmatch(head) or _LABELLED.fullmatch(head)
        name = option[1] if option else head
        reason = _reason(name, column, known.get(name))
        if reason:
            reading.dropped.append(Dropped(f"“{head}{column.suffix}”", reason))
        else:
            groups[name if option else f"{head} {column.index}", column.event].append(column)
    for members in groups.values():
        _add(reading, members, known)
    if any(one.chosen is not None for one in reading.asked):
        reading.warnings.append(
            "REDCap writes 0 for every option of a question that was not shown. Where someone has "
            "0 everywhere, the file does not tell “none” from “not asked”; such a person counts as "
            "not having answered that question."
        )
    if not known and reading.asked:
        reading.warnings.append(
            "Without the project's data dictionary the questions carry their field names, and "
            "numbers may be the codes of options. Please give it with --dictionary."
        )
    people.say_silent(reading)
    return reading


def _without_row_numbers(table: Table, reading: Reading) -> Table:
    """Take off a first column without a heading, in which R numbered the rows, and R's NA."""
    if table.header[0]:
        return table
    rows = [row[1:] for row in people.without_r_blanks(table.rows)]
    reading.dropped.append(Dropped("column 1", "it numbers the rows"))
    return replace(table, rows=rows)


def _say_unfinished(table: Table, reading: Reading) -> None:
    started = sum(
        any(row[index] == _UNFINISHED for index in range(len(row))) for row in table.rows[1:]
    )
    if started:
        reading.warnings.append(
            f"{started} {'person' if started == 1 else 'people'} began a survey of this project "
            "and did not complete it; what was answered was kept."
        )


def _reason(name: str, column: Column, known: Field | None) -> str:
    key = key_of(column.head)
    filled = [value for value in column.values if value]
    is_state = _is_state(column.head) and {value.lower() for value in filled} <= _STATES
    if key in _OWN or is_state:
        return "it says how the answer was sent, not what was answered"
    if column.head.endswith("_timestamp") or column.head == "Survey Timestamp":
        return "the time of an answer can tell who gave it"
    if known:
        return known.reason_to_drop or privacy.heading_reason(known.label)
    return _reason_without_dictionary(name, filled)


def _reason_without_dictionary(name: str, filled: list[str]) -> str:
    if _WHO.search(name):
        return "its name asks for something that points to one person"
    if filled and 2 * sum(bool(_DATE.fullmatch(value)) for value in filled) > len(filled):
        return "a date can point to one person"
    if filled and all(_FILE.fullmatch(value) for value in filled):
        return "it points to a file somebody sent"
    return ""


def _add(reading: Reading, members: list[Column], known: dict[str, Field]) -> None:
    first = members[0]
    labelled = _LABELLED.fullmatch(first.head)
    option = _OPTION.fullmatch(first.head) or labelled
    name = option[1] if option else first.head
    about = known.get(name)
    text = f"{(about.label if about else '') or name}{first.suffix}"
    identifier = f"{name}_{first.event}" if first.event else name
    if option and all(value.lower() in _TICKS or not value for m in members for value in m.values):
        labels = [_option_label(member, about) for member in members]
        marks = [
            [_TICKS.get(cell.lower()) for cell in cells]
            for cells in zip(*(member.values for member in members), strict=True)
        ]
        reading.asked.append(people.ticked(identifier, text, labels, marks))
        return
    for member in members:
        values, options = _worded(member.values, about)
        asked = Asked(identifier, text, values, options=options)
        if about and about.kind in ("text", "notes") and not about.check:
            is_all_numbers = all(re.fullmatch(r"-?[\d.,]+", value) for value in values if value)
            asked.hint = "" if is_all_numbers else "words"
        elif not about and _are_codes(values):
            asked.hint = "codes"
        reading.asked.append(asked)


def _option_label(member: Column, about: Field | None) -> str:
    labelled = _LABELLED.fullmatch(member.head)
    if labelled:
        return labelled["option"]
    found = _OPTION.fullmatch(member.head)
    code = found["code"] if found else member.head
    return _choice(about, code) or code


def _choice(about: Field | None, code: str) -> str:
    """Return an option's words; a column writes the code -1 as ``___1`` with one more ``_``."""
    choices = about.choices if about else {}
    bare = code.removeprefix("_")
    return choices.get(code) or choices.get(f"-{bare}") or choices.get(bare) or ""


def _worded(values: list[str], about: Field | None) -> tuple[list[str], list[str]]:
    """Return values in the words of the dictionary, and all that could be chosen."""
    if not about or not about.choices:
        return values, []
    return [about.choices.get(value, value) for value in values], list(
        dict.fromkeys(about.choices.values())
    )


def _are_codes(values: list[str]) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and all(
        re.fullmatch(r"-?\d{1,3}", value) and abs(int(value)) <= _MOST_CODES for value in filled
    )


READER = Reader(
    name="redcap",
    looks_for="REDCap, with a column like “my_form_complete” behind each form",
    recognises=recognises,
    read=read,
    holds_no_answers=holds_no_answers,
)
