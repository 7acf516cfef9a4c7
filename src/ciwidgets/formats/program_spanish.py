"""The table ``[spanish]`` of a program file: what in it is of no text, and what it leaves out."""

from __future__ import annotations

import difflib
from typing import Any

from ciwidgets.formats.program_mistakes import Mistake
from ciwidgets.formats.toml_lines import TomlLines
from ciwidgets.model import Program
from ciwidgets.model.program import one_line
from ciwidgets.model.program_texts import in_spanish, texts_of
from ciwidgets.model.text import clean_text
from ciwidgets.words.ours import ours

# A near text is looked for this often: no more mistakes are shown.
_MOST_LOOKED_UP = 10
_MOST_LETTERS = 60


def of_no_text(program: Program, data: dict[str, Any], lines: TomlLines) -> list[Mistake]:
    """Return the lines under ``[spanish]`` that give the Spanish of what no participant reads."""
    known = [one_line(text) for text in texts_of(program)]
    teams = {one_line(team.name) for team in program.teams}
    keys = data.get("spanish", {})
    strange = [key for key in keys if _plain(key) not in known]
    return [
        Mistake(
            lines.line_of(("spanish", key)),
            _told(_plain(key), known if number < _MOST_LOOKED_UP else [], teams),
        )
        for number, key in enumerate(strange)
    ]


def _plain(key: str) -> str:
    """Return a key as the program keeps it."""
    return one_line(clean_text(key))


def _told(text: str, known: list[str], teams: set[str]) -> str:
    found = f'[spanish] has "{_short(text)}", which is not a text of this file. '
    if text in teams:
        return f"{found}A team’s name stays as it is in every language; take the line out."
    near = difflib.get_close_matches(text, known, 1)
    if near:
        return f'{found}Did you mean "{near[0]}"?'
    return f"{found}Write it as it stands in the file, letter for letter, or take the line out."


def shown_in_english(program: Program) -> list[str]:
    """Return a sentence on the texts that have no Spanish, if there are any.

    A program that is written in Spanish needs no table.
    """
    if program.language == "es" and not program.spanish:
        return []
    left = [one for one in texts_of(program) if _needs_spanish(program, one)]
    if not left:
        return []
    count = f"{len(left):,} texts have no Spanish and are"
    if len(left) == 1:
        count = "1 text has no Spanish and is"
    return [f"{count} shown in English, beginning with “{_short(one_line(left[0]))}”."]


def _needs_spanish(program: Program, text: str) -> bool:
    """Return whether a text has words, and nobody gave the Spanish of them."""
    has_words = any(char.isalpha() for char in text)
    return has_words and in_spanish(program, text) is None and ours(text, "es") == text


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS].rstrip()}…"
