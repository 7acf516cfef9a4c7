"""A figure drawn for programs that show an SVG, and as PNG for those that show none.

Typst draws the PNG, with the same fonts as the printed page, so no further program is needed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import register_namespace

import typst

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.fitting.letters import Letters, font_folder
from ciwidgets.reports.documents.fitting.pictures import picture_of

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import FigureBlock

_DOTS = 144  # an inch: sharp on a screen; on paper the SVG is what is printed
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "DejaVu Sans")
#image(bytes(sys.inputs.svg), format: "svg")
"""
_SIZE = slice(16, 24)  # of a PNG: width and height, four bytes each

# Some programs read an SVG only where its elements have no prefix.
register_namespace("", "http://www.w3.org/2000/svg")


class _AsWritten(Letters):
    """Leaves the letters as they are: the reader's own program has fonts for them."""

    def fit(self, text: str) -> str:
        """Return the text."""
        return text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure in both forms; its size is in inches."""

    svg: bytes
    png: bytes
    width: float
    height: float


def drawing_of(figure: FigureBlock) -> Drawing:
    """Return a figure's drawing as SVG in its own letters, and as PNG in letters the fonts have.

    Raises:
        ReportError: when it is no drawing.
    """
    png = _drawn(picture_of(figure, Letters()).svg, figure.title)
    width, height = struct.unpack(">II", png[_SIZE])
    svg = picture_of(figure, _AsWritten()).svg
    return Drawing(svg.encode(), png, width / _DOTS, height / _DOTS)


def _drawn(svg: str, title: str) -> bytes:
    try:
        pages = _compiler().compile(_PAGE, format="png", ppi=_DOTS, sys_inputs={"svg": svg})
    except typst.TypstError as error:
        raise ReportError(
            f"The picture {title[:60]!r} of this report cannot be drawn as PNG. "
            "Run the notebook again with this version."
        ) from error
    assert pages is not None
    return pages[0] if isinstance(pages, list) else pages


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
