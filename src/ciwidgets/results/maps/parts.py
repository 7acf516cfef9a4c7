"""What a team's map is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ciwidgets.model import MapLink, MapWord

By = Literal["people", "sectors"]
Mark = Literal["shared", "contested", "one_sector", ""]


@dataclass(frozen=True, slots=True)
class TeamWord:
    """A word of the team's map; ``labels`` are the ways it was written, the commonest first."""

    key: str
    label: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamLink:
    """A link at least three people drew.

    ``weight`` is the average over everybody who handed in a map, not drawn being 0, and
    ``balanced`` the same with one vote for each pool of sectors (None where there are not two);
    both have two decimals. ``people`` drew it, ``agreement`` is the share by which one sign
    outweighs the other, and ``drawn_strength`` which of the program's three strengths the drawers'
    own average is nearest to. ``sectors`` names the only ones who drew it, where one pool did.
    """

    source: str
    target: str
    weight: float
    people: int
    agreement: float
    mark: Mark
    sectors: tuple[str, ...]
    balanced: float | None
    drawn_strength: int


@dataclass(frozen=True, slots=True)
class TeamMap:
    """What a team's maps say together; without words and links where there are ``too_few``.

    ``left_out`` counts the links that too few drew to be named, ``more`` those that are named
    nowhere because the picture is full. ``later`` people handed in or changed a map since, and
    ``words_later`` tells that words were put together or apart since, which not every link may
    follow. An item
    of ``pools`` names the sectors that stand together; there are none where sectors cannot be told
    apart.
    """

    people: int
    too_few: bool
    later: int = 0
    left_out: int = 0
    more: int = 0
    words_later: bool = False
    words: tuple[TeamWord, ...] = ()
    links: tuple[TeamLink, ...] = ()
    pools: tuple[tuple[str, ...], ...] = ()

    def as_drawn(self) -> tuple[list[MapWord], list[MapLink]]:
        """Return it as words and links, the way a file or another program holds a map."""
        ids = {word.key: f"w{number}" for number, word in enumerate(self.words, start=1)}
        words = [MapWord(id=ids[word.key], label=word.label) for word in self.words]
        links = [
            MapLink(source=ids[one.source], target=ids[one.target], weight=one.weight)
            for one in self.links
        ]
        return words, links

    def matrix(self, by: By = "people") -> tuple[tuple[str, ...], list[list[float]]]:
        """Return the words' keys and the weights, a row a cause; by sectors where they are."""
        keys = tuple(word.key for word in self.words)
        place = {key: number for number, key in enumerate(keys)}
        weights = [[0.0] * len(keys) for _ in keys]
        for link in self.links:
            balanced = link.balanced if by == "sectors" else None
            weight = link.weight if balanced is None else balanced
            weights[place[link.source]][place[link.target]] = weight
        return keys, weights


@dataclass(frozen=True, slots=True)
class PeopleMaps:
    """Each person's own map on the words and the links of the team's; it never leaves the kernel.

    ``weights`` is person by cause by effect, ``holds`` tells which words are on whose map.
    """

    keys: tuple[str, ...]
    weights: list[list[list[float]]]
    holds: list[list[bool]]
