"""Telling the choices in one cell apart, where a source joined several with a comma or a semicolon.

Options hold commas and brackets themselves, and so do sentences. A cell is therefore split only
into parts that are known as options: a part that stands alone in another row, or that comes back
in different company. Where that does not hold, the cell stays whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ciwidgets.formats.reading import Joiner

MOST_OPTIONS = 60
LONGEST_LONE_CHOICE = 60
_LONGEST_CHOICE = 120
_FOR_WORDS = re.compile(
    r"\bcomments?\b|\bexplain\b|\bdescribe\b|\btell us\b|in your own words|anything else|"
    r"\bsuggestions?\b|open-ended|\bcomentarios?\b|\bexplique\b|\bdescriba\b|\bbeschreiben\b",
    re.IGNORECASE,
)
_FOR_REASONS = re.compile(r"\bwhy\b|\bwhat else\b|\bpor qu[eé]\b|\bwarum\b", re.IGNORECASE)
_LONGEST_OPTION = 200
_SHORT_PART = 40
# Nine of ten joined cells must come apart into known options (a write-in may stand at the end).
_NEEDED = 0.9
_SIGNS: dict[Joiner, re.Pattern[str]] = {
    ";": re.compile(r";\s?"),
    ", ": re.compile(r", "),
    ",": re.compile(r",(?! )"),
}


@dataclass(frozen=True, slots=True)
class Split:
    """A column of joined choices: the options in the order they appear, and each person's own.

    What only one person wrote and nothing shows to be an option is chosen, but is no option.
    """

    options: list[str]
    chosen: list[list[str] | None]
    joiner: Joiner


def split_column(values: Sequence[str], joiners: Sequence[Joiner]) -> Split | None:
    """Return a column's cells as lists of options, or ``None`` if they are not joined choices."""
    for joiner in joiners:
        atoms = {value: _atoms(value, joiner) for value in set(values) if value}
        if not any(len(parts) > 1 for parts in atoms.values()):
            continue
        if joiner == ", ":
            atoms = _together(_continued(atoms))
        known = _known(atoms)
        is_tight = joiner == ";" and _is_tight(atoms)
        parts_of = (
            atoms
            if is_tight
            else {value: _fold(parts, known, joiner) for value, parts in atoms.items()}
        )
        if is_tight or _is_convincing(atoms, parts_of, known):
            people = Counter(part for value in values for part in set(parts_of.get(value, ())))
            order = dict.fromkeys(part for value in values for part in parts_of.get(value, ()))
            options = [part for part in order if part in known or people[part] > 1]
            if len(options) <= MOST_OPTIONS:
                chosen = [list(parts_of[value]) if value else None for value in values]
                return Split(options, chosen, joiner)
    return None


def looks_joined(values: Sequence[str], joiners: Sequence[Joiner]) -> bool:
    """Tell whether many cells could be several short choices, though they cannot be told apart."""
    filled = [value for value in values if value]
    for joiner in joiners:
        cells = [(value, _atoms(value, joiner)) for value in filled]
        short = sum(
            len(parts) > 1
            and max(map(len, parts)) < _SHORT_PART
            and not value.endswith((".", "!", "?"))
            for value, parts in cells
        )
        if short and 3 * short >= len(filled):
            return True
    return False


def are_choices(filled: Sequence[str]) -> bool:
    """Tell choices from free words: short, and half of the answers were given by others too."""
    counts = Counter(filled)
    shared = sum(count for count in counts.values() if count > 1)
    are_short = all(len(value) <= _LONGEST_CHOICE and "\n" not in value for value in counts)
    return are_short and len(filled) > 1 and 2 * shared >= len(filled)


def invites_words(text: str, filled: Sequence[str]) -> bool:
    """Tell a question for own words, to which some happened to write the same ("none")."""
    counts = Counter(filled)
    has_own = any(count == 1 for count in counts.values())
    if _FOR_WORDS.search(text):
        return has_own or not any(value[:1].isupper() for value in counts)
    return bool(_FOR_REASONS.search(text)) and any(
        count == 1 and len(value) > LONGEST_LONE_CHOICE for value, count in counts.items()
    )


def _atoms(value: str, joiner: Joiner) -> list[str]:
    """Split at the joiner outside of brackets."""
    depth = 0
    cuts: list[tuple[int, int]] = []
    signs = {found.start(): found.end() for found in _SIGNS[joiner].finditer(value)}
    if not signs:
        return [value]
    for index, char in enumerate(value):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif index in signs and depth == 0:
            cuts.append((index, signs[index]))
    if depth:  # a bracket that is never closed protects nothing
        cuts = sorted(signs.items())
    edges = [0, *(edge for cut in cuts for edge in cut), len(value)]
    parts = [value[edges[i] : edges[i + 1]].strip() for i in range(0, len(edges), 2)]
    return parts if all(parts) else [value]


