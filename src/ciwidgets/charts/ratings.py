"""A survey's result as bars: disagreement to the left of a line, agreement to its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.survey_results import OFF_SCALE
from ciwidgets.charts.drawing import (
    GREY,
    MARGIN,
    POINT,
    RULE,
    WIDTH,
    Drawing,
    plain,
    scale_colors,
    shortened,
)
from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.charts.stacked import draw_legend, draw_part
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.agreement import AgreementWord
    from ciwidgets.analysis.survey_results import PoolResult, StatementResult, SurveyResult

PHRASES: Mapping[AgreementWord, str] = {
    "all_agree": "Everyone agrees",
    "all_disagree": "Everyone disagrees",
    "most_agree": "Most agree",
    "most_disagree": "Most disagree",
    "in_the_middle": "Most are in the middle",
    "split_in_two": "Split in two",
    "spread_out": "Spread out",
    "mixed": "Mixed",
    "too_few": "Fewer than five answered",
}
_OTHER = {
    "dont_know": "Don't know",
    "prefer_not": "Prefer not to say",
    OFF_SCALE: "No longer on the scale",
}
_NOT_SHOWN = "not shown"
_BAR = 0.26


def rating_chart(
    result: SurveyResult, *, with_measures: bool = True, without: str = "No answer"
) -> Figure:
    """Return a survey's statements as stacked bars that part at the middle of the scale.

    ``with_measures`` adds A and consensus to the data table; ``without`` is the head of the column
    that says how many of those who answered the survey are not in a statement's row.

    Raises:
        ReportError: when fewer than five people answered, whose answers are not shown.
    """
    if result.too_few:
        raise ReportError(
            f"{result.answered} people answered {result.title!r}, and answers are shown from five "
            "people on. Say how many answered instead of drawing a chart."
        )
    drawing = Drawing()
    draw_legend(drawing, result.scale)
    unit, middle = _room(result.statements)
    for statement in result.statements:
        _draw_statement(drawing, statement, unit, middle)
    return Figure(
        plain(result.title),
        _alt(result),
        _table(result, with_measures=with_measures, without=without),
        drawing.svg(),
    )


def sector_table(result: SurveyResult) -> Table | None:
    """Return how many of each pool of sectors agree, or None where none may be shown."""
    labels = list(dict.fromkeys(pool.label for one in result.statements for pool in one.pools))
    if not labels:
        return None
    rows = []
    for one in result.statements:
        pools = {pool.label: _how_many(pool) for pool in one.pools}
        rows.append((plain(one.text), *(pools.get(label, _NOT_SHOWN) for label in labels)))
    return Table(
        ("Statement", *(plain(label) for label in labels)),
        tuple(rows),
        f"{plain(result.title)}: people who agree, by sector. Sectors with fewer than five people "
        "are put together.",
    )


def _how_many(pool: PoolResult) -> str:
    return f"{round(pool.share_agreeing * pool.people)} of {pool.people}"


def sides(counts: Sequence[int]) -> tuple[int, int, int]:
    """Return how many people are on the low side, in the middle, and on the high side."""
    half = len(counts) // 2
    low, high = sum(counts[:half]), sum(counts[len(counts) - half :])
    return low, sum(counts) - low - high, high


def _room(statements: Sequence[StatementResult]) -> tuple[float, float]:
    """Return the inches a person takes and where the middle of the scale stands."""
    shown = [sides(one.counts) for one in statements if one.counts]
    left = max((low + middle / 2 for low, middle, _ in shown), default=0)
    right = max((high + middle / 2 for _, middle, high in shown), default=0)
    unit = (WIDTH - 2 * MARGIN) / max(left + right, 1)
    return unit, MARGIN + left * unit


def _draw_statement(
    drawing: Drawing, statement: StatementResult, unit: float, middle: float
) -> None:
    drawing.paragraph(MARGIN, statement.text, 10)
    drawing.y += 0.08
    if statement.counts:
        low, neither, _ = sides(statement.counts)
        x = middle - (low + neither / 2) * unit
        # Behind the bars: it shows above and below them, and between two.
        drawing.bar(middle - POINT / 2, drawing.y - 0.04, POINT, _BAR + 0.08, RULE)
        colors = scale_colors(len(statement.counts))
        for count, color in zip(statement.counts, colors, strict=True):
            draw_part(drawing, x, count, unit, color)
            x += count * unit
        drawing.y += _BAR + 0.06
    others = [f"{_OTHER.get(key, key)}: {count}" for key, count in statement.other.items()]
    drawing.paragraph(MARGIN, " · ".join([PHRASES[statement.word], *others]), 8.5, GREY)
    drawing.y += 0.2


def _alt(result: SurveyResult) -> str:
    shown = {one.id: one for one in result.statements if one.counts}
    number = len(result.statements)
    scale = f"from {plain(result.scale[0])} to {plain(result.scale[-1])}"
    statements = "1 statement" if number == 1 else f"{number} statements"
    said = [f"Bars of how {result.answered} people answered {statements}, {scale}."]
    if result.most_agreed:
        said.append(f"People were most alike on {_in_numbers(shown[result.most_agreed])}.")
        said.append(f"They were furthest apart on {_in_numbers(shown[result.most_split])}.")
    elif shown:
        said.append(f"The first is {_in_numbers(next(iter(shown.values())))}.")
    left_out = number - len(shown)
    if left_out:
        is_or_are = "is" if left_out == 1 else "are"
        said.append(f"{left_out} with fewer than five answers {is_or_are} left out.")
    return " ".join(said)


def _in_numbers(statement: StatementResult) -> str:
    low, neither, high = sides(statement.counts)
    between = f", {neither} in the middle" if len(statement.counts) % 2 else ""
    return (
        f"“{shortened(statement.text)}” ({PHRASES[statement.word].lower()}: {high} on the agree "
        f"side{between}, {low} on the disagree side)"
    )


def _table(result: SurveyResult, *, with_measures: bool, without: str) -> Table:
    others = [key for key in _OTHER if any(key in one.other for one in result.statements)]
    shown = [one for one in result.statements if one.counts]
    columns = ["Statement", *map(plain, result.scale), *(_OTHER[key] for key in others)]
    left = [result.answered - sum(one.counts) - sum(one.other.values()) for one in shown]
    columns += [without] if any(left) else []
    columns += ["In a word", *(["Agreement A", "Consensus"] if with_measures else [])]
    rows = []
    for one in result.statements:
        counts: list[Cell] = [*one.counts, *(one.other.get(key, 0) for key in others)]
        if any(left):
            counts.append(result.answered - sum(one.counts) - sum(one.other.values()))
        if not one.counts:
            counts = [_NOT_SHOWN] * (len(result.scale) + len(others) + any(left))
        measures: list[Cell] = [
            _NOT_SHOWN if measure is None else f"{measure + 0.0:.2f}"
            for measure in (one.agreement, one.consensus)
            if with_measures
        ]
        rows.append((plain(one.text), *counts, PHRASES[one.word], *measures))
    return Table(
        tuple(columns),
        tuple(rows),
        f"{plain(result.title)}: people by answer, {result.answered} in all",
    )
