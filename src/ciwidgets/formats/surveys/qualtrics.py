"""Qualtrics: the current layout (names, words, import ids), the legacy one, and both cut by hand.

What a column is comes from its import id where the file has them (``{"ImportId":"QID1",
"choiceId":"2"}``), else from its name. Labels may be in any language, so they decide nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ciwidgets.formats.amounts import amount
from ciwidgets.formats.privacy import TIMESTAMP
from ciwidgets.formats.reading import Dropped, Reader, Reading
from ciwidgets.formats.surveys import qualtrics_columns as columns
from ciwidgets.formats.surveys.qualtrics_columns import Column
from ciwidgets.formats.surveys.qualtrics_groups import questions
from ciwidgets.formats.tabular import Table

_FEWEST_NAMES = 2
_RESPONSE_ID = re.compile(r"R_[A-Za-z0-9]{8,}")
# Qualtrics' response types are bits: 1 preview, 2 test, 4 imported, 8 spam, 16 offline.
_PREVIEW_OR_TEST = 1 | 2
_SPAM = 8
_TEST_WORDS = re.compile(
    r"preview|test\b|vorschau|vista previa|prueba|aper[cç]u|pr[eé]-?visualiza|anteprima|voorbeeld|"
    r"podgl[aą]d|プレビュー|预览",
    re.IGNORECASE,
)
_UNFINISHED = frozenset({"0", "false", "falsch", "no", "falso", "faux", "nein"})
_TRUTHS = frozenset({"true", "wahr", "yes", "verdadero", "vrai", "ja", *_UNFINISHED})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the names, the words and the import ids stand, and where people begin."""

    names: int | None
    words: int | None
    ids: int | None
    first: int


def recognises(table: Table) -> bool:
    """Tell whether the head of the file is one of Qualtrics'."""
    layout = _layout(table)
    return layout.ids is not None or any(
        _known_names(row) >= _FEWEST_NAMES
        and any(
            columns.meta_key(cell) in columns.OWN or cell in columns.OWN_SPELLING for cell in row
        )
        for row in table.rows[: layout.first]
    )


def read(table: Table) -> Reading:
    """Return real responses as people: previews, tests and doubles are left out, and said."""
    layout = _layout(table)
    heads = _columns(table, layout)
    rows, reading = _people(table.rows[layout.first :], heads)
    reading.joiners = (",",)
    if layout.words is None:
        reading.warnings.append(
            "The row with the questions' words is missing from the file, so each question carries "
            "its short name only."
        )
    asked_columns: list[Column] = []
    names = {head.name for head in heads}
    for head in heads:
        head.values = [row[head.index] for row in rows]
        reason = columns.reason_to_drop(head, names)
        if reason:
            reading.dropped.append(Dropped(f"“{head.label}”", reason))
        elif head.name or head.words or any(head.values):
            asked_columns.append(head)
    reading.asked = questions(asked_columns, reading, are_codes=_are_codes(table, layout, heads))
    _say_unanswered(reading)
    return reading


def _layout(table: Table) -> Layout:
    top = table.rows[:4]
    for index, row in enumerate(top[:3]):
        if columns.is_import_row(row):
            has_words_only = index == 1 and _reads_as_words(top[0])
            return Layout(
                names=0 if index and not has_words_only else None,
                words=1 if index == 2 else (0 if has_words_only else None),
                ids=index,
                first=index + 1,
            )
    if len(top) > 1 and _is_numbered(top[0]) and _known_names(top[1]) >= _FEWEST_NAMES:
        return Layout(names=0, words=1, ids=None, first=2)
    if len(top) > 1 and _is_second_header(top[0], top[1]):
        return Layout(names=0, words=1, ids=None, first=2)
    return Layout(names=0, words=0 if _reads_as_words(top[0]) else None, ids=None, first=1)


def _is_numbered(row: list[str]) -> bool:
    return sum(bool(re.fullmatch(r"V\d+", cell)) for cell in row) >= _FEWEST_NAMES


def _reads_as_words(row: list[str]) -> bool:
    """Tell a row of labels ("Start Date") from one of names ("StartDate")."""
    return any(cell in ("Start Date", "End Date", "Response ID", "Response Type") for cell in row)


