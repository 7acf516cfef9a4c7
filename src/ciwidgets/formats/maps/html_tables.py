"""Tables of a web page: what some programs save as an old Excel workbook is one."""

from __future__ import annotations

from html.parser import HTMLParser

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.maps.cells import MAX_CELLS, Grid

_MOST_TABLES = 200


def html_grids(data: bytes, name: str) -> list[Grid]:
    """Return the tables of a page, none where it has none; nothing of it is run or fetched.

    Raises:
        FileRefused: there are more cells than any map has.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    reader = _Tables(name)
    reader.feed(data.decode(encoding, "replace"))
    reader.close()
    return [Grid("", rows) for rows in reader.tables if any(map(any, rows))][:_MOST_TABLES]


class _Tables(HTMLParser):
    """Puts the text of cells into rows; what stands elsewhere is left out."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._name = name
        self._cells = 0
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Begin a table, a row or a cell, which ends the cell before it."""
        if tag in ("table", "tr", "td", "th"):
            self._end()
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise FileRefused(
                    f"{self._name} has more than {MAX_CELLS:,} cells, which is more than any map. "
                    "Please bring the map alone."
                )
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("table", "tr", "td", "th"):
            self._end()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._text is not None:
            self._text.append(data)

    def _end(self) -> None:
        if self._text is not None:
            self.tables[-1][-1].append(clean_cell("".join(self._text))[0])
            self._text = None
