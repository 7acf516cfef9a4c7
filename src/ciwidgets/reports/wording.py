"""Small words that every section of a report needs."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import FigureBlock, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ciwidgets.charts import Figure, Table
    from ciwidgets.model import Occasion

# How alike two names are, from 0 to 1, before one is taken for a slip of the other.
_NEAR, _FEWEST_LETTERS = 0.55, 3
DISCLOSURE_RULE = (
    "Nothing is shown of fewer than five people, small sectors are put together until they have "
    "five, and a result that was shown changes only when at least five people's answers did."
)
MADE_UP = (
    "Made up: this community, its people and everything they say here are invented for practice."
)


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun, ``1 idea`` or ``2 ideas``."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def meant(wanted: str, known: Iterable[str]) -> str:
    """Return ``Did you mean …?`` with a blank before it where something is near, else nothing."""
    typed, names = wanted.casefold(), list(known)
    begun = [one for one in names if len(typed) >= _FEWEST_LETTERS and one.startswith(typed)]
    near = begun or difflib.get_close_matches(typed, names, n=1, cutoff=_NEAR)
    return f" Did you mean {near[0]!r}?" if near else ""


def day(when: date) -> str:
    """Return a date as people write it, ``March 7, 2026``."""
    return f"{when:%B} {when.day}, {when.year}"


def at(occasion: Occasion) -> str:
    """Return an occasion with its date."""
    return f"{occasion.name} ({day(occasion.date)})"


def table_block(table: Table) -> TableBlock:
    """Return a chart's table as a block."""
    return TableBlock(table.caption, table.columns, table.rows)


def figure_block(figure: Figure, caption: str = "") -> FigureBlock:
    """Return a chart as a block."""
    return FigureBlock(figure.title, figure.alt, figure.svg, table_block(figure.data), caption)
