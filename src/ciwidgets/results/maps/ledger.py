"""What was shown of a team's links so far, and what may be shown of them next.

A team may put words together after its map was shown. Such maps, added up and taken from each
other, must not tell of fewer than five people. So every link that was ever shown is remembered with
what it was made of, and a link is made of more or of less only where the people behind whatever can
be had from all of these are nobody or five and more. Where they are not, it stays as it was shown.
Who brought maps from a file knows them, so people of the room and maps from files are counted
apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ciwidgets.analysis.disclosure import SMALLEST_CHANGE, may_show
from ciwidgets.results.maps.combining import tells_of_few
from ciwidgets.results.maps.people import Pair, average

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ciwidgets.analysis.maps.vocabulary import Vocabulary
    from ciwidgets.results.maps.combining import Said
    from ciwidgets.results.maps.people import CountedMap

    Maps = Mapping[str, CountedMap]
    # Each link by shared keys with the links by own keys it is made of.
    Parts = Mapping[Pair, frozenset[Pair]]
    Drawn = Mapping[Pair, Mapping[str, float]]

# The same number as analysis.maps.merging's, which loads numpy; a test compares them.
LEAST_DRAWERS = 3


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link with what it is made of: people's own links, as they stood at a closing.

    ``weights`` holds those who drew it; ``with_sectors`` tells whether it was broken down.
    """

    closing: int
    parts: frozenset[Pair]
    weights: Mapping[str, float]
    with_sectors: bool = False


# What a link is made of, and what is shown of it.
Outcome: TypeAlias = tuple[frozenset[Pair], LinkShown | None]


@dataclass(slots=True)
class MapShown:
    """What a team is shown: each link by its two words.

    ``left_out`` counts the links too few drew by the words of the closing. ``words_changed`` tells
    that words were put together or apart since: not every link may follow that.
    """

    closing: int
    words: Vocabulary
    links: dict[Pair, LinkShown] = field(default_factory=dict)
    left_out: int = 0
    words_changed: bool = False


def of_the_room(maps: Maps) -> dict[str, CountedMap]:
    """Return the maps that were drawn here, and did not come from a file."""
    return {who: one for who, one in maps.items() if not one.is_file}


def enough_maps(maps: Maps) -> bool:
    """Return whether anything may be shown of these maps: of five people, those of files apart."""
    people = len(of_the_room(maps))
    return may_show(len(maps)) and (not people or may_show(people))


def may_name(maps: Maps, drawers: Collection[str]) -> bool:
    """Return whether a link may be named: three people drew it, those of files apart."""
    people = sum(not maps[who].is_file for who in drawers)
    return len(drawers) >= LEAST_DRAWERS and (not people or people >= LEAST_DRAWERS)


def enough_changed(changed: Collection[str], *maps: Maps) -> bool:
    """Return whether those who changed are nobody or at least five, those of files apart."""
    of_files = sum(any(who in one and one[who].is_file for one in maps) for who in changed)
    return all(
        not people or people >= SMALLEST_CHANGE for people in (of_files, len(changed) - of_files)
    )


def parts_of(drawn: Collection[Pair], words: Vocabulary) -> Parts:
    """Return what each link is made of by these words; no word leads to itself."""
    shared = {key: words.shared(key) for key in {end for pair in drawn for end in pair}}
    parts: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for pair in drawn:
        source, target = shared[pair[0]], shared[pair[1]]
        if source != target:
            parts[source, target].append(pair)
    return {pair: frozenset(found) for pair, found in parts.items()}


def drawn_by(maps: Maps) -> Drawn:
    """Return who drew each link by own keys, with the weights."""
    drawn: defaultdict[Pair, dict[str, float]] = defaultdict(dict)
    for who, one in maps.items():
        for pair, weight in one.links.items():
            drawn[pair][who] = weight
    return drawn


def weights_of(drawn: Drawn, parts: Iterable[Pair]) -> dict[str, float]:
    """Return each drawer's weight for a link made of these parts, the average of their own."""
    given: defaultdict[str, list[float]] = defaultdict(list)
    for part in sorted(parts):
        for who, weight in drawn.get(part, {}).items():
            given[who].append(weight)
    averages = {who: average(weights) for who, weights in given.items()}
    return {who: weight for who, weight in averages.items() if weight}


def _moved(
    drawn: Collection[Pair], before: Mapping[str, str], now: Mapping[str, str]
) -> tuple[list[Pair], set[Pair]]:
    """Return what is behind the links that other words make, and those links by their words.

    ``before`` and ``now`` lead each own key to the key it counts under.
    """
    changed = {key for key, shared in now.items() if before[key] != shared}
    moved = [(a, b) for a, b in drawn if a in changed or b in changed]
    gone = {(words[a], words[b]) for words in (before, now) for a, b in moved}
    return [(a, b) for a, b in drawn if (now[a], now[b]) in gone], gone


