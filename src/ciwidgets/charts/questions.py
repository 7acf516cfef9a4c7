"""One question of an imported survey as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.bars import Bar, bars_svg
from ciwidgets.charts.drawing import plain, shortened
from ciwidgets.charts.figure import Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from ciwidgets.analysis.imported_results import QuestionResult

_MOST_NAMED = 3


def question_chart(result: QuestionResult) -> Figure:
    """Return a question's answers as bars: a scale in its order, choices in the file's order.

    Raises:
        ReportError: when fewer than five people answered, or the answers are numbers or words.
    """
    if result.too_few or not result.counts:
        raise ReportError(
            f"The question {shortened(result.text)!r} ({result.type}) has {result.answered} "
            "answers and nothing to draw: charts are for choices and scales that five or more "
            "people answered. Say how many answered instead."
        )
    bars = [
        Bar(label, count, f"{count} ({_share(count, result.answered)})")
        for label, count in (*result.counts, *result.aside)
    ]
    return Figure(shortened(result.text, 200), _alt(result), _table(result), bars_svg(bars))


def _share(count: int, answered: int) -> str:
    return f"{count / answered:.0%}"


def _alt(result: QuestionResult) -> str:
    every = (*result.counts, *result.aside)
    most = max(count for _, count in every)
    first = [label for label, count in every if count == most]
    named = " and ".join(f"“{shortened(label, 60)}”" for label in first[:_MOST_NAMED])
    each = " each" if len(first) > 1 else ""
    others = " and others" if len(first) > _MOST_NAMED else ""
    said = [
        f"Bars of how {result.answered} people answered “{shortened(result.text)}”.",
        f"Most often: {named}{others}, {most} ({_share(most, result.answered)}){each}.",
    ]
    if result.type == "scale" and len(result.counts) > 1:
        low, *_, high = result.counts
        said.append(
            f"{low[1]} chose “{shortened(low[0], 60)}”, the low end, and {high[1]} "
            f"“{shortened(high[0], 60)}”, the high end."
        )
    return " ".join(said)


def _table(result: QuestionResult) -> Table:
    several = " One person can stand in several rows." if result.type == "multiple" else ""
    return Table(
        ("Answer", "People", "Share"),
        tuple(
            (plain(label), count, _share(count, result.answered))
            for label, count in (*result.counts, *result.aside)
        ),
        f"{shortened(result.text, 200)} ({result.answered} people answered.{several})",
    )
