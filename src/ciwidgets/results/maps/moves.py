"""What moves on a map when a word is held: directions and order first, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any

from ciwidgets.results.maps.findings import MOST_NAMED, join_names, number_word, two_places
from ciwidgets.results.maps.pushes import TryOut, WhatIfSettings, push_warnings, signed
from ciwidgets.results.maps.votes import own_votes, said_of_votes, worked_votes
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.maps.inference import Dynamics

MOST_STILL = 12


@dataclass(frozen=True, slots=True)
class Move:
    """A word that moves; ``place`` is 1 for what moves most, shared where words move alike.

    The numbers are as they are written.
    """

    word: int
    label: str
    is_up: bool
    place: int
    sentence: str
    votes: str
    change: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatMoved:
    """What a what-if shows: what was held, what moves, what to beware of, how it was worked out."""

    held: str
    lead: str
    moves: tuple[Move, ...]
    still: tuple[str, ...]
    warnings: tuple[str, ...]
    worked: tuple[str, ...]
    is_settled: bool


def what_moved(trial: TryOut, words: Mapping[str, str]) -> WhatMoved:
    """Return what moves; ``words`` is the kernel's section ``what_if``.

    Raises:
        ValueError: for a rule and a squashing that do not go together.
    """
    from ciwidgets.analysis.maps.inference import Dynamics  # noqa: PLC0415  # numpy is slow to load
    from ciwidgets.analysis.maps.scenarios import what_moves  # noqa: PLC0415

    settings = trial.settings
    dynamics = Dynamics(settings.rule, settings.squashing, settings.steepness)
    push = [trial.pushes.get(place, nan) for place in range(len(trial.labels))]
    found = what_moves(trial.weights, push, dynamics)
    runs = _Runs(
        baseline=found.baseline[0].tolist(),
        pushed=found.pushed[0, 0].tolist(),
        change=found.change[0, 0].tolist(),
        alone=_outcome(
            found.baseline_outcome[0], found.baseline_steps[0], found.baseline_cycle_length[0]
        ),
        under_push=_outcome(found.outcome[0, 0], found.steps[0, 0], found.cycle_length[0, 0]),
        is_settled=bool(found.is_steady[0, 0]),
    )
    moves = _moves(trial, runs, words) if runs.is_settled else ()
    return WhatMoved(
        held=held_sentence(trial.labels, trial.pushes, words),
        lead=_lead(moves, words) if runs.is_settled else words["unsettled"],
        moves=moves,
        still=_still(trial, moves, words) if runs.is_settled else (),
        warnings=_warnings(trial, runs, words),
        worked=_worked(trial, runs, dynamics, words),
        is_settled=runs.is_settled,
    )


def held_sentence(
    labels: Sequence[str], pushes: Mapping[int, float], words: Mapping[str, str]
) -> str:
    """Return what is held, as a question."""
    names = {1.0: "held_up", 0.0: "held_zero", -1.0: "held_down"}
    said = [
        filled(words[names.get(to, "held_at")], word=labels[place], to=signed(to))
        for place, to in pushes.items()
    ]
    return filled(words["held"], pushes=join_names(said, words))


@dataclass(frozen=True, slots=True)
class _Runs:
    """Both runs; an outcome is its name and the steps, or the length of the cycle."""

    baseline: list[float]
    pushed: list[float]
    change: list[float]
    alone: tuple[str, int]
    under_push: tuple[str, int]
    is_settled: bool


def _outcome(name: Any, steps: Any, length: Any) -> tuple[str, int]:
    return str(name), int(length if name == "cycle" else steps)


def _moves(trial: TryOut, runs: _Runs, words: Mapping[str, str]) -> tuple[Move, ...]:
    from ciwidgets.analysis.maps.scenarios import as_shown, rank_of_moves  # noqa: PLC0415

    votes = own_votes(trial)
    held = [place in trial.pushes for place in range(len(trial.labels))]
    ranks = rank_of_moves(runs.change, held).tolist()
    shown = as_shown(runs.change).tolist()
    moves = []
    for word in sorted(range(len(ranks)), key=lambda one: (ranks[one], one)):
        if not ranks[word]:
            continue
        is_up = runs.change[word] > 0
        moves.append(
            Move(
                word,
                trial.labels[word],
                is_up,
                ranks[word],
                filled(words["goes_up" if is_up else "goes_down"], word=trial.labels[word]),
                said_of_votes(votes[word], words, is_up=is_up) if votes else "",
                f"{shown[word]:+.2f}".replace("-", "−"),
                two_places(runs.baseline[word]),
                two_places(runs.pushed[word]),
            )
        )
    return tuple(moves)


def _lead(moves: Sequence[Move], words: Mapping[str, str]) -> str:
    top = [one for one in moves if one.place == 1]
    if not top:
        return words["moves_nothing"]
    if len(top) == 1:
        return filled(words["most_up" if top[0].is_up else "most_down"], word=top[0].label)
    if len(top) > MOST_NAMED:
        return filled(words["most_many"], n=len(top))
    return filled(words["most_alike"], word=join_names([one.label for one in top], words))


def _still(trial: TryOut, moves: Sequence[Move], words: Mapping[str, str]) -> tuple[str, ...]:
    moving = {one.word for one in moves} | trial.pushes.keys()
    names = [label for place, label in enumerate(trial.labels) if place not in moving]
    if not names or not moves:
        return ()
    said = [filled(words["still"], words=join_names(names[:MOST_STILL], words))]
    if len(names) > MOST_STILL:
        said.append(number_word("still_many", len(names) - MOST_STILL, words))
    return tuple(said)


def _warnings(trial: TryOut, runs: _Runs, words: Mapping[str, str]) -> tuple[str, ...]:
    rests = runs.baseline if runs.alone[0] == "settled" else None
    said = push_warnings(trial, rests, words)
    if not runs.is_settled:
        return (*_outcomes(runs, words), words["unsettled_try"], *said)
    return (*said, words["warn_decimals"])


def _worked(
    trial: TryOut,
    runs: _Runs,
    dynamics: Dynamics,
    words: Mapping[str, str],
) -> tuple[str, ...]:
    from ciwidgets.analysis.maps.inference import settles_surely  # noqa: PLC0415

    settings = trial.settings
    is_sure = settles_surely(trial.weights, dynamics)
    most, tolerance = f"{dynamics.most_steps:,}", f"{dynamics.tolerance:f}".rstrip("0")
    said = [
        words[f"worked_rule_{settings.rule}"],
        filled(
            words[f"worked_squashing_{settings.squashing}"], steepness=f"{settings.steepness:g}"
        ),
        words["worked_start"],
        filled(words["worked_stop"], tolerance=tolerance, most=most),
        *_outcomes(runs, words),
        words["worked_surely" if is_sure else "worked_maybe"],
        words["worked_change"],
    ]
    if settings == WhatIfSettings():
        said.append(words["worked_same_settings"])
    if trial.is_by_sectors:
        said.append(words["worked_sectors"])
    return (*said, *worked_votes(trial, words))


def _outcomes(runs: _Runs, words: Mapping[str, str]) -> list[str]:
    return [
        filled(words[key], outcome=number_word(f"outcome_{name}", number, words))
        for key, (name, number) in (
            ("worked_alone", runs.alone),
            ("worked_pushed", runs.under_push),
        )
    ]
