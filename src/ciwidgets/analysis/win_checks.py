"""What makes a small win one: six things it says already, or does not say yet.

After Karl Weick's "Small Wins" (American Psychologist, 1984): something of moderate importance that
is concrete, complete and in place. The checks ask and never forbid; they are no score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ciwidgets.model import Win

Asked = Literal["done", "dated", "ours", "seen", "serves", "next"]
ASKED: tuple[Asked, ...] = get_args(Asked)


@dataclass(frozen=True, slots=True)
class WinCheck:
    """One thing a win says or not; ``found`` are the words that sound as if it were to come."""

    id: Asked
    is_met: bool
    found: str = ""


def win_checks(win: Win, today: date, planned: Iterable[str]) -> tuple[WinCheck, ...]:
    """Return what a win says and what it leaves open, in the order of ``ASKED``.

    ``planned`` are the words of a language that tell of something to come, such as "will be".
    """
    found = sounds_planned(win.title, planned)
    has_come = win.done_on is None or win.done_on <= today
    return (
        WinCheck("done", has_come and not found, found),
        WinCheck("dated", win.done_on is not None),
        WinCheck("ours", win.is_ours),
        WinCheck("seen", bool(win.evidence)),
        WinCheck("serves", bool(win.goal_id or win.condition)),
        WinCheck("next", bool(win.next_win)),
    )


def sounds_planned(title: str, planned: Iterable[str]) -> str:
    """Return the first of these words that stands in a title, or nothing."""
    plain = " ".join(re.findall(r"\w+", title.lower()))
    return next((one for one in planned if f" {one} " in f" {plain} "), "")
