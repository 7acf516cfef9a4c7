"""Several bars on one scale, each as wide as the page: the share that gave each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    GREY,
    MARGIN,
    WIDTH,
    Drawing,
    ink_on,
    plain,
    scale_colors,
    shortened,
    width_of,
)
from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.imported_results import QuestionResult
    from ciwidgets.analysis.survey_results import StatementResult, SurveyResult

_BAR = 0.26
# In points; a phone shows the page at little more than half its size.
_WORDS, _NOTE = 11.0, 9.5
_YOUR_TEAM = "Your team"


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: people per step of the scale, what stands above it and what below."""

    counts: tuple[int, ...]
    above: str = ""
    below: str = ""


def grid_chart(title: str, questions: Sequence[QuestionResult]) -> Figure:
    """Return the questions of one grid, answered on one scale, as one picture.

    Raises:
        ReportError: the questions are not of one scale, or one of them may not be shown.
    """
    scale = [label for label, _ in questions[0].counts] if questions else []
    if len(scale) < 2 or any([label for label, _ in one.counts] != scale for one in questions):
        raise ReportError(
            f"The {len(questions)} questions of {shortened(title)!r} are not answered on one scale "
            "of two steps and more that may be shown. Draw each by itself."
        )
    drawing = Drawing()
    draw_legend(drawing, scale)
    for one in questions:
        drawing.paragraph(MARGIN, own_words(one.text), _WORDS)
        said = [f"{_on_scale(one)} on the scale", *(f"{plain(k)}: {n}" for k, n in one.aside)]
        _draw(drawing, Stack(tuple(n for _, n in one.counts), below=" · ".join(said)))
        drawing.y += 0.14
    aside = list(dict.fromkeys(label for one in questions for label, _ in one.aside))
    rows: list[tuple[Cell, ...]] = [
        (
            plain(own_words(one.text)),
            *(count for _, count in one.counts),
            *(dict(one.aside).get(label, 0) for label in aside),
        )
        for one in questions
    ]
    columns = ("Question", *map(plain, scale), *map(plain, aside))
    table = Table(columns, tuple(rows), f"{shortened(title, 200)}: people by answer")
    return Figure(shortened(title, 200), _grid_alt(questions, scale), table, drawing.svg())


def beside_chart(own: SurveyResult, others: Sequence[SurveyResult]) -> Figure:
    """Return the statements that were also asked elsewhere, each under the team's own bar.

    Raises:
        ReportError: no statement was asked in both.
    """
    asked = {one.id for other in others for one in other.statements if one.counts}
    shared = [one for one in own.statements if one.counts and one.id in asked]
    if not shared:
        raise ReportError("No statement was asked both here and elsewhere, so there is no chart.")
    drawing = Drawing()
    draw_legend(drawing, own.scale)
    rows: list[tuple[Cell, ...]] = []
    for one in shared:
        drawing.paragraph(MARGIN, one.text, _WORDS)
        for title, result in _all_of(one, others):
            above = f"{shortened(title, 60)}, {_people(result.answered)}"
            _draw(drawing, Stack(result.counts, above=above))
            rows.append((plain(one.text), plain(title), result.answered, *result.counts))
        drawing.y += 0.14
    return Figure(
        f"{plain(own.title)}, here and elsewhere",
        _beside_alt(others, shared),
        Table(
            ("Statement", "Asked", "People", *map(plain, own.scale)),
            tuple(rows),
            f"{plain(own.title)}: people by answer, here and elsewhere",
        ),
        drawing.svg(),
    )


def stem(text: str) -> str:
    """Return what the questions of one grid share: the words before the row in brackets."""
    return text[: text.rindex("[")].strip() if text.endswith("]") and "[" in text else ""


def own_words(text: str) -> str:
    """Return what a question of a grid has for itself."""
    return text[text.rindex("[") + 1 : -1].strip() if stem(text) else text


