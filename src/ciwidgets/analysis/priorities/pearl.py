"""The PEARL gate: five questions a team answers about a thing before any score of it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Letter = Literal["propriety", "economics", "acceptability", "resources", "legality"]
LETTERS: tuple[Letter, ...] = get_args(Letter)


@dataclass(frozen=True, slots=True)
class Decision:
    """The team's answer to one letter: yes, no, or None while it is not answered.

    ``decided_by`` says who entered it for the team, in whatever words or id the caller shows.
    """

    holds: bool | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What became of one item at the gate; each letter is in exactly one of the three."""

    passed: tuple[Letter, ...]
    failed: tuple[Letter, ...]
    waiting: tuple[Letter, ...]
    decided_by: Mapping[Letter, str] = field(default_factory=dict)

    @property
    def is_dropped(self) -> bool:
        """Whether a letter was answered no."""
        return bool(self.failed)

    @property
    def is_complete(self) -> bool:
        """Whether every letter was answered."""
        return not self.waiting

    @property
    def factor(self) -> int:
        """D of the overall priority rating: 0 where a letter failed, else 1, waiting or not."""
        return 0 if self.failed else 1


def pearl(decisions: Mapping[Letter, Decision]) -> Gate:
    """Return the gate of one item: a single no drops it, and no answer yet does not.

    The answers are the team's, one for each letter. Source: NACCHO's account of the Hanlon
    method, in which all five letters must be yes.

    Raises:
        ValueError: for a letter that PEARL does not have.
    """
    unknown = sorted(set(decisions) - set(LETTERS))
    if unknown:
        raise ValueError(f"PEARL has no {unknown[0]!r}. Its letters are {', '.join(LETTERS)}.")
    answers = {letter: decisions.get(letter, Decision()) for letter in LETTERS}
    return Gate(
        tuple(letter for letter, one in answers.items() if one.holds is True),
        tuple(letter for letter, one in answers.items() if one.holds is False),
        tuple(letter for letter, one in answers.items() if one.holds is None),
        {
            letter: one.decided_by
            for letter, one in answers.items()
            if one.holds is not None and one.decided_by
        },
    )
