"""What-ifs on many maps at once, and many maps as one, beside FCMpy's simulator and plain loops.

FCMpy 0.0.21 pins packages of 2021, so it runs in a Python of its own: make an environment, install
``numpy pandas scipy tqdm scikit-fuzzy packaging``, then ``fcmpy==0.0.21`` with ``--no-deps``, and
name its Python in ``CIWIDGETS_BENCH_FCMPY``. Without it that line says so and the others stand.

Every program gets the same maps and pushes and stops by the same rule, and the states they reach
are compared. FCMpy holds what has no cause at its start and knows no other way to hold a word, so
all start with what is held, and hold what has no cause.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.machine import spread
from ciwidgets.analysis.maps.inference import Dynamics, run
from ciwidgets.analysis.maps.merging import merge

MAPS, WORDS, SCENARIOS, LINKED, RUNS = 1_000, 30, 20, 0.1, 5
# How many of the maps the slow ones are given, all scenarios of each.
SAMPLE = 10
DYNAMICS = Dynamics()
STRENGTHS = [0.25, 0.62, 1.0, -0.25, -0.62, -1.0]
PYTHON = "CIWIDGETS_BENCH_FCMPY"

# Run by FCMpy's own Python: reads the arrays, writes the seconds of each round and the states.
FCMPY = """
import contextlib, io, json, sys, time, warnings
warnings.simplefilter("ignore")
import numpy as np, pandas as pd
from fcmpy.simulator.simulator import FcmSimulator
given = np.load(sys.argv[1])
names = [f"c{place}" for place in range(given["weights"].shape[-1])]
cases = []
for weights in given["weights"]:
    for held in given["pushes"]:
        # FCMpy holds a concept that has no cause at its start.
        own = np.where(np.isnan(held), weights, 0)
        start = dict(zip(names, np.where(np.isnan(held), 1.0, held)))
        cases.append((pd.DataFrame(own, columns=names), start))
seconds = []
for _ in range(3):
    began, states = time.perf_counter(), []
    for weights, start in cases:
        with contextlib.redirect_stdout(io.StringIO()):
            path = FcmSimulator.simulate(
                initial_state=start, weight_matrix=weights, transfer="sigmoid",
                inference="kosko", thresh=float(sys.argv[2]), iterations=1000, l=1,
            )
        states.append(path.iloc[-1].tolist())
    seconds.append(time.perf_counter() - began)
json.dump([seconds, states], open(sys.argv[3], "w"))
"""

Result = TypeVar("Result")


def main() -> None:
    """Print what a scenario takes here, in FCMpy and in plain loops, then what merging takes."""
    weights, pushes = _maps(MAPS, WORDS), _pushes()
    held = _with_what_has_no_cause(weights, pushes)
    starts = np.where(np.isnan(held), 1.0, held)
    took, ours = _timed(lambda: run(weights, starts, held, DYNAMICS))
    if not (ours.outcome == "settled").all():
        raise RuntimeError("A made-up map did not settle.")
    each = [1e6 * one / (MAPS * SCENARIOS) for one in took]
    mine = float(np.median(each))
    print(f"{MAPS:,} maps of {WORDS} words × {SCENARIOS} scenarios to steady state")
    print(f"  run, all at once        {spread(took)}, a scenario {spread(each, 'µs')}")
    print(f"    steps a scenario: {ours.steps.mean():.1f}, at most {ours.steps.max()}")
    reached = ours.states[:SAMPLE].reshape(-1, WORDS)
    _beside("FCMpy's simulator", _fcmpy(weights[:SAMPLE], pushes), reached, mine)
    cases = [
        (one.tolist(), row.tolist())
        for one, rows in zip(weights[:SAMPLE], held[:SAMPLE], strict=True)
        for row in rows
    ]
    _beside("a plain Python loop", _timed(lambda: [_plain(*case) for case in cases]), reached, mine)
    arrays = [(np.array(one), np.array(row)) for one, row in cases]
    numpys = _timed(lambda: [_one_by_one(*case) for case in arrays])
    _beside("numpy, one at a time", numpys, reached, mine)
    print(f"{MAPS:,} maps of {WORDS} words as one, every figure of a link")
    _merging(weights)


def _pushes() -> Any:
    """Return scenarios that hold one word each, at 1 and at 0 in turn."""
    pushes = np.full((SCENARIOS, WORDS), np.nan)
    pushes[np.arange(SCENARIOS), np.arange(SCENARIOS)] = np.tile([1.0, 0.0], SCENARIOS // 2)
    return pushes


def _maps(count: int, words: int) -> Any:
    """Return maps that have a tenth of all links, low, medium or high, up or down."""
    chance = np.random.default_rng(4)
    weights = chance.choice(STRENGTHS, (count, words, words))
    weights[chance.random(weights.shape) >= LINKED] = 0
    weights[:, np.arange(words), np.arange(words)] = 0
    return weights


def _with_what_has_no_cause(weights: Any, pushes: Any) -> Any:
    """Return the pushes for each map, with the words that have no cause held at 1."""
    causeless = ~(weights != 0).any(axis=1)
    return np.where(
        np.isnan(pushes) & causeless[:, np.newaxis],
        1.0,
        np.broadcast_to(pushes, (MAPS, *pushes.shape)),
    )


def _fcmpy(weights: Any, pushes: Any) -> tuple[list[float], Any] | None:
    """Return the seconds and the states of FCMpy, or None where it is not on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "maps.npz", Path(folder) / "found.json"
        np.savez(given, weights=weights, pushes=pushes)
        python = os.environ.get(PYTHON, sys.executable)
        arguments = [str(given), str(DYNAMICS.tolerance), str(found)]
        # Only its own packages: ours are not what it was written for.
        own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [python, "-c", FCMPY, *arguments], check=False, capture_output=True, text=True, env=own
        )
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:]
            print(f"  FCMpy's simulator       not measured: {' '.join(last)} (see {__name__})")
            return None
        seconds, states = json.loads(found.read_text(encoding="utf-8"))
        return seconds, states