def draw_legend(drawing: Drawing, labels: Sequence[str]) -> None:
    """Put down what each colour of a scale stands for, on as many lines as it needs."""
    x, size, swatch = MARGIN, _NOTE, 0.14
    for label, color in zip(labels, scale_colors(len(labels)), strict=True):
        words = shortened(label, 60)
        needed = swatch + 0.08 + width_of(words, size) + 0.12
        if x > MARGIN and x + needed > WIDTH:
            x, drawing.y = MARGIN, drawing.y + 0.22
        drawing.bar(x, drawing.y + 0.04, swatch, swatch, color)
        drawing.write(x + swatch + 0.06, drawing.y + 0.11, words, size)
        x += needed
    drawing.y += 0.38


def draw_part(drawing: Drawing, x: float, count: int, unit: float, color: str) -> None:
    """Put down one part of a bar, with its number where it has room for it."""
    gap = min(0.02, count * unit / 10)
    drawing.bar(x + gap / 2, drawing.y, max(count * unit - gap, 0), _BAR, color)
    if count and width_of(str(count), 9) < count * unit - gap:
        drawing.write(
            x + count * unit / 2, drawing.y + _BAR / 2, str(count), 9, ink_on(color), "center"
        )


def _draw(drawing: Drawing, stack: Stack) -> None:
    drawing.y += 0.06
    if stack.above:
        drawing.paragraph(MARGIN, stack.above, _NOTE, GREY)
        drawing.y += 0.02
    x, unit = MARGIN, (WIDTH - 2 * MARGIN) / max(sum(stack.counts), 1)
    for count, color in zip(stack.counts, scale_colors(len(stack.counts)), strict=True):
        draw_part(drawing, x, count, unit, color)
        x += count * unit
    drawing.y += _BAR + 0.04
    if stack.below:
        drawing.paragraph(MARGIN, stack.below, _NOTE, GREY)


def _all_of(
    own: StatementResult, others: Sequence[SurveyResult]
) -> list[tuple[str, StatementResult]]:
    beside = [
        (other.title, one)
        for other in others
        for one in other.statements
        if one.id == own.id and one.counts
    ]
    return [(_YOUR_TEAM, own), *beside]


def _on_scale(question: QuestionResult) -> int:
    return sum(count for _, count in question.counts)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _grid_alt(questions: Sequence[QuestionResult], scale: Sequence[str]) -> str:
    low, high = plain(scale[0]), plain(scale[-1])
    said = [f"Bars of {len(questions)} questions, each answered from “{low}” to “{high}”."]
    shares = [
        (one.counts[-1][1] / _on_scale(one), own_words(one.text))
        for one in questions
        if _on_scale(one)
    ]
    if len({share for share, _ in shares}) > 1:
        most, least = max(shares), min(shares)
        said.append(f"“{high}” was chosen most on “{shortened(most[1])}” ({most[0]:.0%})")
        said.append(f"and least on “{shortened(least[1])}” ({least[0]:.0%}).")
    return " ".join(said)


def _beside_alt(others: Sequence[SurveyResult], shared: Sequence[StatementResult]) -> str:
    number = "1 statement" if len(shared) == 1 else f"{len(shared)} statements"
    titles = ", ".join(f"“{shortened(one.title, 60)}”" for one in others)
    said = f"Bars of {number}: how your team answered, and below it {titles}."
    gaps = [
        (abs((one.share_agreeing or 0) - (mine.share_agreeing or 0)), mine, one, title)
        for mine in shared
        for title, one in _all_of(mine, others)[1:]
    ]
    _, mine, one, title = max(gaps, key=lambda gap: gap[0])
    return (
        f"{said} They lie furthest apart on “{shortened(mine.text)}”: "
        f"{mine.share_agreeing or 0:.0%} of your team chose an answer above the middle, and "
        f"{one.share_agreeing or 0:.0%} in “{shortened(title, 60)}”."
    )
