"""Rates of a place as dots on the lines of chance: period by period, or group by group.

A number that is hidden has a word where its dot would be, and no mark of any length.
"""

from __future__ import annotations

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
    wrapped,
)
from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.errors import ReportError
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.analysis.local_layout import Breakdown
    from ciwidgets.analysis.local_numbers import MeasureNumbers, Number
    from ciwidgets.analysis.local_rows import Place

_BESIDE = "#9a3b00"
_LABELS, _SAID = 1.25, 1.5
_TRACK = WIDTH - 2 * MARGIN - _LABELS - _SAID
_SIZE = 8.5
_ROW, _DOT, _LINE, _TICK = 0.27, 0.1, 0.022, 0.18
_PER = "for every 100,000 people"


def rates_chart(measure: MeasureNumbers) -> Figure:
    """Return the own place over time, beside the place it lies in; counts where there are no rates.

    Raises:
        ReportError: when no number of the own place is shown.
    """
    own, holder = own_place(measure), _holder(measure)
    periods = measure.layout.periods
    if own is None or measure.reading is None:
        raise ReportError(
            f"No number of {measure.name!r} may be shown for the team's own place. Say so in a "
            "sentence instead of drawing a chart."
        )
    rows = [(one.label, measure.at(own, one)) for one in periods]
    beside = [measure.at(holder, one) for one in periods] if holder else []
    if not any(number.rate for _, number in rows):
        beside = []
    title = f"{plain(measure.name)} in {plain(own.name)}"
    drawing = Drawing()
    _draw_key(drawing, own, holder if beside else None, has_rates=_has_rates(rows))
    _draw_rows(drawing, rows, beside)
    places = [one for one in measure.layout.places if one.role != "peer"]
    table = number_table(
        [(place, one.label, measure.at(place, one)) for place in places for one in periods],
        "Period",
        f"{title}: each period",
    )
    return Figure(
        title, _alt(title, rows, holder if beside else None, beside), table, drawing.svg()
    )


def groups_chart(measure: MeasureNumbers, breakdown: Breakdown) -> Figure:
    """Return the own place's groups in the newest period, everyone first.

    Raises:
        ReportError: when nobody is told apart in any place.
    """
    if not breakdown.places:
        raise ReportError(
            f"{measure.name!r} tells nobody apart by {breakdown.dimension!r}. Leave the chart out."
        )
    own = breakdown.places[0]
    everyone = measure.at(own, breakdown.period)
    numbers = [everyone, *measure.of_group(breakdown, own)]
    names = ["Everyone", *(one.name for one in breakdown.groups)]
    rows = list(zip(names, numbers, strict=True))
    when = plain(breakdown.period.label)
    title = f"{plain(measure.name)} in {plain(own.name)}, {when}, by {plain(breakdown.dimension)}"
    drawing = Drawing()
    _draw_key(drawing, own, None, has_rates=_has_rates(rows))
    _draw_rows(drawing, rows, [])
    cells = [
        (place, name, number)
        for place in breakdown.places
        for name, number in zip(
            names,
            [measure.at(place, breakdown.period), *measure.of_group(breakdown, place)],
            strict=True,
        )
    ]
    table = number_table(cells, "Group", title)
    return Figure(title, _alt(title, rows, None, []), table, drawing.svg())


def own_place(measure: MeasureNumbers) -> Place | None:
    """Return the team's own place, or None where the files have nothing of it."""
    return next((one for one in measure.layout.places if one.role == "own"), None)


def number_table(rows: Iterable[tuple[Place, str, Number]], what: str, caption: str) -> Table:
    """Return numbers as a table, a row each; a hidden one is a word in each of its cells."""
    return Table(
        ("Place", what, "Count", "People", "Rate per 100,000", "True rate may lie between"),
        tuple(_cells(place, name, number) for place, name, number in rows),
        caption,
    )


def _cells(place: Place, name: str, number: Number) -> tuple[Cell, ...]:
    count = f"{number.count:,}" if number.count is not None else _why(number)
    people = f"{number.population:,}" if number.population is not None else ""
    if number.rate is None:
        return plain(place.name), plain(name), count, people, _why(number), ""
    mark = f" ({number.mark})" if number.mark else ""
    rate = f"{number.rate.rate:,.1f}{mark}"
    between = f"{number.rate.lower:,.1f} and {number.rate.upper:,.1f}"
    return plain(place.name), plain(name), count, people, rate, between


def _why(number: Number) -> str:
    """Return the word for a number that is not shown."""
    words = kernel_section("local_numbers")
    return words["no_people" if number.state == "count_only" else number.state]


def _has_rates(rows: Sequence[tuple[str, Number]]) -> bool:
    return any(number.rate for _, number in rows)


def _holder(measure: MeasureNumbers) -> Place | None:
    return next((one for one in measure.layout.places if one.role == "holder"), None)


