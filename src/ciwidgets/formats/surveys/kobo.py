"""KoboToolbox and other ODK programs: one column a question, with the group's path before its name.

A question with several choices has a column with all of them and one column for each
(``question/choice``, 0 or 1). R writes the dots and the letters that the head could not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.surveys import people
from ciwidgets.formats.tabular import Table

_WHO = "it points to one person"
_WHEN = "the time of an answer can tell who gave it"
_WHERE = "it tells where a person was"
_FILE_OF = "it points to a file somebody sent"
_HOW = "it says how the answer was sent, not what was answered"
_META: dict[str, str] = {
    **dict.fromkeys(("start", "end", "today", "_submission_time", "_date", "_datetime"), _WHEN),
    **dict.fromkeys(
        (
            *("_id", "_uuid", "instanceid", "meta/instanceid", "meta/rootuuid", "formhub/uuid"),
            *("_index", "_submitted_by", "username", "phonenumber", "deviceid", "subscriberid"),
            *("simserial", "simid", "email", "imei", "device_id", "meta/deprecatedid", "rootuuid"),
            *("meta/instancename", "instancename", "key", "enumerator_name"),
        ),
        _WHO,
    ),
    **dict.fromkeys(
        (
            *("_validation_status", "_notes", "_status", "__version__", "_version_", "_version"),
            *("_tags", "_xform_id_string", "audit", "meta/audit", "_bamboo_dataset_id"),
            *("_media_all_received", "_supplementaldetails", "background-audio", "formdef_version"),
        ),
        _HOW,
    ),
    **dict.fromkeys(("_geolocation", "_gps"), _WHERE),
    "_attachments": _FILE_OF,
}
_TELLING = frozenset(
    {
        *("_uuid", "_submission_time", "_validation_status", "__version__", "_submitted_by"),
        *("_id", "_index", "meta/instanceid", "formhub/uuid", "_geolocation", "_status", "_notes"),
        *("_xform_id_string", "_tags", "instanceid"),
    }
)
_STRONG = frozenset({"_uuid", "_submission_time", "meta/instanceid", "formhub/uuid", "__version__"})
_PARENT = ("_parent_index", "_parent_table_name", "_submission__id", "_submission__uuid")
_PLACE_PART = re.compile(r"_?(?P<base>.*)_(?:latitude|longitude|altitude|precision)")
_POINT = re.compile(r"(?:-?\d{1,3}\.\d+ ){2}-?\d+(?:\.\d+)? \d+(?:\.\d+)?(?:;.*)?", re.DOTALL)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|mp4|m4a|amr|3gpp?|wav|mp3|pdf|csv)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = frozenset({"1", "1.0", "true", "yes"})
_NO = frozenset({"0", "0.0", "false", "no"})
_BOM_IN_R = re.compile(r"^(?:X\.U\.FEFF\.|X\.\.\.|ï\.\.|ï»¿)")


def recognises(table: Table) -> bool:
    """Tell whether two of Kobo's own columns stand beside the questions."""
    keys = {_key(head) for head in table.header}
    return len(keys & _TELLING) >= 2 and bool(keys & _STRONG)


def holds_no_answers(table: Table) -> str:
    """Refuse the sheet of a repeated group: its rows are repetitions, not people."""
    if any(_key(head) in _PARENT for head in table.header):
        return (
            "holds the answers of a repeated group, with several rows a person. Please bring the "
            "main table of the export."
        )
    return ""


def read(table: Table) -> Reading:
    """Return each submission as one person; one that was sent twice counts once."""
    reading = Reading(0)
    heads = [_BOM_IN_R.sub("", head) for head in table.header]
    keys = [_key(head) for head in heads]
    rows = people.without_repeated_heads(table.rows[1:], [table.header], reading)
    if any(head.startswith("X_") for head in heads) or _has_r_blanks(rows, heads):
        rows = people.without_r_blanks(rows)
    number = next((keys.index(key) for key in ("_uuid", "_id") if key in keys), None)
    rows = people.once_each(rows, number, reading)
    reading.people = len(rows)
    parts = _choices(heads, rows)
    taken = {index for members in parts.values() for index, _ in members}
    for index, head in enumerate(heads):
        values = [row[index] for row in rows]
        reason = _reason(keys, index, values)
        if index in taken:
            continue
        if reason:
            reading.dropped.append(Dropped(f"“{head}”", reason))
        elif index in parts:
            reading.asked.append(_multiple(heads, index, parts[index], rows))
        elif head or any(values):
            reading.asked.append(Asked(_name(head) or f"q{index}", _words(head, heads), values))
    say_what_kobo_says(keys, rows, reading)
    people.say_silent(reading)
    return reading


