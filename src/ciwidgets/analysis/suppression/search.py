"""The search of an audit: which unknowns a reader can tell too much of.

Each is decided by the cheapest argument that holds. Bounds drawn from one equation after another
settle most that are exposed. A few answers to the equations, far apart, settle most that are safe:
a cell that is 3 in one and 20 in another lies between them for all a reader can tell. What is left
is solved to the end, lowest and highest, among the unknowns it hangs together with.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from typing import Final

from ciwidgets.analysis.suppression.answers import Answers, NoAnswer
from ciwidgets.analysis.suppression.equations import OPEN, Equation, Equations, Unknown
from ciwidgets.analysis.suppression.rules import DisclosureRule

# Pairs of opposite answers looked at before the unknowns still open are solved one by one, and how
# many pairs in a row may settle nothing.
_MOST_GLANCES: Final = 20
_MOST_IN_VAIN: Final = 3


class Search:
    """The state of one audit: bounds on each unknown, and what answers showed it to be.

    ``safe`` are unknowns that an earlier search saw far enough apart while no more was hidden than
    now: hiding more takes no answer away.
    """

    def __init__(
        self, equations: Equations, rule: DisclosureRule, safe: Collection[Unknown] = ()
    ) -> None:
        self.equations = equations
        self.rule = rule
        self.exposed: set[int] = set()
        self.exact: set[int] = set()
        self._components = equations.components()
        self._is_cell = [one.rest_of is None for one in equations.unknowns]
        self._outer: list[tuple[int, int]] = []
        self._seen = [(OPEN, -1)] * len(equations.unknowns)
        self._open = {
            place for place, unknown in enumerate(equations.unknowns) if unknown not in safe
        }

    def draw_bounds(self) -> None:
        """Settle what one equation after another gives away."""
        self._outer = self.equations.outer_bounds()
        for group, equations in self._components:
            if not equations:
                self._seen[group[0]] = self.equations.floors[group[0]], OPEN
                self.exact.update(group)
                self._open.difference_update(group)
        for place in sorted(self._open):
            lower, upper = self._outer[place]
            if not self._is_cell[place] and not self.rule.reaches(lower, upper):
                self._open.discard(place)
            elif self.rule.is_narrow(lower, upper) and (
                # A rest is only worth guarding where it is small, so it must be for sure.
                self._is_cell[place] or self.rule.holds(lower, upper)
            ):
                self._expose(place)

    def glance(self) -> None:
        """Look at a few answers to all equations, opposite ones in pairs."""
        places = [place for group, _ in self._groups() for place in group]
        equations = [one for _, own in self._groups() for one in own]
        if not places:
            return
        answers = Answers.of(places, equations, self.equations.floors, self._room)
        signs = random.Random(0)  # noqa: S311 - which answers are seen first decides nothing
        in_vain = 0
        for _ in range(_MOST_GLANCES):
            before = len(self._open)
            weights = {place: signs.choice((-1, 1)) for place in sorted(self._open)}
            try:
                self._note(answers.best(weights))
                self._note(answers.best({place: -one for place, one in weights.items()}))
            except NoAnswer:
                return
            in_vain = in_vain + 1 if len(self._open) == before else 0
            if not self._open or in_vain == _MOST_IN_VAIN:
                return

    def settle(self, *, every: bool = False) -> None:
        """Solve what is still open to its ends; with ``every`` what is decided too."""
        for group, equations in self._groups(every=every):
            answers = Answers.of(group, equations, self.equations.floors, self._room)
            try:
                for place in group:
                    if every or place in self._open:
                        self._solve(place, answers, to_the_end=every)
            except NoAnswer:
                for place in group:
                    self._expose(place)

    def interval(self, place: int) -> tuple[int, int]:
        """Return what is known of an unknown: both ends, or an interval within or around them."""
        is_seen = place in self.exact or place not in self.exposed
        lower, upper = self._seen[place]
        return (lower, upper) if is_seen and lower <= upper else self._outer[place]

    def safe(self) -> set[Unknown]:
        """Return the unknowns that were seen far enough apart."""
        return {
            self.equations.unknowns[place]
            for place, (lower, upper) in enumerate(self._seen)
            if lower <= upper and not self.rule.is_narrow(lower, upper)
        }

    @property
    def _room(self) -> int:
        return 4 * (self.rule.width + self.rule.highest + 1)

    def _groups(self, *, every: bool = False) -> list[tuple[list[int], list[Equation]]]:
        return [
            (group, equations)
            for group, equations in self._components
            if equations and (every or not self._open.isdisjoint(group))
        ]

    def _solve(self, place: int, answers: Answers, *, to_the_end: bool) -> None:
        lowest = answers.best({place: 1})
        self._note(lowest)
        if not to_the_end and place not in self._open:
            return
        highest = answers.best({place: -1})
        self._note(highest)
        lower, upper = lowest[place], highest[place]
        self._seen[place] = lower, upper
        self.exact.add(place)
        self._open.discard(place)
        is_worth_it = self._is_cell[place] or self.rule.reaches(lower, upper)
        if self.rule.is_narrow(lower, upper) and is_worth_it:
            self._expose(place)

    def _note(self, answer: Mapping[int, int]) -> None:
        for place, value in answer.items():
            lower, upper = self._seen[place]
            self._seen[place] = lower, upper = min(lower, value), max(upper, value)
            if place in self._open and not self.rule.is_narrow(lower, upper):
                self._open.discard(place)

    def _expose(self, place: int) -> None:
        self.exposed.add(place)
        self._open.discard(place)
