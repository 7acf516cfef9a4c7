"""What people filled in for themselves, thing by thing, as the small-group rule asks for it.

A thing that was asked is one item by one way; and, because how alike people's orders are is shown
too, all items of a way together. An answer is a whole number that stands for everything a person
said of it, so that two answers are equal only where nothing differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ciwidgets.analysis import votes
from ciwidgets.analysis.disclosure import SMALLEST_GROUP, pool_sectors
from ciwidgets.analysis.ideas import Wall
from ciwidgets.analysis.priorities.panel import Ranges, Sheets
from ciwidgets.analysis.priority_rankings import PICKS

# Larger than any score.
_BASE = 100
_NOMINAL, _POINTS, _ALL = "nominal", "points", "*"
Answers = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Own:
    """What people filled in for themselves, up to a moment: ``ranges`` are the parts by way.

    ``groups`` maps each id to the thing it stands in; its values are the things that are ranked.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sheets: Mapping[str, Sheets] = field(default_factory=dict)
    ranges: Mapping[str, Ranges] = field(default_factory=dict)

    @property
    def items(self) -> list[str]:
        """The things that are ranked, each once."""
        return list(dict.fromkeys(self.groups.values()))


def compared(earlier: Own, newer: Own, fewest: int = SMALLEST_GROUP) -> tuple[Answers, Answers]:
    """Return the answers behind an earlier result, and the newer ones to the same things.

    Nothing was shown of what fewer than ``fewest`` people answered. Choices are compared in
    whatever stands in one place at either moment, so that putting two ideas together is no change.
    """
    old, new = _sheets(earlier), _sheets(newer)
    things = [thing for thing in old | new if len(old.get(thing, {})) >= fewest]
    before = {thing: old.get(thing, {}) for thing in things}
    now = {thing: new.get(thing, {}) for thing in things}
    if len(_voters(earlier)) >= fewest:
        one, other = votes.by_thing(_as_vote(earlier), _as_vote(newer))
        before |= _points(one, earlier)
        now |= _points(other, newer)
    return before, now


def pools_of(own: Own, sectors: Mapping[str, str], shown: Answers) -> dict[str, list[set[str]]]:
    """Return the people of each pool that what is shown was broken down into, by thing.

    The pools of a way are those of all who used it. A thing that too few people of some pool
    answered was left out of the breakdown.
    """
    used = {method: _used(own, method) for method in own.sheets}
    used[_NOMINAL] = _voters(own)
    members = {method: _members(people, sectors) for method, people in used.items()}
    pools = {
        method: [
            {who for sector in pool.sectors for who in of_sector[sector]}
            for pool in pool_sectors({sector: len(who) for sector, who in of_sector.items()})
        ]
        for method, of_sector in members.items()
    }
    found = {}
    for thing, answers in shown.items():
        method, _, item = thing.partition(":")
        parts = [pool & answers.keys() for pool in pools.get(method, ())] if item != _ALL else []
        if parts and all(len(part) >= SMALLEST_GROUP for part in parts):
            found[thing] = parts
    return found


def _sheets(own: Own) -> Answers:
    """Return complete sheets, by thing; and whole rows of them, which Kendall's W is made of."""
    found: dict[str, dict[str, int]] = {}
    for method, sheets in own.sheets.items():
        ranges = own.ranges[method]
        for person, of_items in sheets.items():
            said = [_said(of_items.get(item, {}), ranges) for item in own.items]
            for item, one in zip(own.items, said, strict=True):
                if one:
                    found.setdefault(f"{method}:{item}", {})[person] = one
            if all(said):
                row = sum(one * _BASE ** (place * 15) for place, one in enumerate(said))
                found.setdefault(f"{method}:{_ALL}", {})[person] = row
    return found


def _said(sheet: Mapping[str, float | None], ranges: Ranges) -> int:
    """Return a sheet as one number, 0 where a part is missing."""
    parts = [sheet.get(part) for part in ranges]
    if any(part is None for part in parts):
        return 0
    return sum((int(part or 0) + 1) * _BASE**place for place, part in enumerate(parts))


def _used(own: Own, method: str) -> set[str]:
    ranges = own.ranges[method]
    return {
        person
        for person, of_items in own.sheets[method].items()
        if any(_said(of_items.get(item, {}), ranges) for item in own.items)
    }


def _voters(own: Own) -> set[str]:
    return {person for person, picks in own.choices.items() if picks}


def _members(people: set[str], sectors: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for who in people:
        members.setdefault(sectors.get(who, ""), set()).add(who)
    return members


def _as_vote(own: Own) -> tuple[dict[str, dict[str, int]], Wall]:
    """Return choices as points on a wall; points on what is not ranked stay under its own id."""
    points = {
        person: {one: PICKS - place for place, one in enumerate(picks)}
        for person, picks in own.choices.items()
        if picks
    }
    return points, Wall((), own.groups)


def _points(by_thing: Answers, own: Own) -> Answers:
    """Return the points given by thing; and everybody's, where no points are an answer too.

    The one are behind a thing's points, the other behind its place among those who voted.
    """
    nothing = dict.fromkeys(_voters(own), 0)
    given = {f"{_POINTS}:{thing}": points for thing, points in by_thing.items()}
    return given | {f"{_NOMINAL}:{thing}": nothing | one for thing, one in by_thing.items()}
