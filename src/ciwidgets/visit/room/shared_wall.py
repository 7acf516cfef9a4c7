"""What teams share, as a wall shows it: one part at a time, cut into screens a hall can read.

What teams lack is a number there, and names no team: whoever lacks it sits in the room.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ciwidgets.model.room import SharedPart

# As large as the last row reads, a line holds so many letters, and a screen so many lines beside
# the timer and a message.
_LETTERS: Final = 56
LINES: Final = 8
_GAPS: Final[frozenset[SharedPart]] = frozenset({"data", "lines", "full", "sectors", "seats"})


def on_the_wall(part: str, items: list[dict[str, Any]], title: str = "") -> dict[str, Any]:
    """Return ``{title, is_gap, screens: [[{text, teams, n}]]}`` of one part's ``{text, teams}``.

    Of what teams lack, ``teams`` is empty and ``n`` says how many lack it.
    """
    is_gap = part in _GAPS
    screens: list[list[dict[str, Any]]] = [[]]
    left = LINES
    for item in items:
        needs = lines_of(item["text"])
        if needs > left and screens[-1]:
            screens.append([])
            left = LINES
        left -= needs
        teams = item["teams"]
        screens[-1].append(
            {"text": item["text"], "teams": [] if is_gap else teams, "n": len(teams)}
        )
    return {"title": title, "is_gap": is_gap, "screens": screens}


def lines_of(text: str) -> int:
    """Return how many lines a text takes on the wall, with the line that says of whom it is."""
    # A page shows every kind of blank as one, line ends too.
    return 1 + max(1, ceil(len(" ".join(text.split())) / _LETTERS))
