"""A map of what leads to what: words in boxes, links as arrows that tell their sign three ways."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    GREY,
    LINE,
    MARGIN,
    POINT,
    WIDTH,
    Curve,
    Drawing,
    Point,
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
# How far an arrow's middle may be off the straight way, in inches.
_BENDS = (
    0.0,
    *(
        way * inches
        for inches in (0.12, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.4)
        for way in (1, -1)
    ),
)
_CLEAR = 0.05  # inches between an arrow and a word that it passes
_SAMPLES = tuple(place / 40 for place in range(1, 40))
# Where a sign may stand on its arrow, and half of how wide it is.
_SIGN_PLACES = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78)
_SIGN = 0.08
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

    def holds(self, point: Point, room: float = 0.0) -> bool:
        """Return whether a point lies in the box, or nearer to it than ``room``."""
        across, down = abs(point[0] - self.x), abs(point[1] - self.y)
        return across <= self.width / 2 + room and down <= self.height / 2 + room


def map_chart(
    words: Mapping[str, str],
    links: Sequence[DrawnLink],
    places: Mapping[str, Point],
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
    _draw(drawing, boxes, links)
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


def _boxes(words: Mapping[str, str], places: Mapping[str, Point]) -> dict[str, _Word]:
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


def _draw(drawing: Drawing, boxes: Mapping[str, _Word], links: Sequence[DrawnLink]) -> None:
    """Draw the arrows, then a sign on each where it covers least."""
    curves = _curves(boxes, links)
    lines = [[_at(curve, share) for share in _SAMPLES] for curve in curves]
    signs: list[Point] = []
    for number, (link, curve) in enumerate(zip(links, curves, strict=True)):
        color, dashes, sign = {"more": _MORE, "less": _LESS}.get(link.sign, _BOTH)
        drawing.arrow(curve, _WIDTHS[link.strength], color, dashes=dashes)
        other_lines = lines[:number] + lines[number + 1 :]
        x, y = _sign_place(curve, [*boxes.values()], signs, other_lines)
        signs.append((x, y))
        drawing.bar(x - _SIGN, y - _SIGN, 2 * _SIGN, 2 * _SIGN, "#ffffff")
        drawing.write(x, y, sign, 9, color, "center")


def _curves(boxes: Mapping[str, _Word], links: Sequence[DrawnLink]) -> list[Curve]:
    """Return each link's way from box to box, clear of the other words where it can be."""
    pairs = {(link.source, link.target) for link in links}
    found = []
    for link in links:
        source, target = boxes[link.source], boxes[link.target]
        others = [box for key, box in boxes.items() if key not in (link.source, link.target)]
        # Two words can lead to each other: each of the two arrows keeps to a side of its own.
        is_one_of_two = (link.target, link.source) in pairs
        bends = [bend for bend in _BENDS if bend > 0] if is_one_of_two else _BENDS
        bottom = max(box.y + box.height / 2 for box in boxes.values())
        curve = _clearest(source, target, bends, others, bottom)
        start, pull, end = curve
        found.append(_part(curve, _leaves(curve, source), 1 - _leaves((end, pull, start), target)))
    return found


def _clearest(
    source: _Word,
    target: _Word,
    bends: Sequence[float],
    others: Sequence[_Word],
    bottom: float,
) -> Curve:
    """Return the way that passes through the fewest other words, the straightest of these."""
    start, end = (source.x, source.y), (target.x, target.y)
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down) or 1.0
    best, fewest = (start, start, end), math.inf
    for bend in bends:
        # A curve comes half as far as what pulls it.
        off = 2 * bend / length
        middle = ((start[0] + end[0]) / 2 - down * off, (start[1] + end[1]) / 2 + across * off)
        curve = (start, middle, end)
        points = [_at(curve, share) for share in _SAMPLES]
        hits = sum(any(box.holds(point, _CLEAR) for point in points) for box in others)
        if not all(0 < x < WIDTH and 0 < y < bottom + MARGIN for x, y in points):
            hits += len(others) + 1
        if hits < fewest:
            best, fewest = curve, hits
        if not hits:
            break
    return best


def _leaves(curve: Curve, box: _Word) -> float:
    """Return where on a curve, as a share of it, it leaves the box it begins in."""
    inside, outside = 0.0, 0.5
    for _ in range(16):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if box.holds(_at(curve, middle)) else (inside, middle)
    return outside


def _at(curve: Curve, share: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2) = curve
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return one * x0 + two * x1 + three * x2, one * y0 + two * y1 + three * y2


def _part(curve: Curve, first: float, last: float) -> Curve:
    """Return the part of a curve between two shares of it, which is such a curve too."""
    (x0, y0), (x1, y1), (x2, y2) = curve
    one, three = (1 - first) * (1 - last), first * last
    two = 1 - one - three
    middle = (one * x0 + two * x1 + three * x2, one * y0 + two * y1 + three * y2)
    return _at(curve, first), middle, _at(curve, last)


def _sign_place(
    curve: Curve,
    boxes: Sequence[_Word],
    signs: Sequence[Point],
    other_lines: Sequence[Sequence[Point]],
) -> Point:
    """Return where on an arrow its sign covers least: no word, no other sign, no other arrow."""

    def covers(place: Point) -> tuple[int, int]:
        x, y = place
        near = sum(math.dist(place, one) < 3 * _SIGN for one in signs)
        # Written out, for it is asked of every point of every arrow.
        crossed = sum(
            any(
                abs(across - x) <= 2 * _SIGN and abs(down - y) <= 2 * _SIGN for across, down in line
            )
            for line in other_lines
        )
        return sum(box.holds(place, _SIGN) for box in boxes), near + crossed

    return min((_at(curve, share) for share in _SIGN_PLACES), key=covers)
