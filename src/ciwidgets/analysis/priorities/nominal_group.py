"""The nominal group technique: everybody picks five and gives them five points down to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ciwidgets.analysis.agreement import agreement_word
from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.ranking import places
from ciwidgets.analysis.votes import GONE


@dataclass(frozen=True, slots=True)
class NominalItem:
    """One item's points, by how many people, and the most points one of them gave.

    ``people`` and ``highest`` are 0 where fewer than five chose it: the room would know who.
    ``is_odd`` marks points from two camps, such as three fives and three ones: talk, then revote.
    """

    item_id: str
    points: int
    people: int
    highest: int
    rank: int
    is_tied: bool
    is_odd: bool


@dataclass(frozen=True, slots=True)
class NominalGroup:
    """The result, first place first; empty of items where ``too_few`` people chose.

    ``gone`` counts points on what is no longer there.
    """

    voters: int
    picks: int
    too_few: bool
    items: tuple[NominalItem, ...] = ()
    gone: int = 0


def nominal_group(
    choices: Mapping[str, Sequence[str]],
    groups: Mapping[str, str],
    *,
    picks: int = 5,
    fewest: int = SMALLEST_GROUP,
) -> NominalGroup:
    """Return the points of every item: a first choice gives ``picks``, each next one less.

    More points come first; level points are parted by the number of people who chose the item,
    then by the most points one person gave it; what is level then shares its rank. Whoever chose
    two ideas that were put together since gave that item both their points and is one person.
    Source: Delbecq, Van de Ven and Gustafson (1975).

    Args:
        choices: Each person's choices, the best first; fewer than ``picks`` are allowed.
        groups: Each id and the item it stands in now, itself where alone (a wall's ``places``).
        picks: How many choices a person has.
        fewest: With fewer people choosing than this there is no result.

    Raises:
        ValueError: for more choices than ``picks``, or one made twice.
    """
    points, best_of = _given(choices, groups, picks)
    voters = sum(bool(chosen) for chosen in choices.values())
    if not voters or voters < fewest:
        return NominalGroup(voters, picks, too_few=True)
    best = {item: tuple(best_of.get(item, ())) for item in dict.fromkeys(groups.values())}
    found = places(
        {item: (points[item], len(given), max(given, default=0)) for item, given in best.items()}
    )
    items = [
        NominalItem(
            item,
            points[item],
            len(given) if len(given) >= fewest else 0,
            max(given, default=0) if len(given) >= fewest else 0,
            found[item].rank,
            found[item].is_tied,
            _is_odd(given, picks),
        )
        for item, given in best.items()
    ]
    items.sort(key=lambda one: one.rank)
    return NominalGroup(voters, picks, too_few=False, items=tuple(items), gone=points[GONE])


def _given(
    choices: Mapping[str, Sequence[str]], groups: Mapping[str, str], picks: int
) -> tuple[Counter[str], dict[str, list[int]]]:
    """Return each item's points, and the most that each person who chose it gave."""
    where = {item: item for item in groups.values()} | dict(groups)
    points: Counter[str] = Counter()
    best_of: dict[str, list[int]] = {}
    for chosen in choices.values():
        _check(chosen, picks)
        mine: dict[str, int] = {}
        for given, item in zip(range(picks, 0, -1), chosen, strict=False):
            place = where.get(item, GONE)
            points[place] += given
            mine.setdefault(place, given)
        for place, given in mine.items():
            best_of.setdefault(place, []).append(given)
    return points, best_of


def _is_odd(given: Sequence[int], picks: int) -> bool:
    """Return whether the points stand in two camps, as ``agreement_word`` sees two camps."""
    counted = Counter(given)
    counts = [counted[number] for number in range(1, picks + 1)]
    return picks > 2 and agreement_word(counts) == "split_in_two"


def _check(chosen: Sequence[str], picks: int) -> None:
    if len(chosen) > picks:
        raise ValueError(f"There are {len(chosen)} choices, and each person has {picks}.")
    twice = [item for item, number in Counter(chosen).items() if number > 1]
    if twice:
        raise ValueError(f"{twice[0]!r} is chosen twice. Choose each item once.")
