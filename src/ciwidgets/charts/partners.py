"""Who is at the table: how partners are involved and how they should be, and sectors covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.partners import LADDER, STATES, wanted
from ciwidgets.charts.drawing import (
    GREY,
    LINE,
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
    from collections.abc import Sequence

    from ciwidgets.analysis.partners import SectorCoverage, State, Wanted
    from ciwidgets.model import Partner
    from ciwidgets.model.partners import Level

LEVEL_NAMES: dict[Level, str] = {
    "none": "Not yet",
    "networking": "Networking",
    "coordinating": "Coordinating",
    "cooperating": "Cooperating",
    "collaborating": "Collaborating",
}
STATE_NAMES: dict[State, str] = {
    "covered": "At the table",
    "in_mind": "We have somebody in mind",
    "perhaps": "Perhaps",
    "nobody": "Nobody yet",
}
WANTED_NAMES: dict[Wanted, str] = {"more": "more", "same": "the same", "less": "less"}
# Light to dark would say that one is more than another; these are told apart by their numbers too.
_STATE_COLORS: dict[State, str] = {
    "covered": PLAIN_BAR,
    "in_mind": "#8fbfe8",
    "perhaps": "#dfe3e8",
    "nobody": "#f6b26b",
}
# More rows than this are a list; the data table has them all.
_MOST_ROWS = 15
_MOST_NAMED = 3
_ROW, _BAR, _MARK = 0.24, 0.22, 0.13
_STEP = (WIDTH - 2 * MARGIN) / len(LADDER)
_HEAD_SLICES = 8


def ladder_chart(
    partners: Sequence[Partner], title: str = "How we work together now, and how we want to"
) -> Figure:
    """Return each partner's step of the ladder now (a square) and wanted (an arrow from it).

    Raises:
        ReportError: when there is no partner.
    """
    if not partners:
        raise ReportError(
            f"The chart {title!r} has no partner to draw. Say that the list is empty instead."
        )
    # Where something is to change comes first; sorting is stable.
    in_order = sorted(partners, key=lambda one: wanted(one) == "same")
    drawing = Drawing()
    _draw_steps(drawing)
    for one in in_order[:_MOST_ROWS]:
        _draw_partner(drawing, one)
    rows = tuple(
        (
            plain(one.name),
            LEVEL_NAMES[one.level_now],
            LEVEL_NAMES[one.level_wanted],
            WANTED_NAMES[wanted(one)],
        )
        for one in in_order
    )
    table = Table(
        ("Partner", "Now", "Wanted", "So we want"),
        rows,
        f"{plain(title)}, on Himmelman's ladder. A higher step is not a better one.",
    )
    return Figure(plain(title), _ladder_alt(in_order), table, drawing.svg())


def sectors_chart(
    lists: Sequence[SectorCoverage], title: str = "How many sectors have a partner at the table"
) -> Figure:
    """Return a bar a list of sectors, in parts by state; ``name`` empty is the program's list.

    Raises:
        ReportError: when no list has a sector.
    """
    known = [one for one in lists if one.sectors]
    if not known:
        raise ReportError(
            f"The chart {title!r} has no sector to draw. Name sectors in the program file first."
        )
    drawing = Drawing()
    _draw_states(drawing)
    for one in known:
        _draw_list(drawing, one)
    table = Table(
        ("List", *(STATE_NAMES[state] for state in STATES), "Sectors"),
        tuple(
            (list_name(one), *(one.count(state) for state in STATES), len(one.sectors))
            for one in known
        ),
        f"{plain(title)}, list by list.",
    )
    said = [
        f"{list_name(one)}: {one.count('covered')} of {len(one.sectors)} sectors at the table, "
        f"{one.count('nobody')} with nobody yet."
        for one in known
    ]
    return Figure(
        plain(title), f"Bars in parts, one a list. {' '.join(said)}", table, drawing.svg()
    )


def list_name(coverage: SectorCoverage) -> str:
    """Return a list's name as people read it."""
    return plain(coverage.name) or "Our program's list"


