"""LimeSurvey: headings as codes (``Q1[SQ001]``), as words, or as both (``Q1[SQ001]. Words``).

Options of a question with several choices have a column each, with Yes and No or with Y and a
blank. ``N/A`` is "not shown" where the export was told to say so; else both reach the file as a
blank. A response without a ``submitdate`` was not finished.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass

from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.tabular import Table

_WHEN = "the time of an answer can tell who gave it"
_HOW = "it says how the answer was sent, not what was answered"
_WHO = "it holds a number that stands for one person"
# By code, then in the words of an export with full headings, in the languages seen most.
_META: dict[str, str] = {
    **dict.fromkeys(("id", "token", "seed", "responseid", "accesscode", "idderespuesta"), _WHO),
    **dict.fromkeys(("iddelaréponse", "antwortid", "zugangscode", "têtedesérie", "semilla"), _WHO),
    **dict.fromkeys(("zufallsstartwert", "iddarisposta", "idrisposta", "antwoordid"), _WHO),
    **dict.fromkeys(("submitdate", "startdate", "datestamp", "interviewtime", "totaltime"), _WHEN),
    **dict.fromkeys(("datesubmitted", "datestarted", "datelastaction", "datedesoumission"), _WHEN),
    **dict.fromkeys(("datumabgeschickt", "datumgestartet", "datumletzteaktivität"), _WHEN),
    **dict.fromkeys(("datedelancement", "datededébut", "datededernièreaction"), _WHEN),
    **dict.fromkeys(("fechadeenvío", "fechadeinicio", "fechadelaúltimaacción"), _WHEN),
    **dict.fromkeys(("lastpage", "letzteseite", "dernièrepage", "últimapágina"), _HOW),
    **dict.fromkeys(("startlanguage", "startsprache", "languededépart", "lenguajeinicial"), _HOW),
    **dict.fromkeys(("refurl", "referrerurl", "quota_exit"), _HOW),
    **dict.fromkeys(("ipaddr", "ipaddress", "ipadresse", "adresseip"), "it holds IP addresses"),
}
_SUBMITTED = ("submitdate", "datesubmitted", "datumabgeschickt", "datedesoumission", "fechadeenvío")
_TELLING = frozenset(key for key in _META if key not in ("id", "token", "startdate", "ipaddress"))
_CODED = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9_]{0,49})(?:\[(?P<sub>[A-Za-z0-9_ ]{1,60})\])?(?:\[\d\])?"
    r"(?:\.\s+(?P<words>.*))?",
    re.DOTALL,
)
_GRID = re.compile(r"(?P<stem>.*\S)\s*\[(?P<row>[^\[\]]*)\]", re.DOTALL)
_TIMING = re.compile(r"(?:group|question)time[:\s]?\s?\w*|\w+time\d+", re.IGNORECASE)
_YES = frozenset({"y", "yes", "oui", "ja", "sí", "si", "sim", "1", "checked", "да", "tak"})
_NO = frozenset({"n", "no", "non", "nein", "nee", "não", "nej", "0", "unchecked", "нет", "nie"})
_UNSHOWN = "N/A"
_OTHER = frozenset({"other", "sonstiges", "autre", "otro", "altro", "andere"})


@dataclass(slots=True)
class Heading:
    """One column: where it stands, which question it belongs to, and its own part of it."""

    index: int
    base: str
    part: str
    text: str
    stem: str = ""
    row: str = ""

    @property
    def is_other(self) -> bool:
        """Whether somebody who chose "other" says here what."""
        return any(name.lower() in _OTHER for name in (self.part, self.row))

    @property
    def is_words(self) -> bool:
        """Whether own words stand here: "other", or the comment beside an option."""
        return self.is_other or self.part.lower().endswith("comment")


def recognises(table: Table) -> bool:
    """Tell a head with LimeSurvey's own columns, or two rows of heads over Yes and No."""
    heads = [_meta_key(html.unescape(cell)) for cell in table.header]
    own = {key for key in heads if key in _TELLING}
    if len(own) >= 2:
        return True
    has_codes = any("[" in cell and _CODED.fullmatch(cell) for cell in table.header)
    return bool(own and has_codes) or _is_merged(table)


def read(table: Table) -> Reading:
    """Return each response as one person."""
    reading = Reading(0)
    heads = [html.unescape(cell) for cell in table.header]
    first = 1
    if _is_merged(table):
        first = 2
        reading.warnings.append(
            "The file has two rows of headings, as when people put an export together themselves. "
            "Each row below was counted as one person; please check that."
        )
    rows = people.without_repeated_heads(table.rows[first:], table.rows[:first], reading)
    keys = [_meta_key(head) for head in heads]
    number = next((i for i, key in enumerate(keys) if _META.get(key) == _WHO), None)
    is_own = first == 1 and number is not None and keys[number] not in ("token", "seed")
    rows = people.once_each(rows, number if is_own else None, reading)
    reading.people = len(rows)
    submitted = next((i for i, key in enumerate(keys) if key in _SUBMITTED), None)
    if submitted is not None:
        unfinished = sum(not row[submitted] or row[submitted] == _UNSHOWN for row in rows)
        people.say_unfinished(unfinished, len(rows), reading)
    groups: defaultdict[str, list[Heading]] = defaultdict(list)
    for heading in _merged(table) if first == 2 else _headings(heads):
        reason = _META.get(_meta_key(heads[heading.index])) if first == 1 else ""
        if _TIMING.fullmatch(heading.text) or _TIMING.fullmatch(heading.base):
            reason = _WHEN
        if reason:
            reading.dropped.append(Dropped(f"“{heads[heading.index]}”", reason))
        elif heading.text:
            groups[heading.base].append(heading)
    for members in groups.values():
        _add_group(reading, members, rows)
    people.say_silent(reading)
    return reading


