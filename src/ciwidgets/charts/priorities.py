"""What comes first by several ways, as places on one line each; and impact against effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.drawing import (
    GREY,
    MARGIN,
    PLAIN_BAR,
    POINT,
    RULE,
    WIDTH,
    Drawing,
    ink_on,
    plain,
    shortened,
    width_of,
)
from ciwidgets.charts.figure import Figure, Table
from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.priority_results import Line, Ranking, Thing, WhatFirst

_LETTERS = "ABCDEFGHIJ"
_MARK = 0.19
_FAINT = "#dfe3e8"
_SIDE = 3.0
_MOST_NAMED = 3


def rank_chart(
    what: WhatFirst, names: Mapping[str, str], title: str = "What comes first, way by way"
) -> Figure:
    """Return every thing's places: one letter a way, 1 at the left; a long line is a dispute.

    ``names`` maps a ranking's key to its name, in the order they are shown.

    Raises:
        ReportError: when nothing has a place by two ways.
    """
    letters = dict(zip(names, _LETTERS, strict=False))
    at = {one.key: one.ranks for one in what.rankings}
    placed = [one for one in _in_order(what) if any(ranks.get(one.id) for ranks in at.values())]
    if len(names) < 2 or not placed:
        raise ReportError(
            f"{len(names)} ways have ranked {len(placed)} things, and places are compared from two "
            "ways and one thing on. Show the one order in words instead of drawing a chart."
        )
    drawing = Drawing()
    _legend(drawing, letters, names)
    most = max(rank for ranks in at.values() for rank in ranks.values())
    _axis(drawing, most)
    for thing in placed:
        found = {key: ranks[thing.id] for key, ranks in at.items() if ranks.get(thing.id)}
        _lane(drawing, thing, {letters[key]: rank for key, rank in found.items()}, most)
    return Figure(
        plain(title), _alt(what, names), _places(what, names, plain(title)), drawing.svg()
    )


def impact_chart(ranking: Ranking, things: Sequence[Thing], who: str) -> Figure:
    """Return impact upwards and effort to the right, numbered, with the names below.

    Raises:
        ReportError: when nothing has a place, or the ranking is of another way.
    """
    placed = [one for one in ranking.lines if one.score is not None and one.effort is not None]
    if not placed:
        raise ReportError(
            f"The ranking {ranking.key!r} has nothing with an impact and an effort. Say that "
            "nothing was scored instead of drawing a picture."
        )
    texts = {one.id: one.text for one in things}
    drawing = Drawing()
    top = _square(drawing)
    _points(drawing, top, placed)
    drawing.y = top + _SIDE + 0.4
    for number, line in enumerate(placed, 1):
        drawing.paragraph(MARGIN, f"{number}. {plain(texts[line.item_id])}", 9)
    title = f"Impact and effort ({who})"
    return Figure(
        title, _impact_alt(placed, texts), _impact_table(placed, texts, title), drawing.svg()
    )


def _in_order(what: WhatFirst) -> list[Thing]:
    by_id = {one.id: one for one in what.things}
    return [by_id[one.item_id] for one in what.comparison.items if one.item_id in by_id]


def _legend(drawing: Drawing, letters: Mapping[str, str], names: Mapping[str, str]) -> None:
    x = MARGIN
    for key, letter in letters.items():
        words = shortened(names[key], 60)
        needed = _MARK + 0.06 + width_of(words, 9) + 0.15
        if x > MARGIN and x + needed > WIDTH:
            x, drawing.y = MARGIN, drawing.y + 0.26
        _mark(drawing, x, drawing.y + 0.02, letter)
        drawing.write(x + _MARK + 0.06, drawing.y + 0.02 + _MARK / 2, words, 9)
        x += needed
    drawing.y += 0.36


def _axis(drawing: Drawing, most: int) -> None:
    for rank in range(1, most + 1):
        x = _slot(rank, most) + _MARK / 2
        drawing.write(x, drawing.y + 0.06, str(rank), 8, GREY, "center")
    drawing.y += 0.2


def _lane(drawing: Drawing, thing: Thing, found: Mapping[str, int], most: int) -> None:
    drawing.paragraph(MARGIN, thing.text, 9.5)
    drawing.y += 0.04
    first, last = min(found.values()), max(found.values())
    drawing.bar(MARGIN, drawing.y + _MARK / 2, WIDTH - 2 * MARGIN, POINT / 2, _FAINT)
    drawing.bar(
        _slot(first, most) + _MARK / 2,
        drawing.y + _MARK / 2 - POINT,
        _slot(last, most) - _slot(first, most),
        3 * POINT,
        RULE,
    )
    stacked: dict[int, int] = {}
    for letter, rank in found.items():
        below = stacked.get(rank, 0)
        _mark(drawing, _slot(rank, most), drawing.y + below * (_MARK + 0.02), letter)
        stacked[rank] = below + 1
    drawing.y += max(stacked.values()) * (_MARK + 0.02) + 0.16


def _slot(rank: int, most: int) -> float:
    return MARGIN + (rank - 1) / max(most - 1, 1) * (WIDTH - 2 * MARGIN - _MARK)


def _mark(drawing: Drawing, x: float, y: float, letter: str) -> None:
    drawing.bar(x, y, _MARK, _MARK, PLAIN_BAR)
    drawing.write(x + _MARK / 2, y + _MARK / 2, letter, 8.5, ink_on(PLAIN_BAR), "center")


def _alt(what: WhatFirst, names: Mapping[str, str]) -> str:
    said = [f"The places of {len(what.comparison.items)} things by {len(names)} ways."]
    texts = {one.id: one.text for one in what.things}
    for key, name in names.items():
        first = what.comparison.firsts.get(key, ())
        if first:
            named = " and ".join(f"“{shortened(texts[one], 60)}”" for one in first[:_MOST_NAMED])
            more = " and others" if len(first) > _MOST_NAMED else ""
            said.append(f"{plain(name)} puts {named}{more} first.")
    ranks_of = {one.item_id: one for one in what.comparison.items}
    for one in what.comparison.movers[:1]:
        ranks = [rank for rank in ranks_of[one].ranks.values() if rank]
        said.append(
            f"Furthest apart are the places of “{shortened(texts[one], 60)}”: "
            f"from {min(ranks)} to {max(ranks)}."
        )
    return " ".join(said)


def _places(what: WhatFirst, names: Mapping[str, str], title: str) -> Table:
    at = {one.key: {line.item_id: line for line in one.lines} for one in what.rankings}
    return Table(
        ("What is ranked", *(plain(name) for name in names.values())),
        tuple(
            (plain(thing.text), *(_place(at[key].get(thing.id)) for key in names))
            for thing in _in_order(what)
        ),
        f"{title}: 1 is first; what has no place was not scored by enough people, or the team "
        "answered no to one of its five questions.",
    )


def _place(line: Line | None) -> str:
    if line is None or not line.rank:
        return "no place"
    return f"{line.rank}{' (shared)' if line.is_tied else ''}"


def _square(drawing: Drawing) -> float:
    """Draw the four fields and their names; return where the square begins."""
    left, half = _left(), _SIDE / 2
    drawing.write(left, drawing.y + 0.08, "Much impact", 8.5, GREY)
    top = drawing.y + 0.24
    fields = (
        ("Quick wins", 0, 0, "#e8f2e8"),
        ("Big projects", 1, 0, "#e3eef7"),
        ("Easy, changes little", 0, 1, "#f3eee5"),
        ("Think again", 1, 1, "#f3e6da"),
    )
    for words, across, down, color in fields:
        x, y = left + across * half, top + down * half
        drawing.bar(x, y, half - 0.02, half - 0.02, color)
        # Between two scores, where points seldom lie.
        drawing.write(x + half / 2, y + half * (0.75 if down else 0.25), words, 8.5, GREY, "center")
    drawing.write(left, top + _SIDE + 0.1, "Little effort", 8.5, GREY)
    drawing.write(left + _SIDE, top + _SIDE + 0.1, "Much effort", 8.5, GREY, "right")
    return top


def _left() -> float:
    return (WIDTH - _SIDE) / 2


def _points(drawing: Drawing, top: float, placed: Sequence[Line]) -> None:
    taken: dict[tuple[float, float], int] = {}
    room = _SIDE - _MARK - 0.02
    for number, line in enumerate(placed, 1):
        where = (line.effort or 0, line.score or 0)
        across, down = taken.setdefault(where, 0) % 3, taken[where] // 3
        taken[where] += 1
        # Several at one point stand beside each other, towards the middle of the square.
        x = _left() + (where[0] - 1) / 4 * room
        y = top + (5 - where[1]) / 4 * room
        x += across * (_MARK + 0.02) * (1 if where[0] <= 3 else -1)
        y += down * (_MARK + 0.02) * (1 if where[1] >= 3 else -1)
        _mark(drawing, x, y, str(number))


_GROUPS = {
    "quick_win": "quick win",
    "big_project": "big project",
    "fill_in": "easy, changes little",
    "think_again": "think again",
}


def _impact_alt(placed: Sequence[Line], texts: Mapping[str, str]) -> str:
    n = len(placed)
    said = [f"A square of impact and effort with {n} {'thing' if n == 1 else 'things'} in it."]
    wins = [one for one in placed if one.quadrant == "quick_win"]
    if wins:
        named = "; ".join(shortened(texts[one.item_id], 60) for one in wins[:_MOST_NAMED])
        more = f"; and {len(wins) - _MOST_NAMED} more" if len(wins) > _MOST_NAMED else ""
        said.append(f"Much impact for little effort: {named}{more}.")
    else:
        said.append("Nothing has much impact for little effort.")
    return " ".join(said)


def _impact_table(placed: Sequence[Line], texts: Mapping[str, str], title: str) -> Table:
    return Table(
        ("What is ranked", "Group", "Impact", "Effort"),
        tuple(
            (
                plain(texts[one.item_id]),
                _GROUPS[one.quadrant or "think_again"]
                + (", on the line" if one.is_on_line else ""),
                f"{one.score:g}",
                f"{one.effort:g}",
            )
            for one in placed
        ),
        f"{plain(title)}: from 1 to 5 each, the middle answer. The lines stand at 3; what lies on "
        "one counts as more effort, or as less impact.",
    )
