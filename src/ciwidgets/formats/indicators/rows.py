"""What a reader of one format of local numbers hands over, and what all of them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.indicators.choice import Choice
from ciwidgets.formats.indicators.counts import NotANumber, read_count
from ciwidgets.formats.reading import Dropped
from ciwidgets.formats.streaming import Stream
from ciwidgets.formats.understood import short
from ciwidgets.model.indicators import MAX_INDICATOR_ROWS, IndicatorRow, NumberStatus

ALL_PLACES = "All places of this file"
_LONGEST_LABEL = 280  # the limit of model.text.ShortText


class TooManyRows(FileRefused):
    """More rows than are kept at once: fewer places, or one measure, would do."""


class AFormula(ValueError):
    """A cell that says how to reckon something instead of saying it."""


@dataclass(slots=True)
class Found:
    """A file as its reader understood it; ``lines`` says where each row stands."""

    name: str
    rows: list[IndicatorRow] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    source: str = ""
    asked_on: str = ""
    parameters: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def drop(self, what: str, why: str) -> None:
        """Note what was left out and why."""
        self.dropped.append(Dropped(what, why))

    def check_room(self, kept: int) -> None:
        """Refuse one row more than may be kept, and say how to ask for fewer."""
        if kept >= MAX_INDICATOR_ROWS:
            raise TooManyRows(
                f"{self.name} has more than {MAX_INDICATOR_ROWS:,} rows that were asked for, which "
                "is the most that is kept at once. Please name the places you need (--place "
                "“Your County, ST”, and once more for your state), or the measure (--measure)."
            )

    def add(self, line: int, row: Callable[[], IndicatorRow]) -> None:
        """Keep a row.

        Raises:
            FileRefused: it does not hold together, or there are too many.
        """
        self.check_room(len(self.rows))
        try:
            self.rows.append(row())
        except NotANumber as error:
            raise FileRefused(
                f"Line {line} of {self.name} has {short(str(error))} where a whole number, or a "
                "word such as Suppressed, should stand. Please correct it there and bring the "
                "file again."
            ) from None
        except AFormula as error:
            raise FileRefused(
                f"Line {line} of {self.name} has the formula {short(str(error))}, which need not "
                "say what it last showed. Please put the value in its place and bring the file "
                "again."
            ) from None
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            raise FileRefused(
                f"Line {line} of {self.name} cannot be kept: {reason}. Please check that its "
                "columns are in order."
            ) from None
        self.lines.append(line)


@dataclass(frozen=True, slots=True)
class IndicatorReader:
    """One format: its name, what it is known by, and how it is read.

    ``recognises`` gets the headings, ``read`` the headings and the rest of the stream.
    """

    name: str
    looks_for: str
    recognises: Callable[[Sequence[str]], bool]
    read: Callable[[Sequence[str], Stream, Choice], Found]


def heading(cell: str) -> str:
    """Return a heading as it is compared: letters and figures only, in lower case."""
    return re.sub(
        r"[^a-z0-9]+", "", cell.casefold().replace("\N{LATIN SMALL LETTER N WITH TILDE}", "n")
    )


def label(cell: str) -> str:
    """Return a cell's words as they can be kept.

    Raises:
        AFormula: it is one, whose words need not be what it shows.
    """
    words = " ".join(clean_cell(cell)[0].split())
    if words.startswith("="):
        raise AFormula(words)
    return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "…"


def fips(code: str, width: int) -> str:
    """Return a FIPS code with the zeros a spreadsheet took away; other codes as they are."""
    code = code.strip().removesuffix(".0")
    return code.zfill(width) if code.isascii() and code.isdigit() and len(code) <= width else ""


def count_of(cell: str, delimiter: str) -> tuple[int | None, NumberStatus]:
    """Return a count; files divided by semicolons write a decimal comma."""
    return read_count(clean_cell(cell)[0], comma_is_decimal=delimiter == ";")


def fitted(row: list[str], headings: Sequence[str], line: int, stream: Stream) -> list[str]:
    """Return a row as wide as the headings; only blank cells are added or fall off.

    Raises:
        FileRefused: cells are missing or too many, so that it is not known which is which.
    """
    width = len(headings)
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        row = row[:width]
    # A workbook leaves out the blank cells at a row's end; a text file that does so was cut off.
    if len(row) < width and (not stream.delimiter or not any(headings[len(row) :])):
        row = row + [""] * (width - len(row))
    if len(row) != width:
        raise FileRefused(
            f"Line {line} of {stream.name} has {len(row)} cells, but there are {width} headings. "
            "Perhaps the file was cut off, or a name holds the dividing sign without quotation "
            "marks. Please look at that line and save the file again."
        )
    return row