def _draw_key(drawing: Drawing, own: Place, holder: Place | None, *, has_rates: bool) -> None:
    size, name = 9.0, shortened(own.name, 50)
    middle = drawing.y + 0.11
    if not has_rates:
        drawing.bar(MARGIN, middle - _DOT / 2, 0.3, _DOT, PLAIN_BAR)
        drawing.write(MARGIN + 0.38, middle, f"{name}: count", size)
        drawing.y += 0.3
        return
    drawing.bar(MARGIN, middle - _LINE / 2, 0.3, _LINE, PLAIN_BAR)
    drawing.bar(MARGIN + 0.1, middle - _DOT / 2, _DOT, _DOT, PLAIN_BAR)
    drawing.write(MARGIN + 0.38, middle, f"{name}: rate {_PER}, and where it may lie", size)
    drawing.y += 0.22
    if holder is not None:
        middle = drawing.y + 0.11
        drawing.bar(MARGIN + 0.14, middle - _TICK / 2, 0.025, _TICK, _BESIDE)
        drawing.write(MARGIN + 0.38, middle, f"{shortened(holder.name, 60)}: rate", size)
        drawing.y += 0.22
    drawing.y += 0.08


def _draw_rows(
    drawing: Drawing, rows: Sequence[tuple[str, Number]], beside: Sequence[Number]
) -> None:
    rates = [one.rate for one in (*(number for _, number in rows), *beside) if one.rate]
    if rates:
        top = max(one.upper for one in rates)
    else:
        top = max((number.count or 0 for _, number in rows), default=0)
    unit = _TRACK / (top or 1)
    left = MARGIN + _LABELS
    for place, (label, number) in enumerate(rows):
        lines = wrapped(label, _LABELS - 0.1, _SIZE)
        height = max(_ROW, 0.16 * len(lines) + 0.06)
        middle = drawing.y + height / 2
        for row, line in enumerate(lines):
            drawing.write(MARGIN, middle + (row - (len(lines) - 1) / 2) * 0.16, line, _SIZE)
        drawing.bar(left, drawing.y + height, _TRACK, 0.006, RULE)
        if place < len(beside) and (other := beside[place].rate):
            x = left + other.rate * unit
            drawing.bar(x - 0.0125, middle - _TICK / 2, 0.025, _TICK, _BESIDE)
        _draw_number(drawing, number, left, middle, unit, has_rates=bool(rates))
        drawing.y += height
    drawing.y += 0.1


def _draw_number(
    drawing: Drawing, number: Number, left: float, middle: float, unit: float, *, has_rates: bool
) -> None:
    said = left + _TRACK + 0.12
    if number.count is None:
        drawing.write(said, middle, _why(number), _SIZE, GREY)
    elif number.rate is not None:
        rate = number.rate
        drawing.bar(
            left + rate.lower * unit,
            middle - _LINE / 2,
            (rate.upper - rate.lower) * unit,
            _LINE,
            PLAIN_BAR,
        )
        dot = left + rate.rate * unit - _DOT / 2
        drawing.bar(dot, middle - _DOT / 2, _DOT, _DOT, PLAIN_BAR)
        words = f"{rate.rate:,.1f} ({rate.lower:,.1f}–{rate.upper:,.1f})"
        size = _SIZE if width_of(words, _SIZE) < _SAID else _SIZE - 1
        drawing.write(said, middle, words, size)
    elif has_rates:
        drawing.write(said, middle, f"{_why(number)} ({number.count:,})", _SIZE, GREY)
    else:
        drawing.bar(left, middle - _DOT, number.count * unit, 2 * _DOT, PLAIN_BAR)
        drawing.write(said, middle, f"{number.count:,}", _SIZE)


def _alt(
    title: str,
    rows: Sequence[tuple[str, Number]],
    holder: Place | None,
    beside: Sequence[Number],
) -> str:
    what = "Dots for rates on the lines of chance" if _has_rates(rows) else "Bars of counts"
    said = [f"{what}: {title}."]
    shown = [(label, number) for label, number in rows if number.count is not None]
    if shown:
        ends = shown if len(shown) < 2 else [shown[0], shown[-1]]
        said.append(f"{'; '.join(_in_words(*one) for one in ends)}.")
    newest = beside[-1].rate if beside else None
    if holder is not None and newest is not None:
        said.append(f"{plain(holder.name)}, {plain(rows[-1][0])}: {newest.rate:,.1f}.")
    hidden = sum(number.state == "hidden" for _, number in rows)
    if hidden:
        said.append(f"{hidden} of {len(rows)} hidden, because a small number could be told.")
    return " ".join(said)


def _in_words(label: str, number: Number) -> str:
    if number.rate is None:
        return f"{plain(label)}: count {number.count:,}"
    rate = number.rate
    return f"{plain(label)}: {rate.rate:,.1f} {_PER} ({rate.lower:,.1f} to {rate.upper:,.1f})"
