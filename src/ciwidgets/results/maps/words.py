"""The words on a team's maps: all that were handed in, and which stand under one label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.maps.vocabulary import Vocabulary, alike
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.parts import TeamWord
from ciwidgets.results.maps.people import counted_maps, shared_words, vocabulary, writings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ciwidgets.model import Entry, Program, SharedWord
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class WordsTogether:
    """A label with the words that stand under it."""

    entry: Entry[SharedWord]
    words: tuple[TeamWord, ...]


@dataclass(frozen=True, slots=True)
class SortedWords:
    """A team's words: those that stand for themselves, those under a label, and what is alike.

    ``words`` leads any key to the word's own; ``alike`` are pairs of own keys.
    """

    loose: tuple[TeamWord, ...]
    together: tuple[WordsTogether, ...]
    words: Vocabulary
    alike: tuple[tuple[str, str], ...]


def map_words_of(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    words_step: str,
    occasion: str,
    as_of: int | None = None,
) -> tuple[TeamWord, ...]:
    """Return the words on all maps that were handed in, in the order of the alphabet."""
    maps = counted_maps(Place(record, team_id, step, occasion), as_of)
    together = shared_words(record, team_id, words_step, as_of)
    words = vocabulary(record, program, team_id, together, as_of)
    own = {key for one in maps.values() for key in one.words}
    written = writings(maps.values(), {key: words.shared(key) for key in own})
    return _in_order(_word(key, words, written) for key in written)


def sorted_words(
    record: Record, program: Program, team_id: str, step: str, words_step: str, occasion: str
) -> SortedWords:
    """Return the words on all maps that were handed in, as a team has sorted them so far."""
    maps = counted_maps(Place(record, team_id, step, occasion))
    entries = shared_words(record, team_id, words_step)
    words = vocabulary(record, program, team_id, [])
    own = {key for one in maps.values() for key in one.words}
    written = writings(maps.values(), {key: words.base(key) for key in own})
    claimed: set[str] = set()
    together = []
    for entry in entries:
        # Two people may claim a word at once: it stands under the first label only.
        keys = [
            one for one in dict.fromkeys(map(words.base, entry.body.words)) if one not in claimed
        ]
        claimed |= {*keys}
        together.append(WordsTogether(entry, tuple(_word(key, words, written) for key in keys)))
    loose = _in_order(_word(key, words, written) for key in written if key not in claimed)
    # A word that stands for itself may belong under a label, of which one word speaks for all.
    asked = {one.key: one.label for one in loose}
    asked |= {one.words[0].key: one.entry.body.label for one in together if one.words}
    return SortedWords(loose, tuple(together), words, tuple(alike(asked)))


def _word(key: str, words: Vocabulary, written: Mapping[str, tuple[str, ...]]) -> TeamWord:
    """Return a word; one that is on no map any more is called what its key says."""
    labels = written.get(key, ())
    return TeamWord(key, words.label(key) or (labels or (key.partition(":")[2],))[0], labels)


def _in_order(words: Iterable[TeamWord]) -> tuple[TeamWord, ...]:
    return tuple(sorted(words, key=lambda one: (one.label.casefold(), one.key)))