def _meta_key(heading: str) -> str:
    found = _CODED.fullmatch(heading)
    return key_of(found["code"] if found and found["words"] and not found["sub"] else heading)


def _headings(heads: list[str]) -> list[Heading]:
    found = []
    for index, head in enumerate(heads):
        coded = _CODED.fullmatch(head)
        if coded and (coded["sub"] or coded["words"]):
            text = (coded["words"] or head).strip()
            heading = Heading(index, coded["code"], coded["sub"] or "", text)
        else:
            heading = Heading(index, head, "", head)
        grid = _GRID.fullmatch(heading.text)
        if grid and not (coded and not coded["words"] and coded["sub"]):
            heading.stem, heading.row = grid["stem"], grid["row"]
            if not heading.part:
                heading.base, heading.part = grid["stem"], grid["row"]
        found.append(heading)
    return found


def _merged(table: Table) -> list[Heading]:
    first, second = table.rows[0], table.rows[1]
    found = []
    for start, end in people.blocks(first, second):
        stem = html.unescape(first[start])
        for index in range(start, end):
            row = html.unescape(second[index])
            is_lone = end - start == 1 and not row
            text = stem if is_lone else f"{stem} [{row}]"
            found.append(Heading(index, stem or row, row, text, stem, row))
    return found


def _is_merged(table: Table) -> bool:
    """Tell a question over its first column only, its options below, and Yes and No under them."""
    if len(table.rows) < 3:
        return False
    first, second = table.rows[0], table.rows[1]
    if not all(second) or not first[0] or first.count("") < 2 or "Respondent ID" in first:
        return False
    if any(cell.lower() in _YES | _NO for cell in second):
        return False
    said = [
        {row[index].lower() for row in table.rows[2:] if row[index]} for index in range(len(first))
    ]
    return any(
        end - start > 1 and sum(bool(one) and one <= _YES | _NO for one in said[start:end]) > 1
        for start, end in people.blocks(first, second)
    )


def _add_group(reading: Reading, members: list[Heading], rows: list[list[str]]) -> None:
    options = [one for one in members if not one.is_words]
    left = members
    if len(options) > 1 and _is_multiple(options, rows):
        others = [one for one in members if one.is_other and any(row[one.index] for row in rows)]
        marks = [
            [_mark(row[one.index]) for one in options]
            + [_value(row[one.index]) != "" or None for one in others]
            for row in rows
        ]
        stem = options[0].stem or options[0].base
        names = [one.row or one.part or one.text for one in (*options, *others)]
        says_no = any(mark is False for person in marks for mark in person)
        name = _name(options[0])
        reading.asked.append(people.ticked(name, stem, names, marks, none_is_said=says_no))
        if not says_no and people.NONE_OR_NOT_ASKED not in reading.warnings:
            reading.warnings.append(people.NONE_OR_NOT_ASKED)
        left = [one for one in members if one.is_words]
    for one in left:
        values = [_value(row[one.index]) for row in rows]
        asked = Asked(_name(one, one.part), one.text, values, hint="words" if one.is_words else "")
        if one.part and not one.is_words and len(options) > 1:
            asked.stem = one.stem or one.base
        reading.asked.append(asked)


def _name(heading: Heading, part: str = "") -> str:
    """Return a question's code, or its place in the file where there are only words."""
    if " " in heading.base or heading.base == heading.stem:
        return f"q{heading.index + 1}"
    return f"{heading.base}_{part}" if part else heading.base


def _value(cell: str) -> str:
    if cell == _UNSHOWN:
        return ""
    if cell == "-oth-":
        return "Other"
    return cell[1:] if cell.startswith("'=") else cell  # LimeSurvey's own mask of formulas


def _mark(cell: str) -> bool | None:
    return None if cell in ("", _UNSHOWN) else cell.lower() in _YES


def _is_multiple(options: list[Heading], rows: list[list[str]]) -> bool:
    """Tell options from the rows of a Yes/No grid: nobody has a No beside a blank."""
    said = {row[one.index].lower() for one in options for row in rows}
    if not said <= _YES | _NO | {"", _UNSHOWN.lower()} or not said & _YES:
        return False
    if said <= {"1", "0", "", "n/a"} and "0" not in said and "1" not in said:
        return False
    return not any(
        any(_mark(row[one.index]) is False for one in options)
        and any(_mark(row[one.index]) is None for one in options)
        for row in rows
    )


READER = Reader(
    name="lime_survey",
    looks_for="LimeSurvey, whose first headings are id, submitdate, lastpage, startlanguage",
    recognises=recognises,
    read=read,
)
