"""What moves when a word is pushed, as Mental Modeler says it, and in how many people's maps.

A scenario is two runs from the same start: one left alone, one with some words held after every
step. The change is the one's last state less the other's. In Mental Modeler 0 means "not held";
here nan does, so that a word can be held at 0. It shows changes with two decimals, so what would
show there as 0.00 counts as still.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ciwidgets.analysis.maps.arrays import Bools, Floats, Names, Whole, as_maps
from ciwidgets.analysis.maps.inference import Dynamics, run

# Half of what two decimals can show.
STILL: Final = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """What S pushes move on M maps; words that are held change too, and are in ``held``.

    ``baseline`` (M, N) and ``pushed`` (M, S, N) are the last states, ``change`` (M, S, N) their
    difference, not rounded. ``steps``, ``outcome`` and ``cycle_length`` (M, S) are those of the
    pushed runs, ``baseline_...`` (M,) of the others, as in ``Runs``. ``is_steady`` (M, S) is True
    where both settled; elsewhere the change is between two states that happened to be last.
    """

    baseline: Floats
    pushed: Floats
    change: Floats
    held: Bools
    steps: Whole
    outcome: Names
    cycle_length: Whole
    baseline_steps: Whole
    baseline_outcome: Names
    baseline_cycle_length: Whole

    @property
    def is_steady(self) -> Bools:
        """Say where a change is one between two steady states, (M, S)."""
        alone = (self.baseline_outcome == "settled")[:, np.newaxis]
        return np.asarray((self.outcome == "settled") & alone)


@dataclass(frozen=True, slots=True)
class SignVote:
    """In how many maps a push moves a word up, down or not at all.

    ``maps`` have the word and all that is pushed; ``unsettled`` of those came to no steady state.
    """

    up: int
    down: int
    still: int
    maps: int
    unsettled: int = 0


def what_moves(
    weights: ArrayLike,
    pushes: ArrayLike,
    dynamics: Dynamics | None = None,
    *,
    starts: ArrayLike = 1.0,
) -> Moves:
    """Run each map left alone and under each push, exactly as Mental Modeler does by default.

    Args:
        weights: (M, N, N) or (N, N), one row a cause.
        pushes: (N,) or (S, N), nan where a word is free.
        dynamics: The rule; Mental Modeler's where None.
        starts: The first state of all runs, one number or (N,); what is held starts there too.

    Raises:
        ValueError: for shapes that do not fit each other, or numbers that are not finite.
    """
    maps = as_maps(weights)
    rows = np.atleast_2d(np.asarray(pushes, dtype=np.float64))
    if rows.ndim != 2 or rows.shape[1] != maps.shape[1]:
        raise ValueError(
            f"The pushes have the shape {np.shape(pushes)} and the maps {maps.shape[1]} words. "
            "Give each scenario one number a word, nan where the word is free."
        )
    alone = np.full((1, maps.shape[1]), np.nan)
    runs = run(maps, starts, np.concatenate([alone, rows]), dynamics)
    baseline, pushed = runs.states[:, 0], runs.states[:, 1:]
    return Moves(
        baseline=baseline,
        pushed=pushed,
        change=pushed - baseline[:, np.newaxis],
        held=np.broadcast_to(~np.isnan(rows), pushed.shape),
        steps=runs.steps[:, 1:],
        outcome=runs.outcome[:, 1:],
        cycle_length=runs.cycle_length[:, 1:],
        baseline_steps=runs.steps[:, 0],
        baseline_outcome=runs.outcome[:, 0],
        baseline_cycle_length=runs.cycle_length[:, 0],
    )


def as_shown(change: ArrayLike) -> Floats:
    """Return changes with two decimals, halves up, as Mental Modeler shows them."""
    return np.asarray(np.floor(100 * np.asarray(change, dtype=np.float64) + 0.5) / 100 + 0.0)


def direction(change: ArrayLike) -> NDArray[np.int8]:
    """Return 1 for up, -1 for down and 0 for still, which is less than half a hundredth."""
    changes = np.asarray(change, dtype=np.float64)
    return np.where(np.abs(changes) < STILL, 0, np.sign(changes)).astype(np.int8)


def rank_of_moves(change: ArrayLike, held: ArrayLike | None = None) -> Whole:
    """Return each word's rank by how far it moves, to two decimals: 1 the farthest, up or down.

    Level words share a rank and the next counts on (1, 2, 2, 4); 0 is a word that is still, or
    held.

    Args:
        change: (..., N).
        held: Which words are held, in the same shape or one that stretches to it.
    """
    changes = np.asarray(change, dtype=np.float64)
    far = np.round(100 * np.abs(changes))
    moves = direction(changes) != 0
    if held is not None:
        moves = moves & ~np.asarray(held, dtype=np.bool_)
    farther = (far[..., np.newaxis, :] > far[..., :, np.newaxis]) & moves[..., np.newaxis, :]
    return np.where(moves, 1 + farther.sum(axis=-1), 0)


def state_prediction(
    change: ArrayLike,
    wanted: ArrayLike,
    *,
    held: ArrayLike | None = None,
    selected: ArrayLike | None = None,
) -> float | None:
    """Return the percentage of words that move the way they are wanted to, as Mental Modeler does.

    Args:
        change: (N,).
        wanted: 1 for up, -1 for down, 0 where it does not matter and does not count, (N,).
        held: Words that are held do not count.
        selected: Only these count; all where None.

    Returns:
        0 to 100, or None where no word counts.
    """
    moved, wishes = np.sign(np.asarray(change, dtype=np.float64)), np.sign(np.asarray(wanted))
    counts = wishes != 0
    if held is not None:
        counts &= ~np.asarray(held, dtype=np.bool_)
    if selected is not None:
        counts &= np.asarray(selected, dtype=np.bool_)
    if not counts.any():
        return None
    return float(100 * np.count_nonzero((moved == wishes) & counts) / np.count_nonzero(counts))


def sign_vote(
    weights: ArrayLike,
    holds: ArrayLike,
    push: ArrayLike,
    target: int,
    dynamics: Dynamics | None = None,
) -> SignVote:
    """Return in how many people's maps a push moves one word up, down or not at all.

    Args:
        weights: (M, N, N), all over the same words.
        holds: (M, N), whether a person's map has the word.
        push: (N,), nan where a word is free.
        target: The word, by its place.
        dynamics: The rule; Mental Modeler's where None.

    Raises:
        ValueError: as ``what_moves``.
    """
    return sign_votes(weights, holds, push, dynamics)[target]


def sign_votes(
    weights: ArrayLike,
    holds: ArrayLike,
    push: ArrayLike,
    dynamics: Dynamics | None = None,
) -> tuple[SignVote, ...]:
    """Return ``sign_vote`` for every word, in the order of the weights, from one run.

    Raises:
        ValueError: as ``what_moves``.
    """
    maps = as_maps(weights)
    has = np.asarray(holds, dtype=np.bool_)
    pushed = ~np.isnan(np.asarray(push, dtype=np.float64))
    if has.shape != maps.shape[:2] or pushed.shape != maps.shape[1:2]:
        raise ValueError(
            f"For {len(maps)} maps of {maps.shape[1]} words there are {has.shape} marks of who has "
            f"a word, and a push of {pushed.shape}. Give one mark a map and word, and one push."
        )
    with_push = has[:, pushed].all(axis=1)
    moves = what_moves(maps[with_push], push, dynamics)
    ways, steady = direction(moves.change[:, 0]), moves.is_steady
    counted = has[with_push]
    return tuple(
        _vote(ways[counted[:, word], word], steady[counted[:, word], 0])
        for word in range(maps.shape[1])
    )


def _vote(ways: NDArray[np.int8], steady: Bools) -> SignVote:
    settled = ways[steady]
    return SignVote(
        up=int(np.count_nonzero(settled > 0)),
        down=int(np.count_nonzero(settled < 0)),
        still=int(np.count_nonzero(settled == 0)),
        maps=len(ways),
        unsettled=len(ways) - len(settled),
    )
