"""The words of ordered scales, read once from ``scales.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Family:
    """An ordered scale: its name in plain words, its steps, whether its two halves mirror."""

    name: str
    steps: tuple[tuple[str, ...], ...]
    is_mirrored: bool

    @property
    def middle(self) -> int:
        """The step between the halves of a mirrored scale."""
        return len(self.steps) // 2

    def mirrored(self, rank: int, word: str) -> str:
        """Return the word at the other end that answers this one."""
        words, others = self.steps[rank], self.steps[-1 - rank]
        return others[words.index(word)] if len(words) == len(others) else others[0]


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """All scales, the words of how much, and the answers that have no place on a scale."""

    families: tuple[Family, ...]
    intensities: tuple[tuple[str, ...], ...]
    off_scale: frozenset[str]


@cache
def scale_words() -> ScaleWords:
    """Return the words of the file that comes with this package."""
    text = files("ciwidgets.formats.surveys").joinpath("scales.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return ScaleWords(
        families=tuple(
            Family(one["name"], tuple(map(tuple, one["steps"])), one.get("is_mirrored", False))
            for one in found["scale"]
        ),
        intensities=tuple(map(tuple, found["intensities"])),
        off_scale=frozenset(found["off_scale"]),
    )
