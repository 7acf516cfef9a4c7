"""Which maps, by which words, a team was shown, from its first closing on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import may_replace, pool_sectors
from ciwidgets.model import Program, SharedWord
from ciwidgets.results.closings import shown_closings
from ciwidgets.results.maps.ledger import (
    Ledger,
    MapShown,
    drawn_by,
    enough_changed,
    enough_maps,
    may_name,
    of_the_room,
    parts_of,
    weights_of,
)
from ciwidgets.results.maps.people import counted_maps, shared_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ciwidgets.analysis.disclosure import Pool
    from ciwidgets.analysis.maps.vocabulary import Vocabulary
    from ciwidgets.results.closings import Place
    from ciwidgets.results.maps.ledger import Maps, Parts
    from ciwidgets.results.maps.people import CountedMap, Pair

# A weight as the rule for results by sector wants it: a whole number.
_WHOLE = 1_000_000
# So many changes of the words are followed after a closing; a page asks after every one of them.
MOST_WORD_CHANGES = 100


class ClosedMaps:
    """The maps of a step, and the words of another, as they stood at its closings."""

    def __init__(
        self, place: Place, program: Program, words_step: str, language: str = "en"
    ) -> None:
        """Look at the maps of a place, by the words that ``words_step`` put together."""
        self.place, self.program, self.words_step = place, program, words_step
        self.language = language
        self._known: dict[int | None, dict[str, CountedMap]] = {}
        self._programs: dict[int | None, Program] = {}

    def maps_at(self, seq: int | None) -> dict[str, CountedMap]:
        """Return the maps that counted at a moment."""
        if seq not in self._known:
            self._known[seq] = counted_maps(self.place, seq)
        return self._known[seq]

    def words_at(self, seq: int | None, closing: int | None) -> Vocabulary:
        """Return the words as put together by ``seq``, with the deck and the needs of a closing."""
        place = self.place
        together = shared_words(place.record, place.team_id, self.words_step, seq)
        program = self._program_at(closing)
        return vocabulary(place.record, program, place.team_id, together, closing)

    def pools_at(self, seq: int) -> list[Pool]:
        """Return the sectors that stand together, of all in the room whose maps counted.

        Whoever brought maps from files knows them: they fill up no pool.
        """
        return pool_sectors(Counter(one.sector for one in of_the_room(self.maps_at(seq)).values()))

    def reveals(self, seq: int) -> bool:
        """Return whether anything is shown."""
        return enough_maps(self.maps_at(seq))

    def may_follow(self, newer: int, earlier: int, *, is_first: bool) -> bool:
        """Ask the rule for each link anybody drew; the first result had its sectors."""
        before, now = self.maps_at(earlier), self.maps_at(newer)
        if not all(enough_changed(one, before, now) for one in _changes(before, now)):
            return False
        pools = self.pools_at(earlier) if is_first else []
        if not pools:
            return True
        words = self.words_at(earlier, earlier)
        drawn = drawn_by(before)
        named = {
            pair: parts
            for pair, parts in parts_of(drawn.keys(), words).items()
            if may_name(before, weights_of(drawn, parts).keys())
        }
        here = of_the_room(before)
        members = [
            [who for who, one in here.items() if one.sector in pool.sectors] for pool in pools
        ]
        answers, later = _answers(here, named), _answers(of_the_room(now), named)
        return may_replace(answers, later, dict.fromkeys(answers, members))

    def _program_at(self, closing: int | None) -> Program:
        """Return the program as it was at a closing: editing the deck afterwards moves no link."""
        if closing not in self._programs:
            found = self.place.record.current(Program, as_of=closing)
            self._programs[closing] = found[-1].body if found else self.program
        return self._programs[closing]


def shown_map(closed: ClosedMaps, as_of: int | None = None) -> MapShown | None:
    """Return what a team is shown of its closed maps; None while they are open.

    Nothing but the closing where too few maps counted.
    """
    shown = shown_closings(closed.place, closed, as_of)
    if not shown:
        return None
    ledger = Ledger()
    result: MapShown | None = None
    moments, is_cut = _moments(closed, shown, as_of)
    for seq in moments:
        closing = _same_as_first(closed, max(one for one in shown if one <= seq), shown)
        words = closed.words_at(seq, closing)
        if closed.reveals(closing):
            maps, with_sectors = closed.maps_at(closing), closing == shown[0]
            result = ledger.show(closing, maps, words, with_sectors=with_sectors)
        else:
            result = MapShown(closing, words)
    if result is not None:
        result.words_changed |= is_cut
    return result


def people_later(closed: ClosedMaps, closing: int, as_of: int | None) -> int:
    """Return how many people handed in, took back or changed their map since a closing."""
    before, now = closed.maps_at(closing), closed.maps_at(as_of)
    changed = [
        who
        for who in before.keys() & now.keys()
        if before[who].links != now[who].links or before[who].words.keys() != now[who].words.keys()
    ]
    return len(before.keys() ^ now.keys()) + len(changed)


def _same_as_first(closed: ClosedMaps, closing: int, shown: Sequence[int]) -> int:
    """Return the first closing that revealed anything, where a later one says the same."""
    first = next((one for one in shown if closed.reveals(one)), closing)
    is_same = closed.maps_at(closing) == closed.maps_at(first)
    return first if is_same else closing


def _moments(closed: ClosedMaps, shown: Sequence[int], as_of: int | None) -> tuple[list[int], bool]:
    """Return when a team was shown other maps or other words, and whether there were too many."""
    place = closed.place
    closings = [one for one in place.closings(as_of)[1] if one >= shown[0]]
    words = place.record.current(
        SharedWord, team_id=place.team_id, as_of=as_of, with_retracted=True
    )
    changes = sorted(
        entry.seq
        for one in words
        for entry in place.record.history(one.record_id)
        if entry.body.step == closed.words_step
        and entry.seq > shown[0]
        and (as_of is None or entry.seq <= as_of)
    )
    followed = [seq for seq in changes[:MOST_WORD_CHANGES] if not place.closings(seq)[0]]
    return sorted([*closings, *followed]), len(changes) > MOST_WORD_CHANGES


def _changes(before: Maps, now: Maps) -> Iterator[Collection[str]]:
    """Return, link by link, whose answers differ; whoever came or went differs in every one.

    A word without a link is no answer: nothing that is shown counts who holds it.
    """
    moved = before.keys() ^ now.keys()
    yield moved
    changed: defaultdict[Pair, set[str]] = defaultdict(set)
    for who in before.keys() & now.keys():
        then, here = before[who].links, now[who].links
        for pair in then.keys() | here.keys():
            if then.get(pair) != here.get(pair):
                changed[pair].add(who)
    for people in changed.values():
        yield people | moved


def _answers(maps: Maps, parts: Parts) -> dict[str, dict[str, int]]:
    """Return everybody's weight for each link, as a whole number; 0 where it was not drawn."""
    drawn = drawn_by(maps)
    return {
        "\n".join(pair): dict.fromkeys(maps, 0)
        | {who: round(weight * _WHOLE) for who, weight in weights_of(drawn, made_of).items()}
        for pair, made_of in parts.items()
    }
