"""What several readers do with rows and options: one row a person, options with a column each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ciwidgets.formats.reading import Asked, Dropped, Reading

# A file that R has written again says NA where the export had nothing.
_NOTHING_IN_R = "NA"
NONE_OR_NOT_ASKED = (
    "Where someone chose none of several options, the file does not tell “none” from “not asked”; "
    "such a person counts as not having answered that question."
)


def without_r_blanks(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return rows in which R's ``NA`` is a blank again."""
    return [["" if cell == _NOTHING_IN_R else cell for cell in row] for row in rows]


def once_each(rows: list[list[str]], key: int | None, reading: Reading) -> list[list[str]]:
    """Return one row a person: of rows with one number the last is kept, and that is said."""
    if key is None:
        return rows
    latest = {row[key] or f"row {number}": row for number, row in enumerate(rows)}
    if len(latest) < len(rows):
        reading.dropped.append(
            Dropped(
                f"{len(rows) - len(latest)} rows",
                "their person is in the file more than once; the last row was kept",
            )
        )
    return list(latest.values())


def without_repeated_heads(
    rows: list[list[str]], heads: Sequence[list[str]], reading: Reading
) -> list[list[str]]:
    """Return rows without those that repeat the headings, as in files put one below another."""
    kept = [row for row in rows if row not in heads]
    if len(kept) < len(rows):
        reading.dropped.append(
            Dropped(
                f"{len(rows) - len(kept)} rows",
                "they repeat the headings, as in files put one below another",
            )
        )
    return kept


def ticked(
    name: str,
    text: str,
    options: Sequence[str],
    marks: Sequence[Sequence[bool | None]],
    *,
    none_is_said: bool = False,
) -> Asked:
    """Return one question of options that have a column each.

    ``marks`` holds for each person and option: chosen, not chosen, or ``None`` for "the file says
    nothing". ``none_is_said``: a person with nothing but "not chosen" chose none of them; else
    that person may not have been asked.
    """
    names: list[str] = []
    for option in options:
        names.append(_once(option, names))
    chosen: list[list[str] | None] = []
    for person in marks:
        picked = [option for option, mark in zip(names, person, strict=True) if mark]
        was_asked = none_is_said and any(mark is not None for mark in person)
        chosen.append(picked if picked or was_asked else None)
    return Asked(name, text, chosen=chosen, options=names)


def blocks(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Return the columns (from, to) over which each heading of a two-row head stands.

    A question stands over its first column only; a blank heading belongs to the one before it, if
    the second row names the column.
    """
    starts = [
        index
        for index, (heading, label) in enumerate(zip(first, second, strict=True))
        if heading or not label or not index
    ]
    return list(pairwise([*starts, len(first)]))


def say_unfinished(unfinished: int, people: int, reading: Reading) -> None:
    """Say how many did not finish; they stay, with what they answered."""
    if unfinished:
        reading.warnings.append(
            f"{unfinished} of {people} responses were not finished; they were kept with what they "
            "answered."
        )


def say_silent(reading: Reading) -> None:
    """Say how many people answered nothing at all."""
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


def key_of(heading: str) -> str:
    """Return a heading in small letters without blanks and signs."""
    return re.sub(r"[\W_]+", "", heading.lower())


def is_once(values: Sequence[str]) -> bool:
    """Tell whether every cell is filled and none comes twice."""
    return all(values) and max(Counter(values).values(), default=0) <= 1


def _once(name: str, taken: Sequence[str]) -> str:
    number = 1
    unique = name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique
