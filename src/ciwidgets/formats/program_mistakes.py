"""What can be wrong inside a program file that is good TOML, each told with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ciwidgets.formats.program_words import PARTS, name_of, nearest_key, sentence, value_at
from ciwidgets.formats.toml_lines import Path, TomlLines
from ciwidgets.model import Program
from ciwidgets.model.text import DEVICE_NAME


class Mistake(NamedTuple):
    """One mistake: its line, and the sentences that say what it is and what to do."""

    line: int
    text: str


# Ids that mean something else where codes are named.
_RESERVED_OCCASIONS = ("project_manager", "facilitator")


def misfits(data: dict[str, Any], lines: TomlLines) -> list[Mistake]:
    """Return what is missing, unknown or of the wrong type."""
    try:
        Program.model_validate(data)
    except ValidationError as error:
        details = [one for one in error.errors() if one["loc"]]
    else:
        return []
    missing = {_path(data, one) for one in details if one["type"] == "missing"}
    meant = {
        (*path[:-1], nearest_key(data, path))
        for path in (_path(data, one) for one in details if one["type"] == "extra_forbidden")
    }
    told: dict[Path, Mistake] = {}
    for one in details:
        path = _path(data, one)
        # A misspelt key is one mistake, not an unknown key and a missing one.
        if not (path in meant and path in missing):
            told.setdefault(path, Mistake(lines.line_of(path), sentence(data, path, one)))
    return list(told.values())


def disagreements(data: dict[str, Any], lines: TomlLines) -> list[Mistake]:
    """Return ids and codes that stand twice, and names of things that are not in the file."""
    ids = {key: _ids(data, (key,)) for key in PARTS if key != "statements"}
    found: list[Mistake] = []
    for key, paths in ids.items():
        found += _twice(paths, lines, f"the {key}")
    for at, survey in _tables(data, ("surveys",)):
        found += _twice(
            _ids(data, (*at, "statements")), lines, f"the statements of the {name_of(data, at)}"
        )
        found += _unknown(
            (*at, "scale"), survey.get("scale"), ids["scales"], lines, f"The {name_of(data, at)}"
        )
        for one, statement in _tables(data, (*at, "statements")):
            named = statement.get("lines")
            for number, line in enumerate(named if isinstance(named, list) else []):
                path = (*one, "lines", number)
                who = f"The {name_of(data, one)}"
                found += _unknown(path, line, ids["lines_of_work"], lines, who)
    current = data.get("current_occasion") or None
    found += _unknown(("current_occasion",), current, ids["occasions"], lines, "current_occasion")
    for path, value in ids["occasions"]:
        if value in _RESERVED_OCCASIONS:
            found.append(
                Mistake(
                    lines.line_of(path),
                    f'no occasion can have the id "{value}", which names a kind of code. '
                    "Give it another id.",
                )
            )
    for path, value in ids["teams"]:
        if DEVICE_NAME.match(value):
            text = (
                f'no team can have the id "{value}": its reports would be files of that name, and '
                "Windows keeps it for a device. Give the team another id."
            )
            found.append(Mistake(lines.line_of(path), text))
    return [
        *found,
        *_number_disagreements(data, lines),
        *_code_disagreements(data, ids["occasions"], lines),
    ]


def _number_disagreements(data: dict[str, Any], lines: TomlLines) -> list[Mistake]:
    """Return numbers that are good one by one and make no sense together."""
    found = []
    person, item = data.get("dots_per_person", 3), data.get("dots_per_item", 2)
    if isinstance(person, int) and isinstance(item, int) and item > person:
        text = (
            f"dots_per_item is {item}, and a person has {person} to give (dots_per_person). "
            f"Write {person} or less."
        )
        found.append(Mistake(lines.line_of(("dots_per_item",)), text))
    sizes = data.get("map_strengths")
    are_numbers = isinstance(sizes, list) and all(isinstance(one, int | float) for one in sizes)
    if are_numbers and any(one >= other for one, other in pairwise(sizes or [])):
        text = (
            f"map_strengths are {', '.join(f'{one:g}' for one in sizes or [])}, which do not "
            "rise. Write the smallest first: map_strengths = [0.25, 0.62, 1]"
        )
        found.append(Mistake(lines.line_of(("map_strengths",)), text))
    return found


def _code_disagreements(
    data: dict[str, Any], occasions: list[tuple[Path, str]], lines: TomlLines
) -> list[Mistake]:
    found: list[Mistake] = []
    codes: list[tuple[Path, Any]] = []
    known = [*occasions, ((), "project_manager")]
    for at, team in _tables(data, ("teams",)):
        own = team.get("codes")
        for name, code in own.items() if isinstance(own, dict) else ():
            path = (*at, "codes", name)
            found += _unknown(path, name, known, lines, f"A code of the {name_of(data, at)}")
            codes.append((path, code))
    codes.append((("facilitator_code",), data.get("facilitator_code")))
    texts = [(path, code) for path, code in codes if isinstance(code, str) and code]
    return found + _twice(texts, lines, "the codes")


def _tables(data: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the tables of a list, as far as it is one."""
    value: Any = value_at(data, path)
    for index, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield (*path, index), one


def _ids(data: dict[str, Any], path: Path) -> list[tuple[Path, str]]:
    return [
        ((*at, "id"), one["id"])
        for at, one in _tables(data, path)
        if isinstance(one.get("id"), str)
    ]


def _twice(named: list[tuple[Path, str]], lines: TomlLines, among: str) -> list[Mistake]:
    first: dict[str, Path] = {}
    found: list[Mistake] = []
    for path, name in named:
        if name in first:
            found.append(
                Mistake(
                    lines.line_of(path),
                    f'"{name}" stands twice among {among}, first on line '
                    f"{lines.line_of(first[name])}. Give each its own.",
                )
            )
        first.setdefault(name, path)
    return found


def _unknown(
    path: Path, name: Any, known: list[tuple[Path, str]], lines: TomlLines, who: str
) -> list[Mistake]:
    names = [one for _, one in known]
    if not isinstance(name, str) or name in names:
        return []
    near = difflib.get_close_matches(name, names, 1)
    meant = f'Did you mean "{near[0]}"?' if near else f"There are: {_few(names)}."
    text = f'{who} names "{name}", which is not in this file. {meant}'
    return [Mistake(lines.line_of(path), text)]


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return shown or "none yet"


def _path(data: dict[str, Any], error: ErrorDetails) -> Path:
    """Return the place of an error in the file, without the marks pydantic adds at its end."""
    path: Path = ()
    value: Any = data
    for part in error["loc"]:
        inside = (
            part in value
            if isinstance(value, dict)
            else (isinstance(value, list) and isinstance(part, int))
        )
        if not inside:
            return (*path, part) if error["type"] == "missing" else path
        path, value = (*path, part), value[part]
    return path
