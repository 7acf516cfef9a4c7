"""Which teams a coach might call this week, and why: plain rules, and no score."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ciwidgets.model import Team
    from ciwidgets.results.cohort.team import TeamFound

Reason = Literal["not_begun", "no_meeting", "overdue", "no_owner", "away", "fell", "no_time"]
REASONS: Final[tuple[Reason, ...]] = (
    "not_begun", "no_meeting", "overdue", "no_owner", "away", "fell", "no_time",
)  # fmt: skip
# What holds for more than half of at least so many teams is told of all of them, in one sentence.
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A team that may want a call, with its reasons in their fixed order."""

    team: Team
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """The teams to call: not begun, then without a meeting, then by how many reasons there are.

    Else they stand in the program's order.

    ``of_most`` are reasons that hold for more than half of the teams that have begun; they are not
    among any team's own, so that what sets a team apart is seen.
    """

    calls: tuple[Call, ...]
    of_most: tuple[tuple[Reason, tuple[Team, ...]], ...]


def calls(teams: Sequence[TeamFound]) -> Calls:
    """Return which teams may want a call."""
    reasons = [(one, list(_reasons(one))) for one in teams]
    begun = [here for one, here in reasons if one.has_begun]
    often = Counter(one for here in begun for one in here)
    of_most = [one for one in REASONS if len(begun) >= _FEWEST and often[one] * 2 > len(begun)]
    found = [
        Call(one.team, tuple(reason for reason in here if reason not in of_most))
        for one, here in reasons
    ]
    return Calls(
        tuple(sorted((one for one in found if one.reasons), key=_place)),
        tuple(
            (reason, tuple(one.team for one, here in reasons if reason in here))
            for reason in of_most
        ),
    )


def _place(call: Call) -> tuple[bool, bool, int]:
    """Return where a team stands among those to call."""
    here = call.reasons
    return "not_begun" not in here, "no_meeting" not in here, -len(here)


def _reasons(found: TeamFound) -> Iterator[Reason]:
    if not found.has_begun:
        yield "not_begun"
        return
    here = found.signals
    holds: dict[Reason, bool] = {
        "no_meeting": not here.meets,
        "overdue": bool(here.overdue),
        "no_owner": bool(here.without_owner),
        "away": bool(here.away),
        "fell": bool(here.fell),
        "no_time": bool(here.no_time),
    }
    yield from (one for one in REASONS if holds.get(one))
