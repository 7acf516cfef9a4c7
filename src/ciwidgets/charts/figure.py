"""A figure that nobody is shut out of: it cannot be built without its words and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ciwidgets.errors import ReportError

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a figure; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str

    def __post_init__(self) -> None:
        """Refuse a table that says nothing or whose rows do not fit its columns.

        Raises:
            ReportError: for no row, no caption, or a row of another length than the columns.
        """
        if not self.rows or not self.caption.strip():
            raise ReportError(
                f"A data table with {len(self.rows)} rows and the caption {self.caption!r} cannot "
                "be read. Give it at least one row and a caption."
            )
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ReportError(
                    f"The row of {row[:1]} has {len(row)} cells and the table {self.caption!r} has "
                    f"{len(self.columns)} columns. Give each row one cell a column."
                )


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, what it shows in a sentence or two (``alt``), and its numbers."""

    title: str
    alt: str
    data: Table
    svg: str

    def __post_init__(self) -> None:
        """Refuse a figure that a person who cannot see it could not read.

        Raises:
            ReportError: when the text alternative or the picture is empty.
        """
        for name, value in (("text alternative", self.alt), ("picture", self.svg)):
            if not value.strip():
                raise ReportError(
                    f"The figure {self.title!r} has no {name}. Give it one before it is shown."
                )