def _plain(weights: list[list[float]], held: list[float]) -> list[float]:
    """Return where one scenario settles, in Python alone."""
    words = range(len(held))
    state = [1.0 if math.isnan(value) else value for value in held]
    while True:
        following = []
        for word in words:
            told = sum(state[cause] * weights[cause][word] for cause in words)
            free = math.isnan(held[word])
            following.append(1 / (1 + math.exp(-told)) if free else held[word])
        far = max(abs(one - other) for one, other in zip(following, state, strict=True))
        state = following
        if far <= DYNAMICS.tolerance:
            return state


def _one_by_one(weights: Any, held: Any) -> Any:
    """Return where one scenario settles, as a loop over numpy's products would be written."""
    is_held = ~np.isnan(held)
    state = np.where(is_held, held, 1.0)
    while True:
        following = 1 / (1 + np.exp(-(state @ weights)))
        following[is_held] = held[is_held]
        far = np.abs(following - state).max()
        state = following
        if far <= DYNAMICS.tolerance:
            return state


def _beside(name: str, theirs: tuple[list[float], Any] | None, ours: Any, mine: float) -> None:
    if theirs is None:
        return
    each = [1e6 * seconds / len(ours) for seconds in theirs[0]]
    apart = float(np.abs(np.array(theirs[1]) - ours).max())
    if apart > 1e-9:
        raise RuntimeError(f"{name} ends elsewhere, by {apart:g}.")
    times = float(np.median(each)) / mine
    print(
        f"  {name:<23} a scenario {spread(each, 'µs')}: {times:,.0f} times as long; "
        f"states apart by at most {apart:.0e}"
    )


def _merging(weights: Any) -> None:
    took, merged = _timed(lambda: merge(weights))
    plain, means = _timed(lambda: _plain_means(weights.tolist()), runs=1)
    if not np.allclose(merged.mean_with_zeros, means):
        raise RuntimeError("The plain means are other means.")
    print(f"  merge                   {spread(took)}")
    print(f"  plain loop, means alone {spread(plain)}")


def _plain_means(maps: list[list[list[float]]]) -> list[list[float]]:
    words = range(len(maps[0]))
    return [[sum(one[i][j] for one in maps) / len(maps) for j in words] for i in words]


def _timed(work: Callable[[], Result], runs: int = RUNS) -> tuple[list[float], Result]:
    """Return the seconds of each run, and what the last one found."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - began)
    return taken, result
