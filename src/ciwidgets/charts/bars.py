"""Plain bars, one below the other: words above, the number at the end of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import GREY, LINE, MARGIN, PLAIN_BAR, POINT, WIDTH, Drawing, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR = 0.22


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, what stands at its end, and its place in an order."""

    words: str
    value: float
    mark: str
    place: str = ""


def bars_svg(bars: Sequence[Bar]) -> str:
    """Return the bars in their order; the longest takes the width that its mark leaves."""
    drawing = Drawing()
    left = MARGIN + max(width_of(bar.place, 10) for bar in bars)
    left += 0.06 if left > MARGIN else 0
    room = WIDTH - left - MARGIN - max(width_of(bar.mark, 9) for bar in bars) - 0.1
    longest = max((bar.value for bar in bars), default=0)
    for bar in bars:
        drawing.write(MARGIN, drawing.y + 10 * LINE * POINT / 2, bar.place, 10)
        drawing.paragraph(left, bar.words)
        drawing.y += 0.03
        length = room * bar.value / longest if longest else 0
        # Nothing is drawn as a line, so that it is seen to be nothing and not forgotten.
        drawing.bar(left, drawing.y, max(length, 0.015), _BAR, PLAIN_BAR)
        drawing.write(left + length + 0.08, drawing.y + _BAR / 2, bar.mark, 9, GREY)
        drawing.y += _BAR + 0.16
    return drawing.svg()
