"""A dot vote as bars, most dots first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.bars import Bar, bars_svg
from ciwidgets.charts.drawing import plain, shortened
from ciwidgets.charts.figure import Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from ciwidgets.analysis.vote_results import VotedItem, VoteResult

# More bars than this are a list; the data table has them all.
_MOST_BARS = 15
_MOST_NAMED = 3


def vote_chart(result: VoteResult, title: str = "Dots for each idea") -> Figure:
    """Return a vote's items as bars with their rank, their dots and the people behind them.

    Raises:
        ReportError: when fewer than five people voted, or nothing was voted on.
    """
    if result.too_few or not result.items:
        raise ReportError(
            f"{result.voters} people voted on {len(result.items)} ideas, and a vote is shown from "
            "five people and one idea on. Say how many voted instead of drawing a chart."
        )
    drawn = result.items[:_MOST_BARS]
    bars = [Bar(one.text, one.dots, _mark(one), _place(one)) for one in drawn]
    return Figure(plain(title), _alt(result), _table(result, plain(title)), bars_svg(bars))


def _place(item: VotedItem) -> str:
    return f"{item.rank}{'=' if item.is_tied else ''}."


def _mark(item: VotedItem) -> str:
    if not item.dots:
        return "no dots"
    dots = _counted(item.dots, "dot")
    return f"{dots} from {item.voters} people" if item.voters else dots


def _counted(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _alt(result: VoteResult) -> str:
    first = [one for one in result.items if one.rank == 1]
    names = " and ".join(f"“{shortened(one.text)}”" for one in first[:_MOST_NAMED])
    ideas = _counted(len(result.items), "idea")
    said = [f"Bars of the dots {result.voters} people gave to {ideas}."]
    if not first[0].dots:
        said.append("No idea on the wall has a dot.")
    elif len(first) == 1:
        said.append(f"First is {names} with {_mark(first[0])}.")
        said += [
            f"Second is “{shortened(one.text)}” with {_mark(one)}."
            for one in result.items[1:2]
            if one.dots and not one.is_tied
        ]
    else:
        said.append(
            f"{len(first)} ideas share the first place with {first[0].dots} dots each: "
            f"{names}{' and others' if len(first) > _MOST_NAMED else ''}."
        )
    if len(result.items) > _MOST_BARS:
        said.append(f"The first {_MOST_BARS} are drawn; the table has them all.")
    return " ".join(said)


def _table(result: VoteResult, title: str) -> Table:
    gone = (
        f" {_counted(result.gone, 'dot')} on ideas no longer on the wall are not counted here."
        if result.gone
        else ""
    )
    return Table(
        ("Idea", "Place", "Dots", "People"),
        tuple(
            (
                plain(one.text),
                f"{one.rank}{' (shared)' if one.is_tied else ''}",
                one.dots,
                one.voters or ("fewer than 5" if one.dots else "none"),
            )
            for one in result.items
        ),
        f"{title}: {result.voters} people voted.{gone}",
    )
