"""How long hiding small counts takes, and auditing what is left, as a table of counties grows."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from benchmarks.machine import spread
from ciwidgets.analysis.suppression import (
    WONDER,
    Audit,
    Finding,
    Key,
    Published,
    Table,
    audit,
    plan,
    sums_over,
)
from ciwidgets.analysis.suppression.answers import Answers
from ciwidgets.analysis.suppression.equations import OPEN, equations_of

COUNTIES, GROUPS, RUNS = (25, 50, 100, 200), 5, 5
# So that about a quarter of the counts are small, as in a middling state's overdose deaths.
MEAN_COUNT = 25

Result = TypeVar("Result")


def main() -> None:
    """Print plan and audit for each size, beside two linear programs for every cell.

    The first run of all pays for loading scipy and is not counted.
    """
    print(f"Hiding counts of 0 to 9 among counties × {GROUPS} groups with all totals")
    audit(plan(_table(5), WONDER).published, WONDER)
    for counties in COUNTIES:
        table = _table(counties)
        planned, made = _timed(lambda table=table: plan(table, WONDER))
        audited, found = _timed(lambda made=made: audit(made.published, WONDER))
        if not found.passes:
            raise RuntimeError(found.exposed)
        naive, by_hand = _timed(lambda made=made: _cell_by_cell(made.published), runs=2)
        _compare(found, by_hand)
        print(
            f"  {counties} counties, {len(found.findings)} hidden: plan {spread(planned, 'ms')}, "
            f"audit {spread(audited, 'ms')}; two programs for each cell {spread(naive, 'ms')}"
        )


def _table(counties: int) -> Table:
    """Return made-up counts, the same ones each time."""
    chance = np.random.default_rng(3)
    drawn = chance.poisson(chance.gamma(1.2, MEAN_COUNT / 1.2, (counties, GROUPS)))
    counts: dict[Key, int] = {}
    for place, row in enumerate([*drawn, drawn.sum(axis=0)]):
        label = "state" if place == counties else f"county {place}"
        counts |= {(label, f"group {group}"): int(count) for group, count in enumerate(row)}
        counts[label, "all"] = int(row.sum())
    return Table(counts, [*sums_over(counts, 0, "state"), *sums_over(counts, 1, "all")])


def _cell_by_cell(published: Published) -> dict[Key, tuple[int, int]]:
    """Return each hidden cell's interval, by asking for its least and its most one at a time."""
    written = equations_of(published, WONDER.floor)
    places = range(len(written.unknowns))
    answers = Answers.of(places, written.equations, written.floors, room=100)
    return {
        written.unknowns[place].key: (
            answers.best({place: 1})[place],
            answers.best({place: -1})[place],
        )
        for place in places
    }


def _compare(found: Audit, by_hand: dict[Key, tuple[int, int]]) -> None:
    for one in found.findings:
        lower, upper = by_hand[one.key]
        if not (lower <= one.lower and _end(one) <= upper and upper - lower >= WONDER.width):
            raise RuntimeError((one, lower, upper))


def _end(one: Finding) -> int:
    return OPEN if one.upper is None else one.upper


def _timed(work: Callable[[], Result], runs: int = RUNS) -> tuple[list[float], Result]:
    """Return the milliseconds of each run, and what the last one found."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        taken.append(1000 * (time.perf_counter() - began))
    return taken, result
