"""How stable first place is: a weight moved, or one person left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.panel import Order, Sheets
from ciwidgets.analysis.priorities.ranking import among, firsts, ranks
from ciwidgets.analysis.priorities.weighted import shares, weighted

Ballot = TypeVar("Ballot")
Verdict = Literal["too_few", "nothing_first", "holds", "changes_for_some"]


@dataclass(frozen=True, slots=True)
class WeightShift:
    """What is first when one criterion's weight is multiplied by ``factor``.

    ``share`` is the criterion's share of all weight then; ``holds`` says that the same is first.
    """

    criterion: str
    factor: float
    share: float
    firsts: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class WeightStability:
    """What is first with the weights as they are, and with each of them moved down and up."""

    firsts: tuple[str, ...]
    shifts: tuple[WeightShift, ...]

    @property
    def holds(self) -> bool:
        """Whether the same is first whichever weight was moved."""
        return all(shift.holds for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """What is first with everybody, and in words whether it is first whoever is left out.

    ``too_few``: fewer than six people, so that a run would be of fewer than five.
    ``nothing_first``: nothing has a rank. ``holds``: the same is first whoever is left out.
    ``changes_for_some``: it is not, for at least one person. For how many, and for whom, is not
    kept: one person can be what "one" means.
    """

    verdict: Verdict
    firsts: tuple[str, ...] = ()


def weight_stability(
    sheets: Sheets,
    items: Collection[str],
    weights: Mapping[str, float],
    *,
    scale: tuple[float, float],
    by: float = 0.25,
    order: Order = "score_then_median",
    fewest: int = SMALLEST_GROUP,
) -> WeightStability:
    """Return whether first place changes when each criterion's weight moves, one at a time.

    Each weight above 0 is multiplied by 1 - ``by`` and by 1 + ``by``, and the weights are made
    shares of 1 again. Level firsts count as the same only when they are the same set. The other
    arguments are those of ``weighted.weighted``, whose small-group rule holds here too.

    Raises:
        ValueError: for a ``by`` that is not between 0 and 1; as ``weighted.weighted``.
    """
    if not 0 < by < 1:
        raise ValueError(f"A weight is to move by {by!r}. Give a part of it, such as 0.25.")

    def first(moved: Mapping[str, float]) -> tuple[str, ...]:
        scoring = weighted(sheets, items, moved, scale=scale, order=order, fewest=fewest)
        return firsts(ranks(scoring.items))

    now = first(weights)
    used = [criterion for criterion, weight in weights.items() if weight]
    shifts = []
    for criterion in used:
        for factor in (1 - by, 1 + by):
            moved = shares({**weights, criterion: weights[criterion] * factor})
            then = first(moved)
            shifts.append(WeightShift(criterion, factor, moved[criterion], then, then == now))
    return WeightStability(now, tuple(shifts))


def leave_one_out(
    ballots: Mapping[str, Ballot],
    rank: Callable[[Mapping[str, Ballot], int], Mapping[str, int]],
) -> LeaveOneOut:
    """Return whether the same item is first when any one person is left out.

    The runs compare the items that are ranked with everybody. Nobody's share in the answer can be
    told from it: there are six people or more, and it is one of two phrases.

    Args:
        ballots: What each person filled in: dots, choices or sheets; only people who took part.
        rank: As in ``comparison.compare_sectors``.
    """
    if len(ballots) <= SMALLEST_GROUP:
        return LeaveOneOut("too_few")
    whole = {item: one for item, one in rank(ballots, SMALLEST_GROUP).items() if one}
    now = firsts(whole)
    if not now:
        return LeaveOneOut("nothing_first")
    for left_out in ballots:
        rest = {person: one for person, one in ballots.items() if person != left_out}
        # An item five people stand behind has four here; what comes out is a phrase either way.
        if firsts(among(rank(rest, 1), whole)) != now:
            return LeaveOneOut("changes_for_some", now)
    return LeaveOneOut("holds", now)
