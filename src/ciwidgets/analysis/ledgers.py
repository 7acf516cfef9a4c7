"""A team's two ledgers in whole cents: what came in, what is planned, what was spent.

What is for the project manager's post is never counted in the team's own funds, nor the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

LedgerName = Literal["project_manager", "implementation"]
Sort = Literal["received", "planned", "spent"]
LEDGERS: tuple[LedgerName, ...] = ("project_manager", "implementation")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger; ``amount`` in cents."""

    ledger: LedgerName
    sort: Sort
    amount: int
    activity_id: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sums of one ledger, in cents.

    ``left`` is what was received and not spent, ``free`` what is neither spent nor planned; both
    fall below 0 where more was spent or planned than came in.
    """

    name: LedgerName
    received: int
    planned: int
    spent: int

    @property
    def left(self) -> int:
        """What was received and not spent."""
        return self.received - self.spent

    @property
    def free(self) -> int:
        """What is neither spent nor planned."""
        return self.left - self.planned


@dataclass(frozen=True, slots=True)
class ActivityMoney:
    """What one activity was said to cost, and what stands against it; ``cost`` None: not said."""

    activity_id: str
    cost: int | None
    planned: int
    spent: int

    @property
    def is_over(self) -> bool:
        """Whether more was spent than it was said to cost."""
        return self.cost is not None and self.spent > self.cost


def ledgers(lines: Iterable[Line]) -> tuple[Ledger, Ledger]:
    """Return the sums of both ledgers, the project manager's first."""
    every = list(lines)

    def total(ledger: LedgerName, sort: Sort) -> int:
        return sum(one.amount for one in every if (one.ledger, one.sort) == (ledger, sort))

    post, funds = (
        Ledger(name, total(name, "received"), total(name, "planned"), total(name, "spent"))
        for name in LEDGERS
    )
    return post, funds


def by_activity(
    lines: Iterable[Line], costs: Mapping[str, int | None]
) -> tuple[ActivityMoney, ...]:
    """Return what stands against each activity that costs something, in the order of ``costs``."""
    planned, spent = dict.fromkeys(costs, 0), dict.fromkeys(costs, 0)
    for line in lines:
        where = {"planned": planned, "spent": spent}.get(line.sort, {})
        if line.activity_id in where:
            where[line.activity_id] += line.amount
    return tuple(
        ActivityMoney(one, cost, planned[one], spent[one])
        for one, cost in costs.items()
        if cost or planned[one] or spent[one]
    )
