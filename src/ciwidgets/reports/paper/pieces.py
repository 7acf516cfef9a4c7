"""What a sheet of paper is made of: lines to write on, boxes to tick, tables of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ciwidgets.model import Program


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence that stands on the sheet; ``is_title`` above what belongs to it."""

    sort: ClassVar[str] = "say"
    text: str
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """Something to write: so many lines, under its question and what helps to answer it."""

    sort: ClassVar[str] = "write"
    label: str
    lines: int = 1
    help: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Boxes to tick; without a label the choices speak for themselves."""

    sort: ClassVar[str] = "tick"
    label: str
    choices: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: blank to write in, or with the same boxes or circles in each row.

    A ``digit`` stands in a box: the key it is typed in with.
    """

    label: str
    choices: tuple[str, ...] = ()
    circles: int = 0
    is_box: bool = False
    digit: int = 0
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to fill in: with a name each, or ``blanks`` of them without."""

    sort: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    head: str = ""
    rows: tuple[str, ...] = ()
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Short pieces side by side."""

    sort: ClassVar[str] = "row"
    pieces: tuple[Write | Tick, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """Empty boxes for one idea each, which can be cut apart and laid on a table."""

    sort: ClassVar[str] = "slips"
    labels: tuple[str, ...]


Piece = Say | Write | Tick | Table | Row | Slips


@dataclass(frozen=True, slots=True)
class Form:
    """Pieces that belong together; ``copies`` of them where there may be several of a thing."""

    pieces: tuple[Piece, ...]
    copies: int = 1
    starts_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form may need to know: the program, and how the workbook asks for the exercise."""

    program: Program
    asked: dict[str, Any]


class Page:
    """The words of an exercise's own page, as pieces of a sheet: nothing is worded twice."""

    def __init__(self, stem: str, *more: str) -> None:
        """Take the page's words, and those that stand instead of them where it is asked so."""
        self._words = section(stem)
        for one in more:
            self._words |= section(one)

    def said(self, key: str, **blanks: str | int) -> str:
        """Return one of its sentences. On paper anything may stay empty, so none says so."""
        sentence = filled(self._words[key], **blanks)
        return sentence.replace(self._words["leave_empty"], "").strip()

    def say(self, key: str, **blanks: str | int) -> Say:
        """Return one of its sentences as a piece."""
        return Say(self.said(key, **blanks))

    def title(self, key: str, **blanks: str | int) -> Say:
        """Return one of its sentences above what follows."""
        return Say(self.said(key, **blanks), is_title=True)

    def label(self, field: str) -> str:
        """Return the question of a field."""
        key = f"{field}_label"
        return self.said(key if key in self._words else field)

    def help(self, field: str) -> str:
        """Return what helps to answer it, empty where the page says nothing."""
        key = f"{field}_help"
        return self.said(key) if key in self._words else ""

    def write(self, field: str, lines: int = 1, *, helped: bool = True) -> Write:
        """Return lines for a field."""
        return Write(self.label(field), lines, self.help(field) if helped else "")

    def tick(self, field: str, values: Iterable[str], prefix: str = "") -> Tick:
        """Return boxes for a field, one for each value."""
        return Tick(self.label(field), self.choices(prefix or field, values), self.help(field))

    def check(self, field: str) -> Tick:
        """Return the one box of a field that is ticked or not."""
        return Tick("", (self.label(field),), self.help(field))

    def choices(self, prefix: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return what is said of each value."""
        return tuple(self.said(f"{prefix}_{value}") for value in values)

    def column(self, field: str, values: Iterable[str] = (), prefix: str = "") -> Column:
        """Return a field as a column."""
        return Column(self.label(field), self.choices(prefix or field, values))

    def wide(self, field: str) -> Column:
        """Return a field as a column with much room."""
        return replace(self.column(field), is_wide=True)

    def people(self, field: str, blanks: int) -> Table:
        """Return rows for people somebody wants to name, with what each said yes to."""
        yes = tuple(self.said(f"who_yes_{one}") for one in ("team", "cohort", "public"))
        columns = (
            Column(self.said("who_name")),
            Column(self.said("who_role")),
            Column(self.said("who_said_yes"), yes, is_wide=True),
        )
        return Table(self.label(field), columns, blanks=blanks)


def values_of(model: type[Any], field: str) -> tuple[str, ...]:
    """Return what a field of a record can be, in the model's own order, "nothing" left out."""
    return literals(model.model_fields[field].annotation)


def literals(annotation: Any) -> tuple[str, ...]:
    """Return the words a type allows, however deep they stand in it."""
    return tuple(one for one in _flat(annotation) if one)


def _flat(annotation: Any) -> Iterator[str]:
    for one in get_args(annotation):
        if isinstance(one, str):
            yield one
        else:
            yield from _flat(one)


def names_of(parts: Iterable[Any]) -> tuple[str, ...]:
    """Return the names of sectors, groups and whatever else of a program has one."""
    return tuple(one.name for one in parts)
