"""The file of a lesson's questions: TOML that faculty edit, every mistake named by its line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ciwidgets.errors import FileRefused
from ciwidgets.formats.toml_lines import TomlLines
from ciwidgets.model.checks import Checks

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_MOST_SHOWN = 6
_EXPECTED = {
    "missing": "{key} is missing here. Please add a line {key} = …",
    "extra_forbidden": "{key} is not a word of this file. Please check its spelling.",
    "string_type": '{key} should be text in quotes, such as {key} = "…".',
    "list_type": "{key} should be a list in [ ].",
    "string_too_long": "{key} is too long; {max_length} letters is the most.",
    "string_pattern_mismatch": "{key} should be a short name of small letters, digits and dashes.",
    "literal_error": "{key} should be {expected}.",
    "too_short": "There are too few {key} here; {min_length} is the least.",
    "too_long": "There are too many {key} here; {max_length} is the most.",
}


def read_checks(path: Path) -> Checks:
    """Read a file of questions and check it.

    Raises:
        FileRefused: with the line of each mistake, what is wrong and what to do.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(
            f"{path.name} could not be read as text ({error}). The questions of a lesson stand in "
            "training/checks/ beside it, under the lesson’s name, saved as UTF-8."
        ) from error
    try:
        data = tomllib.loads(source)
    except ValueError as error:
        at = _AT_LINE.search(str(error))
        line = at.group(1) if at and at.group(1) else source.rstrip().count("\n") + 1
        raise FileRefused(
            f"{path.name}, line {line}: {_AT_LINE.sub('', str(error))}. Each line is a key, the "
            'sign = and a value, and text stands in straight quotes: id = "wifi".'
        ) from error
    lines = TomlLines(source)
    mistakes = [*_misfits(data, lines), *_twice(data, lines)]
    if mistakes:
        told = [f"line {line}: {said}" for line, said in sorted(set(mistakes))[:_MOST_SHOWN]]
        raise FileRefused(f"{path.name}, {'; '.join(told)}")
    return Checks.model_validate(data)


def _misfits(data: dict[str, Any], lines: TomlLines) -> list[tuple[int, str]]:
    """Return what the model will not take, each with its line."""
    try:
        Checks.model_validate(data)
    except ValidationError as error:
        return [
            (lines.line_of(tuple(one["loc"])), _sentence(one["type"], one["loc"], one))
            for one in error.errors()
        ]
    return []


def _sentence(sort: str, place: tuple[int | str, ...], said: Any) -> str:
    key = next((one for one in reversed(place) if isinstance(one, str)), "this file")
    known = _EXPECTED.get(sort)
    if known is None:
        text = str(said["msg"]).removeprefix("Value error, ")
        return f"{key}: {text}. Please mend it."
    return known.format(key=key, **said.get("ctx", {}))


def _twice(data: dict[str, Any], lines: TomlLines) -> list[tuple[int, str]]:
    """Return the ids that stand twice: an answer is kept under its question's id."""
    found = data.get("checks")
    ids = [
        (place, one.get("id"))
        for place, one in enumerate(found if isinstance(found, list) else [])
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    ]
    counts = Counter(one for _, one in ids)
    return [
        (lines.line_of(("checks", place, "id")), f'the id "{one}" stands twice; give each its own.')
        for place, one in ids
        if counts[one] > 1
    ]