def _continued(atoms: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put a comma inside an option back: "Housing, rent and utilities", "Yes, but not often".

    Where every cell begins with a capital or a figure, a part in small letters goes on with the
    part before it, unless that one also makes a cell: then it begins a write-in.
    """
    first = [parts[0] for parts in atoms.values()]
    if not all(part[:1].isupper() or not part[:1].isalpha() for part in first):
        return atoms
    alone = {parts[0] for parts in atoms.values() if len(parts) == 1}
    joined: dict[str, list[str]] = {}
    for value, parts in atoms.items():
        merged: list[str] = []
        for part in parts:
            if merged and part[:1].islower() and merged[-1] not in alone:
                merged[-1] += f", {part}"
            else:
                merged.append(part)
        joined[value] = merged
    return joined


def _together(atoms: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put two parts back together that never come apart, such as "Housing, Rent and Utilities".

    Only where they also make a whole cell, or did so in three different cells: two options that
    were always chosen together look the same, and then the cell that stays whole is the safer one.
    """
    seen: Counter[str] = Counter(part for parts in atoms.values() for part in parts)
    pairs: Counter[tuple[str, str]] = Counter(
        pair for parts in atoms.values() for pair in pairwise(parts)
    )
    whole = {(parts[0], parts[1]) for parts in atoms.values() if len(parts) == 2}
    fixed = {
        (one, other)
        for (one, other), count in pairs.items()
        if count == seen[one] == seen[other] and (count >= 3 or (one, other) in whole)
    }
    joined: dict[str, list[str]] = {}
    for value, parts in atoms.items():
        merged = parts[:1]
        for one, other in pairwise(parts):
            if (one, other) in fixed:
                merged[-1] += f", {other}"
            else:
                merged.append(other)
        joined[value] = merged
    return joined


def _is_tight(atoms: dict[str, list[str]]) -> bool:
    """Tell whether semicolons without a blank join short parts of which some come back.

    Nobody writes a sentence like that; Google's download does.
    """
    seen = Counter(part for parts in atoms.values() for part in set(parts))
    joined = [value for value, parts in atoms.items() if len(parts) > 1]
    return (
        not any("; " in value for value in joined)
        and max(map(len, seen)) <= _LONGEST_OPTION
        and any(seen[part] > 1 for value in joined for part in atoms[value])
    )


def _known(atoms: dict[str, list[str]]) -> set[str]:
    alone = {parts[0] for parts in atoms.values() if len(parts) == 1}
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    cells: Counter[str] = Counter()
    for parts in atoms.values():
        if len(parts) > 1:
            for part in set(parts):
                cells[part] += 1
                neighbours[part].update(other for other in parts if other != part)
    recurring = {part for part, count in cells.items() if count >= 2 and len(neighbours[part]) >= 2}
    return {part for part in (set(cells) & alone) | recurring if len(part) <= _LONGEST_OPTION}


def _fold(parts: list[str], known: set[str], joiner: Joiner) -> list[str]:
    """Keep the known options apart and put what follows the last of them together: a write-in."""
    end = len(parts)
    while end > 0 and parts[end - 1] not in known:
        end -= 1
    glue = joiner if joiner != ";" else "; "
    return parts[:end] + ([glue.join(parts[end:])] if end < len(parts) else [])


def _is_convincing(
    atoms: dict[str, list[str]], cells: dict[str, list[str]], known: set[str]
) -> bool:
    many = [value for value, parts in atoms.items() if len(parts) > 1]
    if len(known) < 2 or not many:
        return False
    whole = sum(all(part in known for part in cells[value]) for value in many)
    nearly = sum(
        len(cells[value]) == 1
        or (
            all(part in known for part in cells[value][:-1])
            and len(set(cells[value])) == len(cells[value])
        )
        for value in many
    )
    # Splitting must explain the column with fewer pieces than there are different cells: "Yes,
    # always", "Yes, sometimes", "No, never" are three options, not five.
    pieces = {part for value in many for part in cells[value] if part in known}
    return (
        nearly >= _NEEDED * len(many)
        and 2 * whole >= len(many)
        and (len(pieces) < len(atoms) or all(len(atoms.get(part, ())) == 1 for part in pieces))
    )
