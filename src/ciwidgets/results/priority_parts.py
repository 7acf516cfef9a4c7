"""What the ways say side by side: a table of places, and sentences about where they part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.results.priority_details import Detail, detail
from ciwidgets.results.priority_words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.priorities.comparison import Comparison, Flip, ItemRanks
    from ciwidgets.analysis.priority_results import Ranking, WhatFirst
    from ciwidgets.model import Program

# More sentences of one kind are not read.
_MOST = 3
_MOST_OF_A_WAY = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A way: its name, and who its places come from."""

    key: str
    name: str
    who: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thing, and its place by each way."""

    id: str
    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A few sentences under a title; ``note`` is how to read them."""

    title: str
    sentences: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A result in words; ``too_few`` says which ways are not shown, where there are any."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    details: tuple[Detail, ...]
    too_few: str = ""


def side_by_side(what: WhatFirst, program: Program, words: Mapping[str, str]) -> SideBySide:
    """Return a result in words; ``words`` is the catalogue's section ``priorities``."""
    say = Words(what, program, words)
    in_order = [one.item_id for one in what.comparison.items]
    standing = sorted(
        what.things, key=lambda one: in_order.index(one.id) if one.id in in_order else len(in_order)
    )
    parts = (_first(say), _apart(say), _sectors(say), _firm(say))
    hidden = [say(f"way_{method}") for method in what.too_few]
    return SideBySide(
        tuple(Column(one.key, say.way(one.key), say.who(one)) for one in what.rankings),
        tuple(
            Row(one.id, one.text, tuple(say.place(ranking, one.id) for ranking in what.rankings))
            for one in standing
            if what.rankings
        ),
        tuple(part for part in parts if part.sentences),
        tuple(detail(say, ranking) for ranking in what.rankings),
        say("too_few", ways=say.listed(hidden)) if hidden else "",
    )


def _first(say: Words) -> Part:
    firsts = {key: one for key, one in say.what.comparison.firsts.items() if one}
    if not firsts:
        return Part("", ())
    by_first: dict[tuple[str, ...], list[str]] = {}
    for key, things in firsts.items():
        by_first.setdefault(things, []).append(key)
    if len(firsts) > 1 and len(by_first) == 1:
        things = next(iter(by_first))
        key = "first_all" if len(things) == 1 else "first_all_tied"
        named = say.things(things)
        return Part(say("first_title"), (say(key, thing=named, things=named),))
    said = [
        say("first_by", ways=say.ways(keys), things=say.things(things))
        for things, keys in sorted(by_first.items(), key=lambda pair: -len(pair[1]))
    ]
    return Part(say("first_title"), tuple(said), "" if len(firsts) > 1 else say("first_one_way"))


def _apart(say: Words) -> Part:
    comparison = say.what.comparison
    if sum(map(bool, comparison.firsts.values())) < 2:
        return Part("", ())
    at = {one.item_id: place for place, one in enumerate(comparison.items)}
    # What is disputed near the top matters most; sorting is stable.
    flips = sorted(comparison.flips, key=lambda one: min(at[one.one], at[one.other]))
    moved = [_mover(say, one) for one in _far_apart(comparison)[:_MOST]]
    turned = [_flip(say, one) for one in flips[:_MOST]]
    if not moved and not turned:
        return Part(say("apart_title"), (say("apart_none"),))
    return Part(say("apart_title"), (*moved, *turned), say("apart_ask"))


def _far_apart(comparison: Comparison) -> list[ItemRanks]:
    """Return the biggest movers; to share a place in one way and not in another is no move."""
    ranks_of = {one.item_id: one for one in comparison.items}
    movers = [ranks_of[one] for one in comparison.movers]
    return [one for one in movers if len({rank for rank in one.ranks.values() if rank}) > 1]


def _mover(say: Words, one: ItemRanks) -> str:
    best, worst = _ends(one)
    return say(
        "apart_mover",
        thing=say.thing(one.item_id),
        best=one.ranks[best],
        best_way=say.way(best),
        worst=one.ranks[worst],
        worst_way=say.way(worst),
    )


def _ends(one: ItemRanks) -> tuple[str, str]:
    """Return which ranks a thing first of all, and which last."""
    ranked = {key: rank for key, rank in one.ranks.items() if rank}
    return min(ranked, key=lambda key: ranked[key]), max(ranked, key=lambda key: ranked[key])


def _flip(say: Words, flip: Flip) -> str:
    return say(
        "apart_flip",
        one=say.thing(flip.one),
        other=say.thing(flip.other),
        ahead=say.ways(flip.one_first),
        behind=say.ways(flip.other_first),
    )


def _sectors(say: Words) -> Part:
    said = [sentence for one in say.what.rankings for sentence in _by_sector(say, one)]
    return Part(say("sectors_title"), tuple(said), say("sectors_help"))


def _by_sector(say: Words, ranking: Ranking) -> list[str]:
    if ranking.sectors is None:
        return []
    way, found = say.way(ranking.key), ranking.sectors.comparison
    pools = {name: say.pool(ranking, name) for name in ranking.sectors.pools}
    said = []
    if not found.agree_on_first:
        said = [
            say("sectors_first", way=way, pool=pools[name], things=say.things(things))
            for name, things in found.firsts.items()
        ]
    for mover in _far_apart(found)[:_MOST_OF_A_WAY]:
        best, worst = _ends(mover)
        said.append(
            say(
                "sectors_mover",
                way=way,
                thing=say.thing(mover.item_id),
                best=mover.ranks[best],
                pool=pools[best],
                worst=mover.ranks[worst],
                other=pools[worst],
            )
        )
    return said or [say("sectors_same", way=way)]


def _firm(say: Words) -> Part:
    """Return how firm each first place is, the ways of which the same holds in one sentence."""
    ways: dict[tuple[str, str, str], list[str]] = {}
    for ranking in say.what.rankings:
        for told in _how_firm(say, ranking):
            ways.setdefault(told, []).append(ranking.key)
    said = (
        say(key, way=say.ways(keys), things=things, criterion=criterion)
        for (key, things, criterion), keys in ways.items()
    )
    return Part(say("firm_title"), tuple(said))


def _how_firm(say: Words, ranking: Ranking) -> list[tuple[str, str, str]]:
    """Return the keys of what is to be said, each with things and a criterion's name."""
    first = say.things(say.what.comparison.firsts.get(ranking.key, ()))
    told = []
    if ranking.left_out == "holds":
        told.append(("firm_holds", first, ""))
    if ranking.left_out == "changes_for_some":
        told.append(("firm_changes", "", ""))
    if ranking.weights and ranking.weights.holds:
        told.append(("firm_weights", first, ""))
    names = {one.id: one.name for one in say.program.criteria}
    for shift in ranking.weights.shifts if ranking.weights else ():
        if not shift.holds:
            key = "firm_weights_more" if shift.factor > 1 else "firm_weights_less"
            told.append((key, say.things(shift.firsts), names[shift.criterion]))
    return told