def say_what_kobo_says(keys: list[str], rows: list[list[str]], reading: Reading) -> None:
    """Say how many submissions somebody had marked as not approved."""
    if "_validation_status" in keys:
        place = keys.index("_validation_status")
        refused = sum("not approved" in row[place].lower().replace("_", " ") for row in rows)
        if refused:
            reading.warnings.append(
                f"{refused} submissions were marked as not approved in Kobo; they were kept. "
                "Please look at them."
            )


def _key(head: str) -> str:
    plain = _BOM_IN_R.sub("", head).strip().lower()
    if plain.startswith("x_"):  # R puts an X before a name that begins with a sign
        plain = plain[1:]
    return plain.replace("meta.instance", "meta/instance").replace("formhub.uuid", "formhub/uuid")


def _has_r_blanks(rows: list[list[str]], heads: list[str]) -> bool:
    """Tell a file that R wrote: NA stands in Kobo's own columns, or beside 0 and 1."""
    for index, head in enumerate(heads):
        said = {row[index] for row in rows}
        if "NA" in said and (
            _key(head) in _META or {one.lower() for one in said} - {"na"} <= _YES | _NO
        ):
            return True
    return False


def _reason(keys: list[str], index: int, values: Sequence[str]) -> str:
    key = keys[index]
    last = re.split(r"[/.]", key)[-1]
    if key in _META or last in ("instanceid", "deviceid", "phonenumber", "username", "simserial"):
        return _META.get(key, _WHO)
    place = _PLACE_PART.fullmatch(key)
    if place and (key.startswith("_") or place["base"] in keys):
        return _WHERE
    if key.endswith("_url") and key[:-4] in keys:
        return _FILE_OF
    return _reason_of_content([value for value in values if value])


def _reason_of_content(filled: Sequence[str]) -> str:
    if filled and 2 * sum(bool(_POINT.fullmatch(value)) for value in filled) >= len(filled):
        return _WHERE
    if filled and all(_FILE.fullmatch(value) for value in filled):
        return _FILE_OF
    if filled and all(_DAY.fullmatch(value) for value in filled):
        return "a date can point to one person"
    return ""


def _choices(heads: list[str], rows: list[list[str]]) -> dict[int, list[tuple[int, str]]]:
    """Return, for each column with all the choices, the columns of its options with their words."""
    found: dict[int, list[tuple[int, str]]] = {}
    for index, head in enumerate(heads):
        if not head:
            continue
        members = [
            (place, other[len(head) + 1 :])
            for place, other in enumerate(heads)
            if len(other) > len(head) + 1
            and other.startswith(head)
            and other[len(head)] in "/."
            and _is_ticked(rows, place)
        ]
        if len(members) > 1 or (members and any(row[members[0][0]] for row in rows)):
            found[index] = members
    return found


def _is_ticked(rows: list[list[str]], place: int) -> bool:
    return all(row[place].lower() in {"", *_YES, *_NO} for row in rows)


def _multiple(
    heads: list[str], index: int, members: list[tuple[int, str]], rows: list[list[str]]
) -> Asked:
    # A blank beside the parent's words ("selected" only) is "not chosen"; with a blank parent and
    # blank options the question was not shown or not answered.
    marks: list[list[bool | None]] = [
        [row[place].lower() in _YES if row[place] or row[index] else None for place, _ in members]
        if row[index] or any(row[place].lower() in _YES for place, _ in members)
        else [None] * len(members)
        for row in rows
    ]
    options = [words.replace("_", " ") if " " not in words else words for _, words in members]
    head = heads[index]
    return people.ticked(
        _name(head) or f"q{index}", _words(head, heads), options, marks, none_is_said=True
    )


def _name(head: str) -> str:
    return re.split(r"[/.]", head)[-1] if " " not in head else ""


def _words(head: str, heads: list[str]) -> str:
    """Return a heading without its group, where other columns stand in the same group."""
    group, _, last = head.partition("/")
    is_group = bool(last) and group not in heads
    return last.strip() if is_group and sum(h.startswith(f"{group}/") for h in heads) > 1 else head


READER = Reader(
    name="kobo",
    looks_for="KoboToolbox, which puts _id, _uuid and _submission_time beside the questions",
    recognises=recognises,
    read=read,
    holds_no_answers=holds_no_answers,
)
