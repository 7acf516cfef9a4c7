"""The program file: one TOML file that staff edit, read with every mistake named by its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ciwidgets.errors import ProgramError
from ciwidgets.formats.program_mistakes import Mistake, disagreements, misfits
from ciwidgets.formats.program_spanish import of_no_text
from ciwidgets.formats.toml_lines import TomlLines
from ciwidgets.model import Program, normalise_code
from ciwidgets.model.sector_lists import sector_file, sectors_at_door

_LARGEST = 1_000_000  # bytes; a program of ten teams has about ten thousand
_MOST_SHOWN = 10
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_CURLY = "\u201c\u201d\u2018\u2019\u00ab\u00bb"

_PAIR = (
    'Each line is a key, the sign = and a value: name = "Our program". '
    'Under [spanish] the key stands in quotes too: "Agree" = "De acuerdo".'
)
# What tomllib says (its beginning) -> what a person can do about it.
_SYNTAX = (
    (
        "Invalid value",
        (
            'After = comes text in "quotes", a number, true or false in small letters, '
            "a date such as 2026-01-22, or a list in [ ]."
        ),
    ),
    ("Expected '=' after a key", _PAIR),
    ("Invalid statement", _PAIR),
    ("Invalid initial character for a key part", _PAIR),
    ("Expected newline or end of document", "One line holds one key = value; start a new line."),
    ("Unterminated string", "A text that was opened with a quote is not closed with one."),
    ("Illegal character '\\n'", "A text that was opened with a quote is not closed with one."),
    ('Expected "\'"', "A text that was opened with a quote is not closed with one."),
    (
        "Unclosed array",
        (
            "A list that was opened with [ is not closed with ], or a comma is missing in it; "
            "look at the lines above too."
        ),
    ),
    (
        "Unclosed inline table",
        (
            "A table that was opened with { is not closed with } on the same line, "
            "or a comma is missing in it."
        ),
    ),
    ("Cannot overwrite a value", "This key stands a second time in its table; keep one of them."),
    ("Duplicate inline table key", "This key stands a second time in its { }; keep one of them."),
    (
        "Cannot declare",
        (
            "This heading stands a second time. Headings of lists have two brackets, such as "
            "[[teams]], and may come as often as there are teams."
        ),
    ),
    ("Expected ']'", "A heading is not closed; write it like [[teams]]."),
    ("Invalid date or datetime", "There is no such day; a date is written 2026-01-22."),
    (
        "Unescaped",
        "A backslash has a meaning of its own in quotes; write it twice, or use 'single quotes'.",
    ),
)


def read_program(path: str | Path) -> Program:
    """Read a program file and check it; empty ``sectors`` are filled from ``sector_list``.

    Codes may be typed with a dash and in small letters.

    Raises:
        ProgramError: with the line of each mistake (up to ten), what was found, what was
            expected and what to do.
    """
    path = Path(path)
    source = _read_text(path)
    data = _parse(path, source)
    _tidy_codes(data)
    lines = TomlLines(source)
    mistakes = [*misfits(data, lines), *disagreements(data, lines), *_fill_sectors(data, lines)]
    if mistakes:
        raise ProgramError(_listed(path, mistakes))
    try:
        program = Program.model_validate(data)
    except ValidationError as error:  # a rule of the model that is not yet told apart by line
        raise ProgramError(f"{path.name}: {error.errors()[0]['msg']}. Please mend it.") from error
    mistakes = of_no_text(program, data, lines)
    if mistakes:
        raise ProgramError(_listed(path, mistakes))
    return program


def _read_text(path: Path) -> str:
    if path.is_dir():
        raise ProgramError(f"{path} is a folder. Name the program file in it: {path}/program.toml.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ProgramError(
            f"There is no file {path}. Check its name and folder, "
            "or start from a copy of data/samples/program.toml."
        ) from None
    except OSError as error:
        raise ProgramError(
            f"{path} could not be opened ({error.strerror}). "
            "Check that you may read it and try again."
        ) from error
    return _decode(path, raw)


def _decode(path: Path, raw: bytes) -> str:
    if len(raw) > _LARGEST:
        raise ProgramError(
            f"{path} has {len(raw):,} bytes; a program file has a few thousand. "
            "Check that this is the file you meant."
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw:
        raise ProgramError(
            f"{path} is no plain text in UTF-8; it may be UTF-16 or another kind of file. "
            'Open it in a text editor and save it as plain text, encoding "UTF-8".'
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")
        raise ProgramError(
            f'{path.name}, line {line}: after "{before[-30:]}" stands a letter that is not '
            'saved as UTF-8. Open the file in a text editor and save it with the encoding "UTF-8".'
        ) from error
    if not text.strip():
        raise ProgramError(
            f"{path} is empty. Start from a copy of data/samples/program.toml and edit it."
        )
    return text


def _parse(path: Path, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except RecursionError:
        raise ProgramError(
            f"{path.name}: lists stand inside lists too deeply to be read. "
            "A program needs two levels at most."
        ) from None
    except ValueError as error:
        raise ProgramError(_syntax(path, source, str(error))) from error


_SLASHED_DATE = re.compile(r"=\s*\d{1,4}[/.]\d{1,2}[/.]\d{1,4}")


def _syntax(path: Path, source: str, said: str) -> str:
    at = _PLACE.search(said)
    # At the end of the document, what is open was opened on the last line with something on it.
    last = source.rstrip().count("\n") + 1
    line = int(at.group(1)) if at and at.group(1) else last
    text = source.split("\n")[line - 1].strip()
    unknown = f"{_PLACE.sub('', said)}."
    cure = next((cure for start, cure in _SYNTAX if said.startswith(start)), unknown)
    if _SLASHED_DATE.search(text):
        cure = "A date is written year first, such as 2026-03-17."
    if any(char in text for char in _CURLY):
        cure = 'The quotes here are curly; a program file needs straight ones: ".'
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return (
        f"{path.name}, line {line}: this cannot be read: {shown or '(an empty line)'}\n"
        f"  {cure} Mend it and run the command again."
    )


def _tidy_codes(data: dict[str, Any]) -> None:
    if isinstance(data.get("facilitator_code"), str):
        data["facilitator_code"] = normalise_code(data["facilitator_code"])
    teams = data.get("teams")
    for team in teams if isinstance(teams, list) else []:
        codes = team.get("codes") if isinstance(team, dict) else None
        if isinstance(codes, dict):
            team["codes"] = {
                name: normalise_code(code) if isinstance(code, str) else code
                for name, code in codes.items()
            }


def _fill_sectors(data: dict[str, Any], lines: TomlLines) -> list[Mistake]:
    if data.get("sectors"):
        return []
    chosen = data.get("sector_list", Program.model_fields["sector_list"].default)
    known = sorted(sector_file().lists)
    if isinstance(chosen, str) and chosen in known:
        data["sectors"] = [sector.model_dump() for sector in sectors_at_door(chosen)]
        return []
    near = difflib.get_close_matches(str(chosen), known, 1)
    return [
        Mistake(
            lines.line_of(("sector_list",)),
            f'sector_list is "{chosen}", which does not come with ciwidgets. '
            + (f'Did you mean "{near[0]}"? ' if near else "")
            + f"It may be {', '.join(known)}; or write your own sectors under [[sectors]].",
        )
    ]


def _listed(path: Path, mistakes: list[Mistake]) -> str:
    in_order = sorted(set(mistakes))
    if len(in_order) == 1:
        return f"{path.name}, line {in_order[0].line}: {in_order[0].text}"
    shown = [f"  line {one.line}: {one.text}" for one in in_order[:_MOST_SHOWN]]
    if len(in_order) > _MOST_SHOWN:
        shown.append(f"  and {len(in_order) - _MOST_SHOWN} more; mend these first.")
    return "\n".join([f"{path.name} has {len(in_order)} mistakes; nothing was loaded.", *shown])
