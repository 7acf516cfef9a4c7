"""From Qualtrics' columns to questions: options that have a column each are put together again."""

from __future__ import annotations

import re
from collections import defaultdict

from ciwidgets.formats.reading import Asked, Reading
from ciwidgets.formats.surveys.qualtrics_columns import Column

# With "recode seen but unanswered" Qualtrics writes -99; "0" then is an option seen, not chosen.
_UNANSWERED = "-99"
_NOT_CHOSEN = ("0", _UNANSWERED)
# More different numbers than this are amounts (a slider), not the codes of options.
_MOST_CODES = 20
_PART = re.compile(r"(?P<base>.+)_(?P<part>x?\d+)")
_SELECTED = re.compile(r"\s*-\s*selected choice\s*(?=-|$)", re.IGNORECASE)


def questions(found: list[Column], reading: Reading, *, are_codes: bool) -> list[Asked]:
    """Return the questions of the columns, in the order of the file."""
    groups: defaultdict[str, list[Column]] = defaultdict(list)
    for column in found:
        groups[_base(column)].append(column)
    placed: list[tuple[int, Asked]] = []
    for base, members in groups.items():
        options = [one for one in members if not _is_words(one)]
        singles = members
        if len(options) > 1 and _is_multiple(options):
            placed.append((options[0].index, _multiple(base, options)))
            singles = [one for one in members if _is_words(one)]
        stem = base if len(options) > 1 else ""
        placed += [(one.index, _single(one, stem, are_codes=are_codes)) for one in singles]
    asked = [one for _, one in sorted(placed, key=lambda pair: pair[0])]
    if any(one.hint == "codes" and any(one.values) for one in asked):
        reading.warnings.append(
            "The file holds code numbers, not the words of the answers, and codes need not be in "
            "order. For words, export again with “Use choice text”."
        )
    if any(one.chosen is not None for one in asked):
        reading.warnings.append(
            "Where someone chose none of several options, the file mostly does not tell “none” "
            "from “not asked”; such a person counts as not having answered that question."
        )
    return asked


def _is_words(column: Column) -> bool:
    tagged = column.tag.id if column.tag else ""
    return tagged.endswith("_TEXT") or bool(re.search(r"_TEXT(?:_\d+)?$", column.name))


def _base(column: Column) -> str:
    if column.tag and column.tag.choice:
        return column.tag.id
    if _is_words(column):
        name = re.sub(r"_TEXT(?:_\d+)?$", "", column.tag.id if column.tag else column.name)
    else:
        name = column.tag.id if column.tag else column.name
    part = _PART.fullmatch(name)
    return part["base"] if part else name


def _is_multiple(options: list[Column]) -> bool:
    """Tell options with a column each from the rows of a grid.

    The import ids say so (``choiceId``); without them, each column holds one mark only ("1", or its
    own option's words), and somebody chose some but not all.
    """
    if any(column.tag and column.tag.choice for column in options):
        return all(len(_marks(column)) <= 1 for column in options)
    marks = [_marks(column) for column in options]
    if any(len(one) > 1 for one in marks) or not any(marks):
        return False
    words = [next(iter(one)) for one in marks if one]
    same = set(words) == {"1"}
    if not same and (len(set(words)) < len(words) or len(words) < 2):
        return False
    people = zip(*(column.values for column in options), strict=True)
    picked = [sum(cell not in ("", *_NOT_CHOSEN) for cell in cells) for cells in people]
    return sum(count > 0 for count in picked) > 1 and any(0 < n < len(options) for n in picked)


def _marks(column: Column) -> set[str]:
    return {value for value in column.values if value and value not in _NOT_CHOSEN}


def _multiple(base: str, members: list[Column]) -> Asked:
    words = [_SELECTED.sub("", column.words) for column in members]
    stem = _shared(words)
    names: list[str] = []
    for column, text in zip(members, words, strict=True):
        mark = next(iter(_marks(column)), "")
        own = mark if mark and not mark.isdigit() else text[len(stem) :].strip(" -–—:\n")
        names.append(_once(own or column.name, names))
    chosen: list[list[str] | None] = []
    for cells in zip(*(column.values for column in members), strict=True):
        picked = [
            name
            for name, cell in zip(names, cells, strict=True)
            if cell and cell not in _NOT_CHOSEN
        ]
        was_seen = "0" in cells and _UNANSWERED not in cells
        chosen.append(picked if picked or was_seen else None)
    question = stem.strip(" -–—:\n") or base
    name = re.sub(r"_x?\d+$", "", members[0].name) or base
    return Asked(name, question, chosen=chosen, options=names)


def _shared(words: list[str]) -> str:
    """Return what all the labels begin with, up to the dash before each option's own words."""
    first, last = min(words), max(words)
    length = next(
        (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
    head = first[:length]
    cut = head.rfind(" - ")
    if cut >= 0:
        return head[: cut + 3]
    cut = head.rfind("-")
    return head[: cut + 1] if cut >= 0 else ""


def _once(name: str, taken: list[str]) -> str:
    number = 1
    unique = name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique


def _single(column: Column, stem: str, *, are_codes: bool) -> Asked:
    values = ["" if value == _UNANSWERED else value for value in column.values]
    if _is_words(column):
        return Asked(column.name, column.words or column.name, values, hint="words")
    different = {value for value in values if value}
    has_codes = (
        are_codes
        and len(different) <= _MOST_CODES
        and all(re.fullmatch(r"\d{1,3}(?:,\d{1,3})*", value) for value in different)
    )
    text = _SELECTED.sub("", column.words) or column.name
    return Asked(
        column.name or f"column {column.index + 1}",
        text,
        values,
        stem=stem,
        hint="codes" if has_codes else "",
    )
