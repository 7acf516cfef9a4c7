"""How much there is of everything a team keeps, and how much of it leads nowhere yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ciwidgets.analysis.partners import sector_coverage
from ciwidgets.analysis.sector_lists import listings
from ciwidgets.model import (
    CarryOn,
    GoalReview,
    Governance,
    ImportedIndicators,
    Meeting,
    NextStep,
    Partner,
    Seat,
)
from ciwidgets.results.story.loose_ends import is_overdue, loose_ends
from ciwidgets.results.story.weave import Weave

if TYPE_CHECKING:
    from datetime import date

    from ciwidgets.analysis.partners import SectorCoverage
    from ciwidgets.model import Body, Entry, Goal, Program
    from ciwidgets.model.entries import B
    from ciwidgets.results.record import Record

# So many people who do not own a goal say whether it is realistic and fair.
REVIEWERS = 2


@dataclass(frozen=True)
class Standing:
    """A team's record at a moment, counted."""

    record: Record
    program: Program
    team_id: str
    today: date
    as_of: int | None = None

    def current(self, kind: type[B]) -> list[Entry[B]]:
        """Return the team's records of a kind."""
        return self.record.current(kind, team_id=self.team_id, as_of=self.as_of)

    def count(self, kind: type[Body]) -> int:
        """Return how many records of a kind there are."""
        return len(self.current(kind))

    @cached_property
    def weave(self) -> Weave:
        """The links between the records."""
        return Weave(self.record, self.program, self.team_id, as_of=self.as_of)

    @cached_property
    def loose(self) -> Counter[str]:
        """How many loose ends there are of each sort."""
        return Counter(one.sort for one in loose_ends(self.weave, self.today))

    @cached_property
    def work(self) -> Counter[str]:
        """How many activities stand where."""
        return Counter(one.body.status for one in self.weave.activities.values())

    @cached_property
    def goals(self) -> Counter[str]:
        """How many goals are short-term and long-term, and how many are reached."""
        reached = [one for one in self.weave.goals.values() if one.body.status == "reached"]
        found: Counter[str] = Counter(one.body.horizon for one in self._wanted)
        found["reached"] = len(reached)
        return found

    @cached_property
    def partners(self) -> list[Partner]:
        """The partners on the list."""
        return [one.body for one in self.current(Partner)]

    @cached_property
    def sectors(self) -> SectorCoverage:
        """Which parts of the community are at the table."""
        return sector_coverage(self.partners, listings(self.program)[0])

    @cached_property
    def seats(self) -> int:
        """How many groups most affected have a seat."""
        newest = {one.body.group: one.body.is_present for one in _by_place(self.current(Seat))}
        return sum(newest.get(one.id) == "yes" for one in self.program.groups)

    @cached_property
    def numbers(self) -> int:
        """How many files of local numbers there are."""
        return self.count(ImportedIndicators)

    @cached_property
    def governance(self) -> Governance | None:
        """The note on how the team works."""
        found = self.current(Governance)
        return found[-1].body if found else None

    @cached_property
    def owned(self) -> int:
        """How many goals somebody carries."""
        return sum(one.body.owner is not None for one in self._wanted)

    @cached_property
    def reviewed(self) -> int:
        """How many goals enough people looked at."""
        by_goal = {(one.body.goal_id, one.author_id) for one in self.current(GoalReview)}
        seen = Counter(goal for goal, _ in by_goal)
        return sum(seen[one.record_id] >= REVIEWERS for one in self._wanted)

    @cached_property
    def not_reviewed(self) -> int:
        """How many goals too few people looked at."""
        return len(self._wanted) - self.reviewed

    @cached_property
    def readings(self) -> int:
        """How many readings there are of the measures on the list."""
        return sum(len(self.weave.readings.get(one, ())) for one in self.weave.measures)

    @cached_property
    def meets(self) -> bool:
        """Whether a meeting was noted in the last two months."""
        days = [one.body.on for one in self.current(Meeting)]
        return bool(days) and not is_overdue(max(days), "month", self.today)

    @cached_property
    def next_steps(self) -> Counter[str]:
        """How many next steps stand where; "late" are those past their day."""
        steps = [one.body for one in self.current(NextStep)]
        late = [one for one in steps if one.status == "open" and one.by and one.by < self.today]
        found: Counter[str] = Counter(one.status for one in steps)
        found["late"] = len(late)
        return found

    @cached_property
    def not_carried_on(self) -> int:
        """How many goals nobody carries on after the program."""
        carried = {one.body.goal_id for one in self.current(CarryOn) if one.body.goal_id}
        goals = [one for one in self.weave.goals.values() if one.body.status != "set_aside"]
        return sum(one.record_id not in carried for one in goals)

    @cached_property
    def _wanted(self) -> list[Entry[Goal]]:
        return [one for one in self.weave.goals.values() if one.body.status == "open"]


def _by_place(entries: list[Entry[B]]) -> list[Entry[B]]:
    return sorted(entries, key=lambda one: one.seq)
