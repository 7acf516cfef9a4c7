"""Ink on paper: what a chart puts where, and how wide words are.

Letters stay letters in the SVG, set in whatever fonts the reader has, so that any language and any
emoji can be read and searched. Widths are estimated on the wide side for the same reason: nobody
here knows the reader's font.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ciwidgets.charts.pen import Pen, as_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
# A quadratic curve: from where, pulled towards what, to where.
Curve = tuple[Point, Point, Point]

WIDTH = 5.6  # inches: fills a printed page, and a phone can still be read
MARGIN = 0.05
LINE = 1.35  # line height in units of the size of the letters
POINT = 1 / 72

INK = "#1b1f24"
GREY = "#4d5660"
RULE = "#7a828c"
PLAIN_BAR = "#2a6496"

# Orange and blue are told apart with every common color blindness; both darken to the ends.
_LOW_DARK, _LOW_LIGHT = (0x9A, 0x3B, 0x00), (0xF6, 0xB2, 0x6B)
_HIGH_LIGHT, _HIGH_DARK = (0x8F, 0xBF, 0xE8), (0x0B, 0x3C, 0x7A)
_MIDDLE = "#dfe3e8"
_STRAIGHT_UP_TO = 0.04045  # where the curve of sRGB begins

_TURNS_TEXT_ROUND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_WRITTEN_FROM_THE_RIGHT = {"R", "AL"}


class Drawing:
    """Bars and words, put down from the top; ``y`` is where the next thing goes, in inches."""

    def __init__(self) -> None:
        """Start at the top of an empty sheet."""
        self.y = MARGIN
        self._arrows: list[tuple[Curve, float, str, tuple[float, ...]]] = []
        self._lines: list[tuple[Sequence[Point], float, str, tuple[float, ...]]] = []
        self._boxes: list[tuple[float, float, float, float]] = []
        self._bars: list[tuple[float, float, float, float, str]] = []
        self._words: list[tuple[float, float, str, float, str, str]] = []

    def write(
        self, x: float, y: float, words: str, size: float = 9, color: str = INK, align: str = "left"
    ) -> None:
        """Put one line with its middle at height ``y``."""
        self._words.append((x, y, words, size, color, align))

    def paragraph(self, x: float, words: str, size: float = 10, color: str = INK) -> None:
        """Put words below what is there, on as many lines as they need."""
        for line in wrapped(words, WIDTH - MARGIN - x, size):
            height = size * LINE * POINT
            self.write(x, self.y + height / 2, line, size, color)
            self.y += height

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Put a bar with its upper left corner at ``x``, ``y``."""
        self._bars.append((x, y, width, height, color))

    def arrow(
        self, curve: Curve, width: float, color: str, *, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw an arrow along a curve, below all boxes, bars and words."""
        self._arrows.append((curve, width, color, dashes))

    def line(
        self, points: Sequence[Point], width: float, color: str, *, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw a line from point to point, below all boxes, bars and words."""
        self._lines.append((points, width, color, dashes))

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Put a white box with a rim above the arrows; words go on top of it."""
        self._boxes.append((x, y, width, height))

    def svg(self) -> str:
        """Return the sheet, as high as what is on it."""
        height = self.y + MARGIN
        with as_letters():
            pen = Pen(WIDTH, height)
            pen.box(0, 0, WIDTH, height, "white")
            for arrow in self._arrows:
                pen.arrow(*arrow)
            for line in self._lines:
                pen.line(*line)
            for box in self._boxes:
                pen.box(*box, "white", rim=RULE)
            for bar in self._bars:
                pen.box(*bar)
            for words in self._words:
                pen.write(*words)
            return pen.finished()


def plain(words: str) -> str:
    """Return words on one line, without what XML cannot hold or what turns other text round."""
    kept = (
        "\ufffd" if _is_no_character(char) else char
        for char in " ".join(words.split())
        if char not in _TURNS_TEXT_ROUND
    )
    return "".join(kept)


def shortened(words: str, most: int = 90) -> str:
    """Return words on one line, cut at a blank with an ellipsis where they are long."""
    line = plain(words)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Return words on lines no wider than ``width`` inches; a word too long is broken."""
    lines, line = [], ""
    for word in plain(words).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = ""
        for char in word:
            if width_of(line + char, size) > width:
                lines.append(line)
                line = ""
            line += char
    return [_isolated(one) for one in [*lines, line]]


def width_of(words: str, size: float) -> float:
    """Return about how many inches a line of words takes, rather more than less."""
    return sum(map(_ems, words)) * size * POINT


def scale_colors(answers: int) -> list[str]:
    """Return one color for each answer of a scale, dark at both ends, light in the middle."""
    side = answers // 2
    low = [_between(_LOW_DARK, _LOW_LIGHT, step, side) for step in range(side)]
    high = [_between(_HIGH_LIGHT, _HIGH_DARK, step, side) for step in range(side)]
    if side == 1:
        low, high = [_hex(_LOW_LIGHT)], [_hex(_HIGH_DARK)]
    return [*low, *([_MIDDLE] if answers % 2 else []), *high]


def ink_on(color: str) -> str:
    """Return white or black, whichever can be read better on this color: 4.5 to 1 or more."""
    light = _luminance(color) + 0.05
    return "#ffffff" if 1.05 / light > light / 0.05 else "#000000"


@cache
def _is_no_character(char: str) -> bool:
    return char in "\ufffe\uffff" or unicodedata.category(char) in {"Cc", "Cs"}


@cache
def _ems(char: str) -> float:
    """Return the width of a letter of a wide face such as DejaVu Sans, in units of its size."""
    if char in "iljtfrI.,:;'’|!()[] ":
        return 0.37
    if unicodedata.east_asian_width(char) in "WF" or char in "mwMW@%—":
        return 1.0
    return 0.68 if char.isupper() else 0.62


def _isolated(line: str) -> str:
    # So that the full stop of an Arabic sentence stands at its end, on the left.
    if any(unicodedata.bidirectional(char) in _WRITTEN_FROM_THE_RIGHT for char in line):
        return f"\u2068{line}\u2069"
    return line


def _between(start: tuple[int, int, int], end: tuple[int, int, int], step: int, steps: int) -> str:
    share = step / max(steps - 1, 1)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return _hex((red, green, blue))


def _hex(color: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def _luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        one / 12.92 if one <= _STRAIGHT_UP_TO else ((one + 0.055) / 1.055) ** 2.4
        for one in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
