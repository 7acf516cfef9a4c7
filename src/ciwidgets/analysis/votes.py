"""Counting dots, and finding them again on a wall that has changed since."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.ideas import Item, Wall

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    # Each person's dots by item id; and of two votes the dots on each thing by person.
    Ballots = Mapping[str, Mapping[str, int]]
    ByThing = tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]

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


def without(wall: Wall, gone: Collection[str]) -> Wall:
    """Return a wall without what has gone since, nothing else on it moved.

    An item is taken off when none of its ideas is left or its title is among ``gone``. Otherwise
    it keeps its place and all its dots, and loses the words of the ideas that are gone; an idea
    left alone in a group stands in its own words.
    """
    items = []
    for item in wall.items:
        left = tuple(one for one in item.originals if one.id not in gone)
        if left and item.id not in gone:
            items.append(Item(item.id, item.text if len(left) > 1 else left[0].text, left))
    standing = {item.id for item in items}
    places = {one: place for one, place in wall.places.items() if place in standing}
    return Wall(tuple(items), places)


def carry(ballots: Ballots, then: Wall, today: Wall) -> dict[str, int]:
    """Return the dots given on the wall ``then`` by the items of the wall ``today``.

    What was merged since has the dots of all its parts. What is new since has no dots and is left
    out, and so is what holds a part of an item that was split: whose part got which dots is not
    known of a result, and a result is all this may tell.
    """
    dots = {one.item_id: one.dots for one in tally(list(ballots.values()), then.places)}
    carried: Counter[str] = Counter()
    split: set[str] = set()
    for item in then.items:
        places = {today.places[one] for one in item.idea_ids if one in today.places}
        if len(places) == 1:
            carried[places.pop()] += dots[item.id]
        else:
            split |= places
    return {place: number for place, number in carried.items() if place not in split}


def by_thing(one: tuple[Ballots, Wall], other: tuple[Ballots, Wall]) -> ByThing:
    """Return the dots of two votes by person, for every thing they can be compared in.

    One thing is what stands in one place on either wall, so that merging and splitting is no
    change. Dots on what is not on the wall of their own vote are one thing too, since only their
    sum is shown.
    """
    things = _things(one, other)
    return _dots_on(things, one[0]), _dots_on(things, other[0])


def _things(*votes: tuple[Ballots, Wall]) -> dict[str, str]:
    leader: dict[str, str] = {}

    def lead(one: str) -> str:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for ballots, wall in votes:
        for item, place in wall.places.items():
            leader[lead(item)] = lead(place)
        for item in {item for dots in ballots.values() for item in dots}:
            leader[lead(item)] = lead(wall.places.get(item, GONE))
    return {item: lead(item) for item in list(leader)}


def _dots_on(things: Mapping[str, str], ballots: Ballots) -> dict[str, dict[str, int]]:
    given: dict[str, dict[str, int]] = {thing: {} for thing in things.values()}
    for person, dots in ballots.items():
        for item, number in dots.items():
            on_thing = given[things[item]]
            on_thing[person] = on_thing.get(person, 0) + number
    return given
