"""The sentences that say what is wrong in a program file: found, expected, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ciwidgets.formats.toml_lines import Path
from ciwidgets.model import (
    AffectedGroup,
    Criterion,
    DeckWord,
    LineOfWork,
    Occasion,
    Population,
    Program,
    Scale,
    Sector,
    Statement,
    Survey,
    Team,
)

# The lists of a program: what one of each is called, and what it may hold.
PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "occasions": ("occasion", Occasion),
    "teams": ("team", Team),
    "sectors": ("sector", Sector),
    "scales": ("scale", Scale),
    "surveys": ("survey", Survey),
    "statements": ("statement", Statement),
    "lines_of_work": ("line of work", LineOfWork),
    "populations": ("population", Population),
    "groups": ("group", AffectedGroup),
    "criteria": ("criterion", Criterion),
    "map_words": ("word for the maps", DeckWord),
}
_EXAMPLES = {
    "date": "date = 2026-01-22",
    "labels": 'labels = ["I disagree", "I am in between", "I agree"]',
    "statements": 'statements = [{ id = "s1", text = "…" }]',
    "made_up": "made_up = true",
}
_CODE_RULE = (
    "A code is eight letters and digits without 0, 1, I, L, O and U, such as ABCD-2345. "
    "Take the line out and a code is made for you."
)


def value_at(data: dict[str, Any], path: Path) -> Any:
    """Return what stands at a place of the file, None where there is nothing."""
    value: Any = data
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def name_of(data: dict[str, Any], path: Path) -> str:
    """Return what a person calls a place: ``text of the statement "s1" of the survey "pulse"``."""
    if path[:1] == ("spanish",) and len(path) > 1:
        return f'the Spanish of "{path[1]}"'
    words: list[str] = []
    for size, part in enumerate(path, start=1):
        if not isinstance(part, int):
            if size == len(path) or not isinstance(path[size], int):
                words.append(str(part))
            continue
        parts = str(path[size - 2])
        noun = PARTS[parts][0] if parts in PARTS else parts
        own_id = value_at(data, (*path[:size], "id"))
        words.append(f'{noun} "{own_id}"' if isinstance(own_id, str) else f"{noun} {part + 1}")
    return " of the ".join(reversed(words)) or "program"


def _known_keys(path: Path) -> list[str]:
    lists = [part for part in path[:-1] if part in PARTS]
    if not lists:
        return sorted(Program.model_fields)
    return sorted(PARTS[str(lists[-1])][1].model_fields)


def nearest_key(data: dict[str, Any], path: Path) -> str:
    """Return the known, unused key that an unknown one was probably meant to be, or nothing."""
    table = value_at(data, path[:-1])
    taken = set(table) if isinstance(table, dict) else set()
    free = [key for key in _known_keys(path) if key not in taken]
    return next(iter(difflib.get_close_matches(str(path[-1]), free, 1)), "")


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, date):
        return f"the date {value}"
    return f"a list of {len(value)}" if isinstance(value, list) else "a table"


def sentence(data: dict[str, Any], path: Path, error: ErrorDetails) -> str:
    """Return what pydantic found at a place, said for staff."""
    if error["type"] == "missing":
        return _missing(data, path)
    if error["type"] == "extra_forbidden":
        return _extra(data, path)
    value = value_at(data, path)
    key = f'"{path[-1]}"' if path[0] == "spanish" and len(path) > 1 else str(path[-1])
    name = name_of(data, path)
    if "codes" in path[:-1] or key == "facilitator_code":
        named = name if len(path) == 1 else f"the code {key} of the {name_of(data, path[:-2])}"
        return f"{named} is {_found(value)}, which is no code. {_CODE_RULE}"
    if error["type"] == "value_error":
        return f"{name}: {str(error['msg']).removeprefix('Value error, ')}."
    told = _TELL.get(error["type"])
    expected = told(error.get("ctx", {}), key) if told else f"{error['msg']}. Please change it."
    return f"{name} is {_found(value)}; {expected}"


def _missing(data: dict[str, Any], path: Path) -> str:
    key, holder = str(path[-1]), name_of(data, path[:-1])
    if len(path) == 1 and key in PARTS:
        return f"the {holder} has no {key}. Add at least one, under the heading [[{key}]]."
    where = "above the first [[…]] " if len(path) == 1 else ""
    example = _EXAMPLES.get(key, f'{key} = "…"')
    return f"the {holder} has no {key}. Add a line {where}like: {example}"


def _extra(data: dict[str, Any], path: Path) -> str:
    key, holder = str(path[-1]), name_of(data, path[:-1])
    text = f'the {holder} holds "{key}", which is not known there. '
    near = nearest_key(data, path)
    if near:
        return text + f'Did you mean "{near}"?'
    if len(path) > 1 and key in Program.model_fields:
        return text + "It belongs at the top of the file, above the first [[…]]: move it there."
    return text + f"It may hold: {', '.join(_known_keys(path))}."


def _list_rule(_: dict[str, Any], key: str) -> str:
    if key in PARTS:
        return f"it has to be a list: write each one under a heading [[{key}]]."
    return f"it has to be a list in [ ], such as: {_EXAMPLES.get(key, f'{key} = []')}"


# pydantic's name of a misfit -> the rest of the sentence: what was expected, what to do.
_TELL: dict[str, Callable[[dict[str, Any], str], str]] = {
    "string_type": lambda _, key: f'it has to be text in quotes: {key} = "…"',
    "string_pattern_mismatch": lambda *_: (
        "an id has to be small letters, digits, - and _, 40 at most, such as forum-1."
    ),
    "string_too_long": lambda ctx, _: (
        f"it has to be at most {ctx['max_length']} letters; shorten it."
    ),
    "too_long": lambda ctx, _: f"it has to have at most {ctx['max_length']}; take some out.",
    "too_short": lambda ctx, _: f"it has to have at least {ctx['min_length']}; add to it.",
    "bool_type": lambda _, key: f"it has to be true or false, without quotes: {key} = true",
    "int_type": lambda _, key: f"it has to be a whole number without quotes: {key} = 3",
    "float_type": lambda _, key: f"it has to be a number without quotes: {key} = 2",
    "greater_than": lambda ctx, _: f"it has to be more than {ctx['gt']:g}.",
    "greater_than_equal": lambda ctx, _: f"it has to be {ctx['ge']} or more.",
    "less_than_equal": lambda ctx, _: f"it has to be {ctx['le']} or less.",
    "date_type": lambda *_: "it has to be a day without quotes: date = 2026-01-22",
    "literal_error": lambda ctx, _: f"it has to be {ctx['expected']}.",
    "list_type": _list_rule,
    "model_type": lambda *_: 'it has to be a table with an id, such as: { id = "…" }',
    "dict_type": lambda _, key: (
        'it has to be lines under the heading [spanish], such as: "Agree" = "De acuerdo"'
        if key == "spanish"
        else 'it has to be a table, such as: codes = { forum-1 = "ABCD-2345" }'
    ),
}
