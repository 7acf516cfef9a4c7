"""What a team's map is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ciwidgets.model import MapLink, MapWord

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

    def matrix(self) -> tuple[tuple[str, ...], list[list[float]]]:
        """Return the words' keys and the weights with one vote a person, a row a cause."""
        keys = tuple(word.key for word in self.words)
        place = {key: number for number, key in enumerate(keys)}
        weights = [[0.0] * len(keys) for _ in keys]
        for link in self.links:
            weights[place[link.source]][place[link.target]] = link.weight
        return keys, weights


@dataclass(frozen=True, slots=True)
class PeopleMaps:
    """The own maps of people in the room, by the words and links of the team's.

    They never leave the kernel. ``weights`` is person by cause by effect, and ``holds`` tells on
    whose map a word has one of these links: of words without any, nothing is looked at.
    """

    keys: tuple[str, ...]
    weights: list[list[list[float]]]
    holds: list[list[bool]]
