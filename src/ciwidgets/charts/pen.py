"""The one door to matplotlib: its SVG renderer, driven directly.

A sheet has no axes, and no letter is measured: a reader's own fonts set them. A figure of axes and
artists would draw the same in fifteen times as long.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.patches import ArrowStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.backend_bases import GraphicsContextBase, RendererBase

    from ciwidgets.charts.drawing import Curve, Point

_INCH = 72  # points

# Matplotlib types its settings by the name of each; these are two of hundreds.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    # What a reader has in place of the first; all of them are wide.
    "font.sans-serif": ["DejaVu Sans", "Bitstream Vera Sans", "Lucida Grande", "Verdana"],
}
_FAMILY = ["DejaVu Sans", "sans-serif"]
# How far below the middle of a line its letters stand, in units of their size.
_BASELINE = 0.38
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
# Its stub knows of heads of one part only.
_HEAD: Any = ArrowStyle.CurveFilledB()


@contextmanager
def as_letters() -> Iterator[None]:
    """Have matplotlib write letters as letters while a sheet is drawn."""
    with mpl.rc_context(_SETTINGS):
        yield


class Pen:
    """Matplotlib's SVG renderer in inches from the top; what is drawn later lies on top."""

    def __init__(self, width: float, height: float) -> None:
        """Take an empty sheet; lengths are in inches."""
        self._file = io.StringIO()
        self._height = height * _INCH
        self._points = Affine2D().scale(_INCH, -_INCH).translate(0, self._height)
        renderer = RendererSVG(  # type: ignore[no-untyped-call] # matplotlib types only its base
            width * _INCH, self._height, self._file, metadata=_NO_METADATA
        )
        self._renderer: RendererBase = renderer
        self._end: Callable[[], None] = renderer.finalize
        self._anchors = {
            align: Text(horizontalalignment=align) for align in ("left", "center", "right")
        }

    def box(
        self, x: float, y: float, width: float, height: float, color: str, rim: str = ""
    ) -> None:
        """Draw a box with its upper left corner at ``x``, ``y``."""
        right, lower = x + width, y + height
        corners = Path([(x, y), (right, y), (right, lower), (x, lower), (x, y)], closed=True)
        style = self._stroke(0.8 if rim else 0, rim or color)
        style.set_joinstyle("miter")
        self._renderer.draw_path(style, corners, self._points, to_rgba(color))

    def line(
        self, points: Sequence[Point], width: float, color: str, dashes: tuple[float, ...]
    ) -> None:
        """Draw a line from point to point, ``width`` points wide."""
        style = self._stroke(width, color, dashes)
        style.set_joinstyle("miter")
        self._renderer.draw_path(style, Path(points), self._points)

    def arrow(self, curve: Curve, width: float, color: str, dashes: tuple[float, ...]) -> None:
        """Draw an arrow along a curve, ``width`` points wide."""
        style = self._stroke(width, color, dashes)
        style.set_capstyle("round")
        way = self._points.transform_path(Path(curve, (Path.MOVETO, Path.CURVE3, Path.CURVE3)))
        # The head is as long as its line is wide, in points: it is made after the way is.
        parts, are_filled = _HEAD(way, 7 + 2 * width, width)
        for part, is_filled in zip(parts, are_filled, strict=True):
            face = to_rgba(color) if is_filled else None
            self._renderer.draw_path(style, part, Affine2D(), face)

    def write(self, x: float, y: float, words: str, size: float, color: str, align: str) -> None:
        """Write one line of words with its middle at height ``y``."""
        if not words:
            return
        left, baseline = x * _INCH, y * _INCH + _BASELINE * size
        anchor = self._anchors[align]
        anchor.set_x(left)
        # A dollar is a dollar, not the start of a formula: no text is given as one.
        self._renderer.draw_text(
            self._stroke(0, color),
            left,
            baseline,
            words,
            FontProperties(family=_FAMILY, size=size),
            0,
            mtext=anchor,
        )

    def finished(self) -> str:
        """Return the sheet as SVG."""
        self._end()
        return self._file.getvalue()

    def _stroke(
        self, width: float, color: str, dashes: tuple[float, ...] = ()
    ) -> GraphicsContextBase:
        style: GraphicsContextBase = self._renderer.new_gc()
        style.set_linewidth(width)
        style.set_foreground(color)
        if dashes:
            style.set_dashes(0, [width * dash for dash in dashes])
        return style