def _ladder_alt(partners: Sequence[Partner]) -> str:
    stand = "partner stands" if len(partners) == 1 else "partners stand"
    said = [f"Where {len(partners)} {stand} on five steps, now and wanted."]
    for way in ("more", "less"):
        found = [one for one in partners if wanted(one) == way]
        if found:
            names = [
                f"“{shortened(one.name, 60)}” (from {LEVEL_NAMES[one.level_now].lower()} to "
                f"{LEVEL_NAMES[one.level_wanted].lower()})"
                for one in found[:_MOST_NAMED]
            ]
            others = " and others" if len(found) > _MOST_NAMED else ""
            said.append(f"{way.title()} is wanted of {len(found)}: {', '.join(names)}{others}.")
    same = sum(wanted(one) == "same" for one in partners)
    if same:
        said.append(f"{same} {'is' if same == 1 else 'are'} to stay as now.")
    if len(partners) > _MOST_ROWS:
        said.append(f"{_MOST_ROWS} are drawn; the table has them all.")
    return " ".join(said)


def _draw_steps(drawing: Drawing) -> None:
    drawing.bar(MARGIN, drawing.y + 0.04, _MARK, _MARK, GREY)
    drawing.write(MARGIN + _MARK + 0.06, drawing.y + 0.11, "now", 9)
    start = MARGIN + 0.75
    _arrow(drawing, start, start + 0.35, drawing.y + 0.11)
    drawing.write(start + 0.45, drawing.y + 0.11, "wanted, where it is another step", 9)
    drawing.y += 0.32
    for place, level in enumerate(LADDER):
        drawing.write(_middle(place), drawing.y + 0.08, LEVEL_NAMES[level], 9, GREY, "center")
    drawing.y += 0.2
    drawing.bar(MARGIN, drawing.y, WIDTH - 2 * MARGIN, POINT, RULE)
    drawing.y += 0.1


def _draw_partner(drawing: Drawing, partner: Partner) -> None:
    way = WANTED_NAMES[wanted(partner)]
    drawing.paragraph(MARGIN, f"{shortened(partner.name, 80)} – wanted: {way}", 10)
    now, then = LADDER.index(partner.level_now), LADDER.index(partner.level_wanted)
    middle = drawing.y + _ROW / 2
    for place in range(len(LADDER)):
        drawing.bar(_middle(place) - POINT / 2, middle - 0.04, POINT, 0.08, RULE)
    drawing.bar(_middle(now) - _MARK / 2, middle - _MARK / 2, _MARK, _MARK, GREY)
    if now != then:
        side = _MARK / 2 + 0.03
        start = _middle(now) + (side if then > now else -side)
        _arrow(drawing, start, _middle(then), middle)
    drawing.y += _ROW + 0.1


def _middle(place: int) -> float:
    return MARGIN + (place + 0.5) * _STEP


def _arrow(drawing: Drawing, start: float, end: float, y: float) -> None:
    """Draw an arrow of bars, the one thing a drawing has: a shaft, and a head in slices."""
    way = 1 if end > start else -1
    neck = end - way * _MARK
    drawing.bar(min(start, neck), y - 0.02, abs(neck - start), 0.04, PLAIN_BAR)
    thin = _MARK / _HEAD_SLICES
    for slice_ in range(_HEAD_SLICES):
        height = 0.18 * (1 - slice_ / _HEAD_SLICES)
        at = neck + way * slice_ * thin
        # Wider than its share, so that no gap shows between two.
        drawing.bar(min(at, at + way * thin), y - height / 2, thin * 1.5, height, PLAIN_BAR)


def _draw_states(drawing: Drawing) -> None:
    x = MARGIN
    for state in STATES:
        needed = 0.14 + 0.06 + width_of(STATE_NAMES[state], 9) + 0.14
        if x > MARGIN and x + needed > WIDTH:
            x, drawing.y = MARGIN, drawing.y + 0.22
        drawing.bar(x, drawing.y + 0.04, 0.14, 0.14, _STATE_COLORS[state])
        drawing.write(x + 0.2, drawing.y + 0.11, STATE_NAMES[state], 9)
        x += needed
    drawing.y += 0.36


def _draw_list(drawing: Drawing, coverage: SectorCoverage) -> None:
    drawing.paragraph(MARGIN, list_name(coverage), 10)
    drawing.y += 0.04
    unit = (WIDTH - 2 * MARGIN) / len(coverage.sectors)
    x = MARGIN
    for state in STATES:
        count = coverage.count(state)
        if count:
            drawing.bar(x, drawing.y, count * unit - 0.02, _BAR, _STATE_COLORS[state])
            middle = x + (count * unit - 0.02) / 2
            ink = ink_on(_STATE_COLORS[state])
            drawing.write(middle, drawing.y + _BAR / 2, str(count), 9, ink, "center")
        x += count * unit
    drawing.y += _BAR + 9 * LINE * POINT
