"""The feedback loops of a map: words that lead back to themselves, each word once on the way.

A loop is reinforcing where an even number of its links is negative (none too), else balancing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from ciwidgets.analysis.maps.arrays import Bools, as_map

# A map on which this many words were tried gets no more time; no real one has come near.
_MOST_TRIED: Final = 300_000


@dataclass(frozen=True, slots=True)
class Loop:
    """The words of a loop in the order of cause and effect, from the one with the lowest place."""

    words: tuple[int, ...]
    is_reinforcing: bool


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops, short ones first; ``cut_short`` where there may be more of the same lengths."""

    loops: tuple[Loop, ...]
    cut_short: bool


def loops(weights: ArrayLike, longest: int = 6, most: int = 2000) -> Loops:
    """Return the loops of one map that have at most ``longest`` words, and at most ``most`` loops.

    Args:
        weights: (N, N), one row a cause; a link with weight 0 is none, one from a word to itself
            is a loop of one.
        longest: The most words a loop may have.
        most: The most loops; the search ends at the next one, or after so many tries that a page
            would wait for it.

    Raises:
        ValueError: for weights that are not square or not finite.
    """
    one = as_map(weights)
    search = _Search(one != 0, most)
    for length in range(1, min(longest, len(one)) + 1):
        search.all_of(length)
    return Loops(
        tuple(Loop(words, _is_reinforcing(one, words)) for words in search.found),
        search.is_over,
    )


class _Search:
    """Loops of one length after the other, from each word over words with a higher place."""

    def __init__(self, linked: Bools, most: int) -> None:
        self.linked, self.most = linked, most
        self.effects = [np.flatnonzero(row).tolist() for row in linked]
        self.found: list[tuple[int, ...]] = []
        self.tried, self.is_over = 0, False

    def all_of(self, length: int) -> None:
        for start in range(len(self.linked) - length + 1):
            if self.is_over:
                return
            self._from([start], self._ways_back(start, length))

    def _ways_back(self, start: int, length: int) -> list[list[bool]]:
        """Return, for 0 to ``length`` links, from which words so many can lead to the start.

        Only words with no lower place count, so that each loop is found from one of its words.
        """
        part = self.linked[start:, start:]
        back = np.zeros(len(self.linked), dtype=np.bool_)
        back[start] = True
        ways = [back.tolist()]
        for _ in range(length):
            onward = np.zeros(len(self.linked), dtype=np.bool_)
            onward[start:] = part[:, back[start:]].any(axis=1)
            back = onward
            ways.append(back.tolist())
        return ways

    def _from(self, path: list[int], ways: list[list[bool]]) -> None:
        left = len(ways) - 1 - len(path)
        for word in self.effects[path[-1]]:
            if self.is_over or not ways[left][word]:
                continue
            self.tried += 1
            if left == 0:
                self._keep(tuple(path))
            elif word not in path:
                self._from([*path, word], ways)
            self.is_over = self.is_over or self.tried >= _MOST_TRIED

    def _keep(self, words: tuple[int, ...]) -> None:
        if len(self.found) == self.most:
            self.is_over = True
        else:
            self.found.append(words)


def _is_reinforcing(weights: ArrayLike, words: tuple[int, ...]) -> bool:
    table = np.asarray(weights)
    signs = table[list(words), [*words[1:], words[0]]] < 0
    return bool(np.count_nonzero(signs) % 2 == 0)
