"""A picture made fit for paper: only shapes and words, in letters that the page's fonts have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.fitting.letters import clean

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import FigureBlock
    from ciwidgets.reports.documents.fitting.letters import Letters

# What draws. Pictures within pictures, scripts and whatever else a file could bring are left out.
_DRAWN = {"svg", "g", "defs", "style", "path", "text", "tspan", "clipPath", "rect", "circle"}
_DRAWN |= {"ellipse", "line", "polyline", "polygon", "use", "symbol", "marker", "pattern", "mask"}
_DRAWN |= {"linearGradient", "radialGradient", "stop"}
_WORDS = {"text", "tspan"}
_POINTS = {"pt": 1.0, "": 0.75, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)\s*([a-z]*)\s*")
_LARGEST = 100_000.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and how large it wants to be, in points."""

    svg: str
    width: float
    height: float


def picture_of(figure: FigureBlock, letters: Letters) -> Picture:
    """Return a figure's drawing with nothing in it but shapes and words that can be printed.

    Raises:
        ReportError: when it is no drawing.
    """
    try:
        root = fromstring(clean(figure.svg))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReportError(_not_drawn(figure)) from error
    if _name(root) != "svg":
        raise ReportError(_not_drawn(figure))
    _keep_what_draws(root, letters)
    width, height = _size(root)
    return Picture(tostring(root, encoding="unicode"), width, height)


def _not_drawn(figure: FigureBlock) -> str:
    return (
        f"The picture {clean(figure.title)[:60]!r} of this report cannot be drawn: it is no SVG "
        "drawing. Run the notebook again with this version."
    )


def _keep_what_draws(element: Element, letters: Letters) -> None:
    is_words = _name(element) in _WORDS
    if is_words:
        element.text = letters.drawn(element.text or "")
    for child in list(element):
        if is_words:
            child.tail = letters.drawn(child.tail or "")
        if _name(child) in _DRAWN and not _leads_outside(child):
            _keep_what_draws(child, letters)
        else:
            element.remove(child)


def _leads_outside(element: Element) -> bool:
    return any(
        name.rpartition("}")[2] == "href" and not value.startswith("#")
        for name, value in element.items()
    )


def _name(element: Element) -> str:
    # The name of a comment or an instruction is a function.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _size(root: Element) -> tuple[float, float]:
    width, height = _points(root.get("width", "")), _points(root.get("height", ""))
    if width and height:
        return width, height
    box = [_points(one) for one in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if len(box) == 4 and box[2] and box[3]:
        return box[2], box[3]
    return 400.0, 300.0


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    try:
        points = float(found[1]) * _POINTS.get(found[2], 0.0) if found else 0.0
    except ValueError:
        points = 0.0
    return points if points < _LARGEST else 0.0
