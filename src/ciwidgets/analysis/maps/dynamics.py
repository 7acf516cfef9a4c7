"""By which rule a map moves, as one matrix for one step of many maps and many states.

With the states as rows, all three rules are one product and one squashing: Kosko f(A W), modified
Kosko f(A + A W) = f(A (W + 1)), rescaled f((2A - 1)(W + 1)), 1 standing for the unit matrix.
Sources: Kosko (1986); Stylios and Groumpos (2004) for the modified rule; Papageorgiou (2011) for
the rescaled one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from ciwidgets.analysis.maps.arrays import Floats, as_maps

Rule: TypeAlias = Literal["kosko", "modified_kosko", "rescaled"]
Squashing: TypeAlias = Literal["sigmoid", "tanh", "bivalent", "trivalent", "linear"]
# What a sum like 0.1 + 0.2 - 0.3 leaves of 0 is no reason for a threshold to jump.
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Dynamics:
    """A rule, a squashing, and when to stop.

    The squashings are sigmoid 1 / (1 + exp(-steepness x)), tanh(steepness x), bivalent (1 above 0,
    else 0), trivalent (the sign), and linear, which is none: x * steepness. A run settles when no
    word moves more than ``tolerance`` in a step, and is given up after ``most_steps``. The
    defaults are Mental Modeler's, but for ``most_steps``, which it does not have.

    Raises:
        ValueError: for an unknown name, a number that makes no sense, or a rescaled rule without
            the sigmoid, which has no meaning.
    """

    rule: Rule = "kosko"
    squashing: Squashing = "sigmoid"
    steepness: float = 1.0
    tolerance: float = 1e-5
    most_steps: int = 10_000

    def __post_init__(self) -> None:
        _check_name("rule", self.rule, get_args(Rule))
        _check_name("squashing", self.squashing, get_args(Squashing))
        if self.rule == "rescaled" and self.squashing != "sigmoid":
            raise ValueError(
                f"The rescaled rule goes with the sigmoid, and {self.squashing!r} was asked for. "
                "Take the sigmoid, or another rule."
            )
        if not 0 < self.steepness < float("inf"):
            raise ValueError(f"The steepness is {self.steepness}. Give a number above 0.")
        if not 0 < self.tolerance < float("inf"):
            raise ValueError(f"The tolerance is {self.tolerance}. Give a number above 0.")
        if self.most_steps < 1:
            raise ValueError(f"At most {self.most_steps} steps are none. Give 1 or more.")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of the dynamics: states (M, S, N) to the next ones, before anything is held.

    ``matrices`` (M, N, N) have the rule, and for the sigmoid the minus sign of its exponent.
    ``offsets`` (M, 1, N) are there for the rescaled rule.
    """

    squashing: Squashing
    matrices: Floats
    offsets: Floats | None

    @classmethod
    def of(cls, maps: Floats, dynamics: Dynamics) -> Step:
        """Return the step for maps (M, N, N)."""
        matrices = maps if dynamics.rule == "kosko" else maps + np.eye(maps.shape[1])
        factor = -dynamics.steepness if dynamics.squashing == "sigmoid" else dynamics.steepness
        if dynamics.rule == "rescaled":
            matrices = factor * matrices
            return cls(dynamics.squashing, 2 * matrices, -matrices.sum(axis=1, keepdims=True))
        return cls(dynamics.squashing, matrices if factor == 1 else factor * matrices, None)

    def only(self, kept: ArrayLike) -> Step:
        """Return the step for some of the maps."""
        kept = np.asarray(kept)
        offsets = None if self.offsets is None else self.offsets[kept]
        return Step(self.squashing, self.matrices[kept], offsets)

    def into(self, states: Floats, following: Floats) -> None:
        """Write the states that follow into an array of the same shape."""
        np.matmul(states, self.matrices, out=following)
        if self.offsets is not None:
            following += self.offsets
        if self.squashing == "sigmoid":
            np.exp(following, out=following)
            following += 1
            np.reciprocal(following, out=following)
        elif self.squashing == "tanh":
            np.tanh(following, out=following)
        elif self.squashing == "bivalent":
            np.greater(following, _NOTHING, out=following)
        elif self.squashing == "trivalent":
            following[np.abs(following) <= _NOTHING] = 0
            np.sign(following, out=following)


def settles_surely(weights: ArrayLike, dynamics: Dynamics) -> bool:
    """Return whether each map has one steady state, reached from every start and under any push.

    True where the step is a contraction in one of the norms 1, 2 and infinity: steepness times
    the norm of the rule's matrix times the squashing's steepest slope below 1 (1/4 for the
    sigmoid, 1/2 in the rescaled rule; 1 for tanh and linear). False says nothing either way.
    Source: Knight, Lloyd and Penn (2013) state a bound of this kind.

    Raises:
        ValueError: for weights that are not square or not finite.
    """
    maps = as_maps(weights)
    if dynamics.squashing in ("bivalent", "trivalent"):
        return False
    matrices = maps if dynamics.rule == "kosko" else maps + np.eye(maps.shape[1])
    slope = dynamics.steepness * (0.25 if dynamics.squashing == "sigmoid" else 1)
    slope *= 2 if dynamics.rule == "rescaled" else 1
    if not matrices.size:
        return True
    sizes = np.abs(matrices)
    norms = np.minimum(sizes.sum(axis=1).max(axis=1), sizes.sum(axis=2).max(axis=1))
    norms = np.minimum(norms, np.linalg.norm(matrices, ord=2, axis=(1, 2)))
    return bool((slope * norms < 1).all())


def _check_name(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"There is no {what} {given!r}. Take one of {', '.join(known)}.")
