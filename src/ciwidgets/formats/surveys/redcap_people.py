"""From REDCap's rows to people: a record may have a row for each event and each repetition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ciwidgets.formats.reading import Dropped, Reading
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.tabular import Table

EVENTS = ("redcapeventname", "eventname")
INSTRUMENTS = ("redcaprepeatinstrument", "repeatinstrument")
INSTANCES = ("redcaprepeatinstance", "repeatinstance")


@dataclass(slots=True)
class Column:
    """One field, at one event if the project has several: a value for each person."""

    head: str
    index: int
    event: str = ""
    values: list[str] = field(default_factory=list)

    @property
    def suffix(self) -> str:
        """What tells this column from the same field at another event."""
        return f" ({self.event.replace('_', ' ')})" if self.event else ""


def columns_by_person(table: Table, key: int, reading: Reading) -> list[Column]:
    """Return each field as one column with a value a person, and set the number of people.

    A field that is filled at several events becomes a column for each event. What a repeated form
    holds has no single value for a person and is left out, unless it has one after all.
    """
    head = [key_of(cell) for cell in table.header]
    rows = [row for row in table.rows[1:] if row[key] and row != table.header]
    if len(rows) < len(table.rows) - 1:
        reading.dropped.append(
            Dropped(f"{len(table.rows) - 1 - len(rows)} rows", "they have no record number")
        )
    order = {number: place for place, number in enumerate(dict.fromkeys(row[key] for row in rows))}
    reading.people = len(order)
    if len(order) < len(rows):
        reading.warnings.append(
            f"The file has {len(rows)} rows of {len(order)} people (a row for each event or each "
            "repetition); people were counted."
        )
    event_at = next((i for i, one in enumerate(head) if one in EVENTS), None)
    own = {i for i, one in enumerate(head) if one in (*EVENTS, *INSTRUMENTS, *INSTANCES)} | {key}
    columns = []
    for index, cell in enumerate(table.header):
        if index in own:
            continue
        held: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            if row[index]:
                event = row[event_at] if event_at is not None else ""
                held[event][order[row[key]]].append(row[index])
        columns += _spread(cell, index, held, len(order), reading)
    return columns


def _spread(
    head: str,
    index: int,
    held: dict[str, defaultdict[int, list[str]]],
    people: int,
    reading: Reading,
) -> list[Column]:
    if any(len(values) > 1 for persons in held.values() for values in persons.values()):
        reading.dropped.append(
            Dropped(f"“{head}”", "it was asked several times of one person (a repeated form)")
        )
        return []
    events = list(held) if len(held) > 1 and _has_several(held) else [""]
    columns = []
    for event in events:
        column = Column(head, index, event, [""] * people)
        for at, persons in held.items():
            if event in ("", at):
                for person, values in persons.items():
                    column.values[person] = values[0]
        columns.append(column)
    return columns


def _has_several(held: dict[str, defaultdict[int, list[str]]]) -> bool:
    """Tell whether somebody has the field at more than one event."""
    people = [person for persons in held.values() for person in persons]
    return len(set(people)) < len(people)
