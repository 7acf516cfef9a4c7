"""A map of what leads to what: words in boxes, links as arrows that tell their sign three ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    GREY,
    LINE,
    MARGIN,
    POINT,
    WIDTH,
    Drawing,
    plain,
    shortened,
    width_of,
    wrapped,
)
from ciwidgets.charts.figure import Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Look = tuple[str, tuple[float, ...], str]

# How a link is drawn by its sign: its color, its dashes, and what is written on it.
_MORE: _Look = ("#0b5394", (), "+")
_LESS: _Look = ("#9a3b00", (4.0, 2.0), "−")
_BOTH: _Look = (GREY, (4.0, 2.0, 1.0, 2.0), "±")
_SIZE = 7.5
_BOX = 0.98  # inches: about two or three short words on a line
_PAD = 0.06
_MOST_LETTERS = 42
_WIDTHS = (0.8, 1.6, 2.8)
_LOWEST, _HIGHEST = 2.2, 7.0
_Point = tuple[float, float]
_KEY = "A full line with + leads to more, a broken line with − to less; a thicker line is stronger."
_KEY_BOTH = " Of a line with ± some say more and others less."


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link as it is drawn; ``strength`` is 0, 1 or 2, ``sentence`` says it in words.

    Of one that ``is_contested`` some say more and others less, whatever its weight.
    """

    source: str
    target: str
    weight: float
    strength: int
    sentence: str
    said: tuple[str | int | float, ...] = ()  # further cells of its row in the table
    is_contested: bool = False

    @property
    def sign(self) -> str:
        """What more of the one leads to."""
        if self.is_contested:
            return "more or less"
        return "more" if self.weight > 0 else "less"


@dataclass(frozen=True, slots=True)
class _Word:
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    def edge_towards(self, x: float, y: float) -> _Point:
        """Return where a line from the middle to a point leaves the box."""
        across, down = x - self.x, y - self.y
        if not across and not down:
            return self.x, self.y
        share = min(
            (self.width / 2) / abs(across) if across else 1e9,
            (self.height / 2) / abs(down) if down else 1e9,
        )
        return self.x + across * share, self.y + down * share


def map_chart(
    words: Mapping[str, str],
    links: Sequence[DrawnLink],
    places: Mapping[str, _Point],
    title: str,
    more_columns: Sequence[str] = (),
) -> Figure:
    """Return a map with its sentences as the text alternative and its links as the table.

    ``words`` are labels by key, ``places`` where each stands, in any unit, y downwards.

    Raises:
        ReportError: when there is no link.
    """
    if not links:
        raise ReportError(f"The map {title!r} has no link to draw. Say that it is empty instead.")
    used = [key for key in words if any(key in (link.source, link.target) for link in links)]
    drawing = Drawing()
    boxes = _boxes({key: words[key] for key in used}, places)
    pairs = {(link.source, link.target) for link in links}
    for link in links:
        # Two words can lead to each other, and both arrows have to be seen.
        is_both_ways = (link.target, link.source) in pairs
        _draw(drawing, boxes[link.source], boxes[link.target], link, is_bent=is_both_ways)
    for box in boxes.values():
        drawing.box(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        top = box.y - (len(box.lines) - 1) / 2 * _SIZE * LINE * POINT
        for number, line in enumerate(box.lines):
            drawing.write(box.x, top + number * _SIZE * LINE * POINT, line, _SIZE, align="center")
    drawing.y = max(box.y + box.height / 2 for box in boxes.values()) + 2 * MARGIN
    drawing.paragraph(
        MARGIN, _KEY + (_KEY_BOTH if any(one.is_contested for one in links) else ""), 8, GREY
    )
    rows = tuple(
        (
            plain(words[link.source]),
            plain(words[link.target]),
            link.sign,
            *link.said,
        )
        for link in links
    )
    alt = f"A map of {len(used)} words and {len(links)} links. " + " ".join(
        link.sentence for link in links
    )
    table = Table(("More of", "leads to", "more or less", *more_columns), rows, title)
    return Figure(title, plain(alt), table, drawing.svg())


def _boxes(words: Mapping[str, str], places: Mapping[str, _Point]) -> dict[str, _Word]:
    """Return where each word's box stands on the sheet, spread over its width."""
    lines = {
        key: tuple(wrapped(shortened(label, _MOST_LETTERS), _BOX - 2 * _PAD, _SIZE))
        for key, label in words.items()
    }
    tallest = max(len(one) for one in lines.values()) * _SIZE * LINE * POINT + 2 * _PAD
    xs, ys = [places[key][0] for key in words], [places[key][1] for key in words]
    across, down = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    room = WIDTH - 2 * MARGIN - _BOX
    height = min(max(room * down / across, _LOWEST), _HIGHEST)
    boxes = {}
    for key, said in lines.items():
        x, y = places[key]
        widest = max(width_of(line, _SIZE) for line in said)
        boxes[key] = _Word(
            said,
            MARGIN + _BOX / 2 + (x - min(xs)) / across * room,
            MARGIN + tallest / 2 + (y - min(ys)) / down * height,
            min(widest + 2 * _PAD, _BOX),
            len(said) * _SIZE * LINE * POINT + 2 * _PAD,
        )
    return boxes


def _draw(
    drawing: Drawing, source: _Word, target: _Word, link: DrawnLink, *, is_bent: bool
) -> None:
    color, dashes, sign = {"more": _MORE, "less": _LESS}.get(link.sign, _BOTH)
    start = source.edge_towards(target.x, target.y)
    end = target.edge_towards(source.x, source.y)
    width = _WIDTHS[link.strength]
    x, y = drawing.arrow(start, end, width, color, dashes=dashes, is_bent=is_bent)
    drawing.bar(x - 0.06, y - 0.06, 0.12, 0.12, "#ffffff")
    drawing.write(x, y, sign, 9, color, "center")
