"""Counting dots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Dots on what is no longer on the wall. The brackets keep it apart from every record's id.
GONE = "(gone)"


@dataclass(frozen=True, slots=True)
class Tally:
    """One item's dots and the number of people who gave them.

    ``rank`` 1 has the most dots; equal dots share a rank, the next one counts on (1, 2, 2, 4), and
    ``is_tied`` says so. What is gone has rank 0.
    """

    item_id: str
    dots: int
    voters: int
    rank: int
    is_tied: bool


def tally(ballots: Sequence[Mapping[str, int]], groups: Mapping[str, str]) -> list[Tally]:
    """Return every item's dots, most dots first, then most voters, then by id.

    Each ballot is one person's dots by item id. ``groups`` maps each id to the item it stands in
    now, itself where it stands alone (a wall's ``places``). Items without dots are in the list;
    dots on anything else are counted under ``GONE``, at the end, where there are any.

    Raises:
        ValueError: for a negative number of dots.
    """
    places = {item: item for item in groups.values()} | dict(groups)
    dots: Counter[str] = Counter()
    voters: Counter[str] = Counter()
    for ballot in ballots:
        fewest = min(ballot.values(), default=0)
        if fewest < 0:
            raise ValueError(f"A ballot gives an item {fewest} dots; dots are 0 or more.")
        given_to: Counter[str] = Counter()
        for item, given in ballot.items():
            given_to[places.get(item, GONE)] += given
        dots.update(given_to)
        voters.update(item for item, given in given_to.items() if given)
    items = sorted(set(groups.values()), key=lambda item: (-dots[item], -voters[item], item))
    with_dots = Counter(dots[item] for item in items)
    tallies = [
        Tally(
            item,
            dots[item],
            voters[item],
            rank=1 + sum(number for given, number in with_dots.items() if given > dots[item]),
            is_tied=with_dots[dots[item]] > 1,
        )
        for item in items
    ]
    if dots[GONE]:
        tallies.append(Tally(GONE, dots[GONE], voters[GONE], rank=0, is_tied=False))
    return tallies