class Ledger:
    """All links that were shown, at whatever closing and by whatever words."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._shown: defaultdict[Pair, list[LinkShown]] = defaultdict(list)
        self._drawn: dict[int, Drawn] = {}
        self._maps: dict[int, Maps] = {}
        self._first: dict[int, tuple[int, dict[str, str]]] = {}
        self._last: dict[Pair, Outcome] = {}
        self._last_closing = 0
        self._last_sorted: dict[str, str] = {}

    def show(self, closing: int, maps: Maps, words: Vocabulary, *, with_sectors: bool) -> MapShown:
        """Return what may be shown of a closing's maps by these words, and remember it."""
        self._know(closing, maps)
        sorted_so = {
            key: words.shared(key) for key in {key for one in maps.values() for key in one.words}
        }
        drawn: Collection[Pair] = self._drawn[closing].keys()
        now: dict[Pair, Outcome] = {}
        if self._last_closing == closing:
            # A change of the words is a change of few links: the others are what they were.
            drawn, gone = _moved(drawn, self._last_sorted, sorted_so)
            now = {pair: one for pair, one in self._last.items() if pair not in gone}
        for pair, parts in sorted(parts_of(drawn, words).items(), key=lambda one: one[0]):
            before = self._last.get(pair) if self._last_closing == closing else None
            if before is None or before[0] != parts:
                before = parts, self._outcome(closing, parts, with_sectors=with_sectors)
            now[pair] = before
        self._last, self._last_closing, self._last_sorted = now, closing, sorted_so
        links = {pair: link for pair, (_, link) in now.items() if link is not None}
        # What else is told stays as it was first told: how it moves would tell of few people.
        left_out, first = self._first.setdefault(closing, (len(now) - len(links), sorted_so))
        return MapShown(closing, words, links, left_out, first != sorted_so)

    def _outcome(
        self, closing: int, parts: frozenset[Pair], *, with_sectors: bool
    ) -> LinkShown | None:
        """Return what is shown of a link, if anything."""
        weights = weights_of(self._drawn[closing], parts)
        if not may_name(self._maps[closing], weights.keys()):
            return None
        return self._choose(LinkShown(closing, parts, weights, with_sectors))

    def _choose(self, link: LinkShown) -> LinkShown | None:
        """Return the link, or what was shown of it and stays, or nothing."""
        met = self._met(link.parts)
        here = [one for one in met if one.closing == link.closing]
        known = next((one for one in here if one.parts == link.parts), None)
        if known is not None:
            return known
        if self._may_show(link, met):
            shown = LinkShown(
                link.closing,
                link.parts,
                link.weights,
                # Two breakdowns can be subtracted from each other pool by pool.
                with_sectors=link.with_sectors and not met,
            )
            for part in link.parts:
                self._shown[part].append(shown)
            return shown
        within = [one for one in here if one.parts < link.parts]
        return max(within, key=lambda one: (len(one.weights), sorted(one.parts)), default=None)

    def _may_show(self, link: LinkShown, met: Sequence[LinkShown]) -> bool:
        """Ask the rule beside all that was shown of the same words, two by two and all together."""
        if not met:
            return True
        if not all(self._enough_between(link, one) for one in met):
            return False
        results = self._mixed_with(link)
        said = self._said(results)
        of_files = {who for who in said if any(self._is_file(one, who) for one in results)}
        return not any(
            tells_of_few([said[who] for who in group], len(results))
            for group in (said.keys() - of_files, of_files)
        )

    def _enough_between(self, one: LinkShown, other: LinkShown) -> bool:
        maps, others = self._maps[one.closing], self._maps[other.closing]
        changed = maps.keys() ^ others.keys()
        drawers = one.weights.keys() | other.weights.keys()
        changed |= {who for who in drawers if one.weights.get(who) != other.weights.get(who)}
        return enough_changed(changed, maps, others)

    def _mixed_with(self, link: LinkShown) -> list[LinkShown]:
        """Return a link and what was shown of its parts, of the parts of that, and so on."""
        found = {id(link): link}
        waiting = [link]
        while waiting:
            for one in self._met(waiting.pop().parts):
                if id(one) not in found:
                    found[id(one)] = one
                    waiting.append(one)
        return list(found.values())

    def _said(self, results: Sequence[LinkShown]) -> dict[str, Said]:
        """Return what each person put into results; an answer that stayed the same is the same."""
        places: defaultdict[str, defaultdict[tuple[Pair, float], set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for place, one in enumerate(results):
            for part in one.parts:
                for who, weight in self._drawn[one.closing].get(part, {}).items():
                    places[who][part, weight].add(place)
        return {
            who: frozenset(Counter(map(frozenset, said.values())).items())
            for who, said in places.items()
        }

    def _is_file(self, link: LinkShown, who: str) -> bool:
        maps = self._maps[link.closing]
        return who in maps and maps[who].is_file

    def _met(self, parts: frozenset[Pair]) -> list[LinkShown]:
        """Return what was shown that shares a part with these, each once."""
        return list(
            {id(one): one for part in sorted(parts) for one in self._shown.get(part, ())}.values()
        )

    def _know(self, closing: int, maps: Maps) -> None:
        if closing not in self._maps:
            self._maps[closing] = maps
            self._drawn[closing] = drawn_by(maps)
