"""A measure over time: its readings, what would come if nothing changed, and its target."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    GREY,
    MARGIN,
    PLAIN_BAR,
    RULE,
    WIDTH,
    Drawing,
    plain,
    shortened,
    width_of,
)
from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.errors import ReportError
from ciwidgets.words import kernel_section
from ciwidgets.words.said import day, month, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.curves import Curve
    from ciwidgets.charts.drawing import Point

_FORECAST, _TARGET = "#9a3b00", GREY
# Told apart by their dashes too, for who sees no colors.
_DASHES: dict[str, tuple[float, ...]] = {"forecast": (4.0, 2.0), "target": (1.0, 2.0)}
_SIZE = 8.5
_HEIGHT, _DOT = 1.9, 0.07
_MOST_STEPS = 5
_ROUGH = 2  # decimals of what is worked out
_MOST_YEARS = 8
_DAYS_OF_TWO_YEARS = 730


class _Scale:
    """Where a day and a value stand on the sheet."""

    def __init__(self, curve: Curve, top: float) -> None:
        days = [*(one.on for one in curve.points), *(one.on for one in curve.forecast)]
        self.first, self.last = min(days), max(curve.until, *days)
        values = [*(one.value for one in curve.points), *(one.value for one in curve.forecast)]
        if curve.measure.target is not None:
            values.append(curve.measure.target)
        low = min([0.0, *values]) if curve.terms.least == 0 else min(values)
        self.ticks = nice_steps(low, max(values))
        self.left = MARGIN + 0.1 + max(width_of(number(one), _SIZE) for one in self.ticks)
        self.right = WIDTH - MARGIN - 0.1
        self.top, self.bottom = top, top + _HEIGHT

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.bottom - share * (self.bottom - self.top)


def curve_chart(curve: Curve, said: Sequence[str], title: str = "") -> Figure:
    """Return a measure's line with its sentences as the text alternative, and every reading.

    ``said`` is what ``results.measures.curve_words`` says of it; ``title`` stands for the
    measure's own name where that may not be printed as it is.

    Raises:
        ReportError: when there is no reading.
    """
    name = plain(title or curve.measure.name)
    if not curve.points:
        raise ReportError(
            f"The measure {name!r} has no reading to draw. Say so in a sentence instead."
        )
    drawing = Drawing()
    _draw_key(drawing, curve)
    scale = _Scale(curve, drawing.y + 0.1)
    _draw_frame(drawing, scale)
    _draw_lines(drawing, scale, curve)
    drawing.y = scale.bottom + 0.35
    sentences = " ".join(plain(one) for one in said if one)
    alt = f"A line over time: {name}. {sentences}".strip()
    return Figure(name, alt, _table(curve, name), drawing.svg())


def nice_steps(low: float, high: float) -> list[float]:
    """Return round numbers from at or below ``low`` to at or above ``high``, two to seven."""
    if high <= low:
        low, high = low - max(abs(low), 1) / 2, high + max(abs(high), 1) / 2
    rough = (high - low) / _MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def _draw_key(drawing: Drawing, curve: Curve) -> None:
    rows = [("readings", curve.measure.unit)]
    if curve.line is not None:
        rows.append(("forecast", ""))
    if curve.measure.target is not None:
        rows.append(("target", number(curve.measure.target)))
    words = kernel_section("measures")
    for what, more in rows:
        middle = drawing.y + 0.11
        ends = [(MARGIN, middle), (MARGIN + 0.4, middle)]
        _line(drawing, ends, what)
        said = words[f"key_{what}"] + (f": {more}" if more else "")
        drawing.write(MARGIN + 0.5, middle, shortened(said, 60), 9)
        drawing.y += 0.22


def _draw_frame(drawing: Drawing, scale: _Scale) -> None:
    for tick in scale.ticks:
        y = scale.y(tick)
        drawing.bar(scale.left, y - 0.003, scale.right - scale.left, 0.006, RULE)
        drawing.write(scale.left - 0.06, y, number(tick), _SIZE, GREY, "right")
    below = scale.bottom + 0.16
    years = range(scale.first.year + 1, scale.last.year + 1)
    if (scale.last - scale.first).days > _DAYS_OF_TWO_YEARS:
        every = math.ceil(len(years) / _MOST_YEARS)
        for year in years[::every]:
            x = scale.x(date(year, 1, 1))
            drawing.bar(x - 0.003, scale.bottom, 0.006, 0.06, RULE)
            drawing.write(x, below, str(year), _SIZE, GREY, "center")
        return
    words = kernel_section("measures")
    drawing.write(scale.left, below, month(scale.first, words), _SIZE, GREY)
    if scale.last != scale.first:
        drawing.write(scale.right, below, month(scale.last, words), _SIZE, GREY, "right")


def _draw_lines(drawing: Drawing, scale: _Scale, curve: Curve) -> None:
    target = curve.measure.target
    if target is not None:
        _line(drawing, [(x, scale.y(target)) for x in (scale.left, scale.right)], "target")
    forecast = [(scale.x(one.on), scale.y(one.value)) for one in curve.forecast]
    if len(forecast) > 1:
        _line(drawing, forecast, "forecast")
    readings = [(scale.x(one.on), scale.y(one.value)) for one in curve.points]
    if len(readings) > 1:
        _line(drawing, readings, "readings")
    for x, y in readings:
        drawing.bar(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, PLAIN_BAR)


def _line(drawing: Drawing, points: Sequence[Point], what: str) -> None:
    colors = {"readings": PLAIN_BAR, "forecast": _FORECAST, "target": _TARGET}
    drawing.line(points, 1.5, colors[what], dashes=_DASHES.get(what, ()))


def _table(curve: Curve, name: str) -> Table:
    words = kernel_section("measures")
    line = curve.line
    columns = ["Day", plain(curve.measure.unit) or "Reading"]
    if line is not None:
        columns.append(words["key_forecast"])
    rows: list[tuple[Cell, ...]] = []
    for one in curve.points:
        row: list[Cell] = [day(one.on, words), number(one.value)]
        if line is not None:
            row.append(number(curve.expected(one.on), _ROUGH) if one.on > line.on else "")
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), f"{name}: each reading")
