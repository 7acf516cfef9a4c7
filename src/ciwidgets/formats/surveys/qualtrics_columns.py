"""What one column of a Qualtrics file is: an answer, or something Qualtrics wrote beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

# Known metadata by its name in small letters without signs, with the reason to leave it out. The
# current and the legacy layout and the English labels come down to the same keys.
_WHEN = "the time of an answer can tell who gave it"
_WHO = "it points to one person"
_WHERE = "it tells where a person was"
_HOW = "it says how the answer was sent, not what was answered"
META: dict[str, str] = {
    "startdate": _WHEN,
    "enddate": _WHEN,
    "recordeddate": _WHEN,
    "durationinseconds": _WHEN,
    "duration": _WHEN,
    "status": _HOW,
    "responsetype": _HOW,
    "progress": _HOW,
    "finished": _HOW,
    "distributionchannel": _HOW,
    "userlanguage": _HOW,
    "responseset": _HOW,
    "responsesetid": _HOW,
    "ipaddress": "it holds IP addresses",
    "responseid": "it holds a number that stands for one person",
    "recordid": "it holds a number that stands for one person",
    "name": _WHO,
    "recipientname": _WHO,
    "recipientlastname": _WHO,
    "recipientfirstname": _WHO,
    "recipientemail": _WHO,
    "emailaddress": _WHO,
    "externalreference": _WHO,
    "externaldatareference": _WHO,
    "externaldata": _WHO,
    "locationlatitude": _WHERE,
    "locationlongitude": _WHERE,
    "locationaccuracy": _WHERE,
}
# Names that few other programs write; two of them tell a Qualtrics file.
TELLING = frozenset(
    {
        "startdate",
        "enddate",
        "recordeddate",
        "durationinseconds",
        "distributionchannel",
        "userlanguage",
        "responseset",
        "ipaddress",
        "responseid",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "externaldatareference",
        "locationlatitude",
        "locationlongitude",
        "locationaccuracy",
    }
)
# One of these must be among them: SurveyMonkey, LimeSurvey and Kobo share some of the others.
OWN = frozenset(
    {
        "recordeddate",
        "durationinseconds",
        "distributionchannel",
        "userlanguage",
        "responseset",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externaldatareference",
    }
)
OWN_SPELLING = frozenset({"StartDate", "EndDate", "RecordedDate", "ResponseId", "ResponseID"})
_SAME = {"responsetype": "status", "recordid": "responseid", "duration": "durationinseconds"}

_ASKED = re.compile(r"(?:\d+_)?QID\d")
_TIMING = "it counts clicks and seconds on a page"
_DEVICE = "it tells which device a person used"
_MADE = "Qualtrics worked it out of another answer"
_FILE = "it points to a file somebody sent"
_FILE_PARTS = ("Id", "Name", "Size", "Type")
_ORDER = "it is the order in which things were shown"
# By the import id, and by the end of the name where the import ids were cut off.
_BY_ID: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"_(?:FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT)$"), _TIMING),
    (re.compile(r"_(?:BROWSER|VERSION|OS|RESOLUTION)$"), _DEVICE),
    (re.compile(r"_FILE_(?:ID|NAME|SIZE|TYPE)$"), _FILE),
    (re.compile(r"_DO(?:_|$)|^DO-"), _ORDER),
    (re.compile(r"_NPS_GROUP$|_TEXT_[0-9a-f]{16,}\w*$"), _MADE),
)
_BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"_(?:First Click|Last Click|Page Submit|Click Count)$"), _TIMING),
    (re.compile(r"_(?:Browser|Version|Operating System|Resolution)$"), _DEVICE),
    (re.compile(r"_DO(?:_\w+)?$|^DO-|_DO_"), _ORDER),
    (
        re.compile(
            r"_NPS_GROUP$| - (?:Parent )?Topics$| - Actionability$"
            r"| - (?:Topic )?(?:Hierarchy )?Sentiment\b.*$"
        ),
        _MADE,
    ),
    (re.compile(r"^Q_[A-Z]\w+$|^SC\d+$|^PROLIFIC_\w+$|^workerId$"), _HOW),
)


@dataclass(frozen=True, slots=True)
class ImportId:
    """Qualtrics' own name of a column; ``choice`` is the option of a column that stands for one."""

    id: str
    choice: str = ""


@dataclass(slots=True)
class Column:
    """One column: its name, the words of its question, its import id and its cells."""

    index: int
    name: str
    words: str
    tag: ImportId | None = None
    values: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The metadata this column is, whichever layout it comes from, or another plain word."""
        if self.tag is None:
            return meta_key(self.name)
        if _ASKED.match(self.tag.id):
            return ""  # somebody may well call a question "status"
        tagged = meta_key(self.tag.id.removeprefix("panel-").removeprefix("Location-"))
        return tagged if tagged in META else meta_key(self.name)

    @property
    def label(self) -> str:
        """What a person would call this column."""
        return self.name or self.words or f"column {self.index + 1}"


def meta_key(name: str) -> str:
    """Return a name in small letters without signs, with old and new names made one."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return _SAME.get(plain, plain)


def import_id(cell: str) -> ImportId | None:
    """Return what ``{"ImportId":"QID1","choiceId":"2"}`` says, also with single quotes."""
    if not cell.startswith("{") or "ImportId" not in cell or len(cell) > 2000:
        return None
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        try:
            said = json.loads(cell.replace("'", '"'))
        except (ValueError, RecursionError):
            return None
    if not isinstance(said, dict) or not isinstance(said.get("ImportId"), str):
        return None
    choice = said.get("choiceId")
    return ImportId(said["ImportId"], str(choice) if isinstance(choice, str | int) else "")


def is_import_row(row: list[str]) -> bool:
    """Tell whether most of a row's cells are import ids."""
    filled = [cell for cell in row if cell]
    return bool(filled) and 2 * sum(import_id(cell) is not None for cell in filled) > len(filled)


def reason_to_drop(column: Column, names: set[str]) -> str:
    """Return why a column is no answer, or ``""``; ``names`` are those of all columns."""
    if column.key in META:
        return META[column.key]
    if column.tag:
        for pattern, reason in _BY_ID:
            if pattern.search(column.tag.id):
                return reason
        if not _ASKED.match(column.tag.id):
            return "it was not asked but came with the link (embedded data)"
        return ""
    base, _, part = column.name.rpartition("_")
    if part in _FILE_PARTS and all(f"{base}_{other}" in names for other in _FILE_PARTS):
        return _FILE
    return next((reason for pattern, reason in _BY_NAME if pattern.search(column.name)), "")
