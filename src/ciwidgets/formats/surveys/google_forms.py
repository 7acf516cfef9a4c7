"""Google Forms: one header row of full questions, first of all the time of each answer.

Rows of a grid are headed ``Question [Row]``. Several choices stand in one cell, joined by ";" in
the form's own download and by ", " in the linked sheet. A blank cell is "not answered" or "not
asked": the file does not tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter

from ciwidgets.formats.privacy import TIMESTAMP
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.tabular import Table

# What Google heads the first column with, by the language of the form's owner.
_TIMESTAMPS = frozenset(
    {
        "timestamp",
        "marca temporal",
        "marca de tiempo",
        "zeitstempel",
        "horodateur",
        "informazioni cronologiche",
        "carimbo de data/hora",
        "carimbo de data/hora:",
        "tijdstempel",
        "sygnatura czasowa",
        "отметка времени",
        "タイムスタンプ",
        "时间戳记",
        "时间戳",
        "時間戳記",
        "타임스탬프",
        "tidsstempel",
        "tidstämpel",
        "tidsstämpel",
        "aikaleima",
        "zaman damgas\N{LATIN SMALL LETTER DOTLESS I}",
        "časová značka",
        "časové razítko",
        "dấu thời gian",
        "stempel waktu",
        "cap waktu",
        "позначка часу",
        "طابع زمني",
        "חותמת זמן",
    }
)
_GRID = re.compile(r"(?P<stem>.*\S)\s*\[(?P<row>[^\[\]]*)\]", re.DOTALL)
_SCORED = re.compile(r"\s\[(?:score|feedback)\]$", re.IGNORECASE)


def recognises(table: Table) -> bool:
    """Tell whether one of the first columns holds the times at which a form was sent."""
    return _timestamp_column(table) is not None


def read(table: Table) -> Reading:
    """Return each sent form as one person; only rows without anything in them are no person."""
    header = table.header
    rows = [row for row in table.rows[1:] if row != header]
    reading = Reading(len(rows), joiners=(";", ", "))
    repeated = len(table.rows) - 1 - len(rows)
    if repeated:
        reading.dropped.append(
            Dropped(
                f"{repeated} rows", "they repeat the headings, as in files put one below another"
            )
        )
    timestamp = _timestamp_column(table)
    for index, heading in enumerate(header):
        values = [row[index] for row in rows]
        if index == timestamp:
            reading.dropped.append(
                Dropped(f"“{heading}”", "the time of an answer can tell who gave it")
            )
        elif _SCORED.search(heading) or heading.lower() in ("score", "total score"):
            reading.dropped.append(Dropped(f"“{heading}”", "it is a quiz's mark, not an answer"))
        elif heading or any(values):
            reading.asked.append(_asked(index, heading, values, reading))
    _say_empty_and_repeated(rows, timestamp, header, reading)
    return reading


def _asked(index: int, heading: str, values: list[str], reading: Reading) -> Asked:
    if not heading:
        reading.warnings.append(f"Column {index + 1} has answers but no heading.")
        heading = f"Column {index + 1} (without a heading)"
    grid = _GRID.fullmatch(heading)
    return Asked(
        name=f"q{index}" if index else "q0",
        text=heading,
        values=values,
        stem=grid["stem"] if grid else "",
    )


def _say_empty_and_repeated(
    rows: list[list[str]], timestamp: int | None, header: list[str], reading: Reading
) -> None:
    empty = sum(
        not any(cell for index, cell in enumerate(row) if index != timestamp) for row in rows
    )
    if empty:
        reading.warnings.append(
            f"{empty} of the {len(rows)} people sent the form without an answer."
        )
    same = sum(count - 1 for count in Counter(map(tuple, rows)).values())
    if same and timestamp is not None:
        reading.warnings.append(
            f"{same} rows are equal to another one to the second; they were counted as people. "
            "Please check that nothing was copied twice."
        )
    for index, heading in enumerate(header):
        if heading.lower() in ("email address", "username", "e-mail address", "email"):
            counts = Counter(row[index] for row in rows if row[index])
            again = sum(count - 1 for count in counts.values())
            if again:
                reading.warnings.append(
                    f"{again} rows carry an address that another row carries too: one person may "
                    "have answered more than once, or answered for others. Each row was counted."
                )
            return


def _timestamp_column(table: Table) -> int | None:
    for index, heading in enumerate(table.header[:4]):
        if heading.lower().strip() not in _TIMESTAMPS:
            continue
        filled = [value for value in table.column(index) if value]
        times = sum(bool(TIMESTAMP.fullmatch(value)) for value in filled)
        if not filled or times * 10 >= len(filled) * 8:
            return index
    return None


READER = Reader(
    name="google_forms",
    looks_for="Google Forms, whose first heading is “Timestamp” with a time in each row below it",
    recognises=recognises,
    read=read,
)
