"""Maps set in motion: many maps and many starts in one call, each run until it settles.

A run ends "settled" (no word moved more than the tolerance), in a "cycle" (the states come back,
with the length of the round), or "stopped" (it did neither in the steps allowed). A cycle counts
once the states return to within a ten-thousandth of the tolerance, and 1e-9 at most: a slow swing
that dies away comes near itself too, and would be taken for a cycle by anything coarser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from ciwidgets.analysis.maps.arrays import Bools, Floats, Names, Whole, as_map, as_maps
from ciwidgets.analysis.maps.dynamics import (
    Dynamics,
    Rule,
    Squashing,
    Step,
    settles_surely,
)

__all__ = ["Dynamics", "Rule", "Runs", "Squashing", "run", "settles_surely", "trajectory"]

# The states of so many words are moved together: few enough to stay in the processor's cache.
_AT_ONCE: Final = 32_768
# Almost everything settles before this step, so only what has not is looked at for cycles.
_FIRST_MARK: Final = 64
# What is taken for the same state: in parts of the tolerance, at most, and what rounding leaves.
_SAME_PART, _SAME_MOST, _SAME_LEAST = 1e-4, 1e-9, 4 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """How M maps ran from S starts each.

    ``states`` (M, S, N) are the last ones, ``steps`` (M, S) how many led there, ``outcome``
    (M, S) is "settled", "cycle" or "stopped", ``cycle_length`` (M, S) is 0 where there is none.
    A linear run that grows beyond all numbers is stopped there, with states that are not finite.
    """

    states: Floats
    steps: Whole
    outcome: Names
    cycle_length: Whole


def run(
    weights: ArrayLike,
    starts: ArrayLike = 1.0,
    pushes: ArrayLike | None = None,
    dynamics: Dynamics | None = None,
) -> Runs:
    """Run every map from every start until it settles, cycles or has had its steps.

    Args:
        weights: (M, N, N) or (N, N), one row a cause.
        starts: The first states: one number, (N,), (S, N) or (M, S, N).
        pushes: What is held after each step (not at the start), nan where a word is free: (N,),
            (S, N) or (M, S, N). None holds nothing.
        dynamics: The rule; Mental Modeler's where None.

    Raises:
        ValueError: for shapes that do not fit each other, or numbers that are not finite.
    """
    maps, dynamics = as_maps(weights), dynamics or Dynamics()
    states, held = _states_and_pushes(maps, starts, pushes)
    count, scenarios, words = states.shape
    runs = Runs(
        np.array(states),
        np.zeros((count, scenarios), dtype=np.int64),
        np.full((count, scenarios), "stopped"),
        np.zeros((count, scenarios), dtype=np.int64),
    )
    at_once = max(1, _AT_ONCE // max(1, scenarios * words))
    # A step too far is a number too large for floats, which is looked for and needs no warning.
    with np.errstate(over="ignore", invalid="ignore"):
        for first in range(0, count if scenarios else 0, at_once):
            part = slice(first, first + at_once)
            _Batch(Step.of(maps[part], dynamics), runs, part, held).run(dynamics)
    return runs


def trajectory(
    weights: ArrayLike,
    start: ArrayLike = 1.0,
    dynamics: Dynamics | None = None,
    steps: int = 20,
    push: ArrayLike | None = None,
) -> Floats:
    """Return the states of one map at the start and after each of the steps, (steps + 1, N).

    Raises:
        ValueError: as ``run``.
    """
    one, dynamics = as_map(weights), dynamics or Dynamics()
    states, held = _states_and_pushes(one[np.newaxis], start, push)
    if states.shape[1] != 1:
        raise ValueError(f"There are {states.shape[1]} starts. Give one.")
    step = Step.of(one[np.newaxis], dynamics)
    path = np.empty((steps + 1, *states.shape))
    path[0] = states
    with np.errstate(over="ignore", invalid="ignore"):
        for at in range(steps):
            step.into(path[at], path[at + 1])
            if held is not None:
                np.copyto(path[at + 1], held, where=~np.isnan(held))
    return path[:, 0, 0]


class _Batch:
    """Some maps on their way; what has arrived is written into ``runs`` and soon left out."""

    def __init__(self, step: Step, runs: Runs, part: slice, held: Floats | None) -> None:
        self.step, self.runs = step, runs
        self.states = runs.states[part].copy()
        self.held = None if held is None else held[part]
        self.is_held = None if self.held is None else ~np.isnan(self.held)
        count, scenarios = self.states.shape[:2]
        # Where each row stands in ``runs``.
        self.map_of = np.repeat(np.arange(count)[:, np.newaxis] + (part.start or 0), scenarios, 1)
        self.scenario_of = np.repeat(np.arange(scenarios)[np.newaxis], count, 0)
        self.going = np.ones((count, scenarios), dtype=np.bool_)
        self.mark: Floats | None = None

    def run(self, dynamics: Dynamics) -> None:
        following, moved = np.empty_like(self.states), np.empty_like(self.states)
        next_mark, marked_at = _FIRST_MARK, 0
        same = max(min(_SAME_MOST, dynamics.tolerance * _SAME_PART), _SAME_LEAST)
        for step in range(1, dynamics.most_steps + 1):
            self.step.into(self.states, following)
            if self.is_held is not None and self.held is not None:
                np.copyto(following, self.held, where=self.is_held)
            change = _farthest(following, self.states, moved)
            self.states, following = following, self.states
            self._arrive(self.going & (change <= dynamics.tolerance), step, "settled")
            if self.mark is not None:
                back = _farthest(self.states, self.mark, moved)
                returned = self.going & (back <= same)
                self._arrive(returned, step, "cycle", step - marked_at)
            if dynamics.squashing == "linear":
                # What has grown out of all numbers ends here.
                self._arrive(self.going & ~np.isfinite(change), step, "stopped")
            if self._leave_out():
                following, moved = np.empty_like(self.states), np.empty_like(self.states)
            if not self.going.any():
                return
            if step == next_mark:
                # Brent's way: a state is kept and waited for, twice as long each time.
                self.mark, marked_at, next_mark = self.states.copy(), step, 2 * step
        self._arrive(self.going.copy(), dynamics.most_steps, "stopped")

    def _arrive(self, which: Bools, step: int, outcome: str, length: int = 0) -> None:
        if not which.any():
            return
        at = self.map_of[which], self.scenario_of[which]
        self.runs.states[at] = self.states[which]
        self.runs.steps[at] = step
        self.runs.outcome[at] = outcome
        self.runs.cycle_length[at] = length
        self.going &= ~which

    def _leave_out(self) -> bool:
        """Leave out what has arrived, once that halves the work; return whether it was done.

        Maps without a run on its way go; of the others the runs on their way move to the front,
        as many places as the map with the most needs.
        """
        left = self.going.sum(axis=1)
        most, maps = int(left.max()), int(np.count_nonzero(left))
        if not most or 2 * most * maps > self.going.size:
            return False
        kept = np.flatnonzero(left)
        front = np.argsort(~self.going[kept], axis=1, kind="stable")[:, :most]
        at = kept[:, np.newaxis], front
        self.step = self.step.only(kept)
        self.states, self.going = self.states[at], self.going[at]
        self.map_of, self.scenario_of = self.map_of[at], self.scenario_of[at]
        self.held = None if self.held is None else self.held[at]
        self.is_held = None if self.is_held is None else self.is_held[at]
        self.mark = None if self.mark is None else self.mark[at]
        return True


def _farthest(one: Floats, other: Floats, room: Floats) -> Floats:
    """Return how far each state is from another, by the word that is farthest."""
    np.subtract(one, other, out=room)
    np.abs(room, out=room)
    return np.asarray(room.max(axis=2, initial=0))


def _states_and_pushes(
    maps: Floats, starts: ArrayLike, pushes: ArrayLike | None
) -> tuple[Floats, Floats | None]:
    """Return both as (M, S, N), the pushes None where nothing is held."""
    first = np.asarray(starts, dtype=np.float64)
    held = np.asarray(np.nan if pushes is None else pushes, dtype=np.float64)
    if not np.isfinite(first).all() or np.isinf(held).any():
        raise ValueError("A state is no finite number. Give numbers, and nan for a free word.")
    count, words = maps.shape[:2]
    try:
        shape = np.broadcast_shapes((count, 1, words), first.shape, held.shape)
        states = np.broadcast_to(first, shape)
        pushed = np.broadcast_to(held, shape)
    except ValueError:
        shape = ()
    if len(shape) != 3 or (shape[0], shape[2]) != (count, words):
        raise ValueError(
            f"The starts {first.shape} or the pushes {held.shape} do not fit {count} maps of "
            f"{words} words. Give one number a word, or one row of those for each scenario."
        )
    return states, None if pushes is None or np.isnan(held).all() else pushed
