"""What a participant reads of a program: every text of it, and the program in other words.

Ids, codes and the teams' names are none of these texts, and neither is a team's place, which only
staff read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ciwidgets.model.entries import Part
from ciwidgets.model.program import (
    AffectedGroup,
    Criterion,
    DeckWord,
    LineOfWork,
    Occasion,
    Population,
    Program,
    Sector,
    one_line,
)
from ciwidgets.model.statements import Scale, Statement, Survey

# The fields that hold texts, or parts that do, in the order of the file.
_READ: Final[dict[type[Part], tuple[str, ...]]] = {
    Program: (
        "name", "support", "records", "occasions", "sectors", "scales", "surveys",
        "lines_of_work", "populations", "groups", "criteria", "map_words",
    ),
    Occasion: ("name",),
    Sector: ("name", "includes"),
    Scale: ("labels",),
    Survey: ("title", "statements"),
    Statement: ("text",),
    LineOfWork: ("name", "about"),
    Population: ("name",),
    AffectedGroup: ("name",),
    Criterion: ("name", "about", "low", "high"),
    DeckWord: ("label",),
}  # fmt: skip


def texts_of(program: Program) -> list[str]:
    """Return every text of a program that participants read, each once, in the file's order."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found.setdefault(text)
        return text

    in_words(program, note)
    return list(found)


def in_words(program: Program, say: Callable[[str], str]) -> Program:
    """Return a program whose texts are as ``say`` says them; all else of it stays."""
    return program.model_copy(update=_said(program, say))


def in_spanish(program: Program, text: str) -> str | None:
    """Return what a program's own table says for a text in Spanish; None where it says nothing."""
    return program.spanish.get(one_line(text))


def _said(part: Part, say: Callable[[str], str]) -> dict[str, Any]:
    return {name: _value(getattr(part, name), say) for name in _READ[type(part)]}


def _value(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_value(one, say) for one in value]
    if isinstance(value, str):
        return say(value) if value else value
    return value.model_copy(update=_said(value, say))