def _is_second_header(names: list[str], row: list[str]) -> bool:
    """Tell whether a row without import ids is still a header: no dates under date names."""
    checks = []
    for name, cell in zip(names, row, strict=True):
        key = columns.meta_key(name)
        if key in ("startdate", "enddate", "recordeddate"):
            checks.append(bool(cell) and not TIMESTAMP.fullmatch(cell))
        elif key == "responseid":
            checks.append(bool(cell) and not _RESPONSE_ID.fullmatch(cell))
        elif key in ("finished", "progress", "durationinseconds"):
            checks.append(bool(cell) and not cell.isdigit() and cell.lower() not in _TRUTHS)
    return bool(checks) and all(checks)


def _known_names(row: list[str]) -> int:
    return len({columns.meta_key(cell) for cell in row} & columns.TELLING)


def _columns(table: Table, layout: Layout) -> list[Column]:
    heads = []
    is_legacy = layout.words == 1 and layout.ids is None and _is_numbered(table.header)
    for index in range(len(table.header)):
        name = table.rows[layout.names][index] if layout.names is not None else ""
        words = table.rows[layout.words][index] if layout.words is not None else ""
        tag = columns.import_id(table.rows[layout.ids][index]) if layout.ids is not None else None
        if is_legacy and re.fullmatch(r"V\d+", name):
            name = words
        if not name and tag:
            name = tag.id + (f"_{tag.choice}" if tag.choice else "")
        heads.append(Column(index, name, words, tag))
    return heads


def _people(rows: list[list[str]], heads: list[Column]) -> tuple[list[list[str]], Reading]:
    by_key = {head.key: head.index for head in reversed(heads)}
    reading = Reading(0)
    tests = [row for row in rows if _is_test(row, by_key)]
    if tests:
        reading.dropped.append(
            Dropped(
                amount(len(tests), "response", "responses"),
                "from a preview or a test, and nobody's answers",
            )
        )
    kept = [row for row in rows if not _is_test(row, by_key)]
    if "responseid" in by_key:
        latest = {row[by_key["responseid"]] or id(row): row for row in kept}
        if len(latest) < len(kept):
            reading.dropped.append(
                Dropped(
                    f"{len(kept) - len(latest)} rows",
                    "their response is in the file more than once; the last one was kept",
                )
            )
        kept = list(latest.values())
    reading.people = len(kept)
    _say_doubtful(kept, by_key, reading)
    return kept, reading


def _is_test(row: list[str], by_key: dict[str, int]) -> bool:
    status = row[by_key["status"]] if "status" in by_key else ""
    if re.fullmatch(r"\d{1,3}", status):
        return bool(int(status) & _PREVIEW_OR_TEST)
    channel = row[by_key["distributionchannel"]] if "distributionchannel" in by_key else ""
    return bool(_TEST_WORDS.search(status)) or channel.lower() in ("preview", "test")


def _say_doubtful(rows: list[list[str]], by_key: dict[str, int], reading: Reading) -> None:
    unfinished = 0
    if "finished" in by_key:
        unfinished = sum(row[by_key["finished"]].lower() in _UNFINISHED for row in rows)
    elif "progress" in by_key:
        progress = [row[by_key["progress"]] for row in rows]
        unfinished = sum(bool(re.fullmatch(r"\d{1,2}", one)) for one in progress)
    if unfinished:
        reading.warnings.append(
            f"{unfinished} of {len(rows)} responses were not finished; they were kept with what "
            "they answered."
        )
    if "status" in by_key:
        status = [row[by_key["status"]] for row in rows]
        spam = sum(
            "spam" in one.lower() or bool(re.fullmatch(r"\d{1,3}", one) and int(one) & _SPAM)
            for one in status
        )
        if spam:
            reading.warnings.append(
                f"Qualtrics marked {spam} responses as possible spam, which also happens to people "
                "behind one address; they were kept. Please look at them."
            )


def _are_codes(table: Table, layout: Layout, heads: list[Column]) -> bool:
    """Tell an export of code numbers from one of words, by what Qualtrics itself filled in."""
    for head in heads:
        if head.key in ("status", "finished"):
            cells = [value for value in table.column(head.index, layout.first) if value]
            if cells:
                return all(cell.isdigit() for cell in cells)
    return True


def _say_unanswered(reading: Reading) -> None:
    silent = sum(
        not any(
            (one.chosen[person] is not None) if one.chosen is not None else one.values[person]
            for one in reading.asked
        )
        for person in range(reading.people)
    )
    if silent:
        reading.warnings.append(
            f"{silent} of the {reading.people} people opened the survey and answered nothing."
        )


READER = Reader(
    name="qualtrics",
    looks_for=(
        "Qualtrics, whose first headings are StartDate, EndDate, Status … with a row of ImportId, "
        "or V1, V2, V3 … in the legacy layout"
    ),
    recognises=recognises,
    read=read,
)
