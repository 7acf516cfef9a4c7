"""What a reader of one format hands over: columns as answered, before their type is known.

A new format is one module with a ``READER``; everything after it (types, scales, identifiers) is
shared, so that the same column means the same whichever program wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ciwidgets.formats.tabular import Table

# How a source joins several chosen options in one cell: Google's download by ";", Google's sheet
# by ", ", Qualtrics by a comma without a blank.
Joiner = Literal[";", ", ", ","]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something of the file that was left out, and why."""

    what: str
    why: str

    def __str__(self) -> str:
        """Return both as one sentence."""
        return f"{self.what}: {self.why}"


@dataclass(slots=True)
class Asked:
    """One question: a value a person (``""`` is "no answer"), or the options each person chose.

    ``stem`` is shared by the rows of one grid, which were answered on one scale. ``hint`` says what
    the source knows: ``words`` were typed, ``codes`` are the numbers of options. ``options`` are
    all that could be chosen, in their order, where the source says so.
    """

    name: str
    text: str
    values: list[str] = field(default_factory=list)
    chosen: list[list[str] | None] | None = None
    options: list[str] = field(default_factory=list)
    stem: str = ""
    hint: Literal["", "words", "codes"] = ""


@dataclass(slots=True)
class Reading:
    """A file as its reader understood it."""

    people: int
    asked: list[Asked] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    joiners: tuple[Joiner, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, what it is known by, and how it is read.

    ``holds_no_answers`` returns the sentence that refuses a file of the same program in which
    nobody's answers stand (a dictionary, a summary), or ``""``.
    """

    name: str
    looks_for: str
    recognises: Callable[[Table], bool]
    read: Callable[[Table], Reading]
    holds_no_answers: Callable[[Table], str] = lambda _: ""
