"""The maps that count among a team's: those handed in, and people's own that came from files."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.maps.vocabulary import Together, Vocabulary, key_of
from ciwidgets.model import ImportedMap, OwnMap, SharedWord
from ciwidgets.results.people import newest_by_person, team_people
from ciwidgets.results.walls import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ciwidgets.model import Entry, Program
    from ciwidgets.results.closings import Place
    from ciwidgets.results.record import Record

# From one word to another, by their keys.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CountedMap:
    """One person's map by own keys: how each word is written, and the weights that are not 0."""

    words: Mapping[str, tuple[str, ...]]
    links: Mapping[Pair, float]
    sector: str
    is_file: bool


def counted_maps(place: Place, as_of: int | None = None) -> dict[str, CountedMap]:
    """Return the maps that count, by person; a map from a file stands for a person of its own.

    Each person counts once, with the newest map of the records they came in with, and not while
    that is not handed in.
    """
    people = team_people(place.record, place.team_id, as_of)
    found = {
        person: _counted(body, people[person].sector, is_file=False)
        for person, body in handed_in(place, as_of).items()
    }
    for entry in maps_from_files(place, as_of):
        found[f"file:{entry.record_id}"] = _counted(entry.body, entry.body.sector, is_file=True)
    return found


def handed_in(place: Place, as_of: int | None = None) -> dict[str, OwnMap]:
    """Return the maps that people of the room handed in, by person."""
    found = place.record.current(
        OwnMap, team_id=place.team_id, occasion=place.occasion, as_of=as_of
    )
    own = [entry for entry in found if entry.body.step == place.step]
    newest = newest_by_person(place.record, place.team_id, own, as_of)
    return {person: body for person, body in newest.items() if body.is_handed_in}


def maps_from_files(place: Place, as_of: int | None = None) -> list[Entry[ImportedMap]]:
    """Return people's own maps that came from files at this occasion, or at none."""
    return [
        entry
        for entry in place.record.current(ImportedMap, team_id=place.team_id, as_of=as_of)
        if entry.body.counts_as == "person" and entry.occasion in ("", place.occasion)
    ]


def shared_words(
    record: Record, team_id: str, words_step: str, as_of: int | None = None
) -> list[Entry[SharedWord]]:
    """Return what a team put together, the oldest first; it carries on between occasions."""
    found = record.current(SharedWord, team_id=team_id, as_of=as_of)
    return [entry for entry in found if entry.body.step == words_step]


def vocabulary(
    record: Record,
    program: Program,
    team_id: str,
    words: Sequence[Entry[SharedWord]],
    as_of: int | None = None,
) -> Vocabulary:
    """Return which words are one: by the deck, the needs of that moment, and the team's ``words``.

    A wording that the deck and a need have alike is the deck's.
    """
    labels = {f"deck:{one.id}": one.label for one in program.map_words}
    labels |= {
        f"need:{entry.record_id}": need_label(entry.body.text)
        for entry in needs(record, team_id, as_of)
    }
    return Vocabulary(labels, [Together(one.body.label, tuple(one.body.words)) for one in words])


def need_label(text: str) -> str:
    """Return a need as a word of a map: a whole sentence has no full stop inside another one."""
    return text.rstrip(" .") or text


def writings(maps: Iterable[CountedMap], words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the ways each word was written, the commonest first; ``words`` leads keys to it."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in maps:
        for key, labels in one.words.items():
            if key in words:
                counted[words[key]].update(set(labels))
    return {
        key: tuple(sorted(found, key=lambda label: (-found[label], label)))
        for key, found in counted.items()
    }


def _counted(body: OwnMap | ImportedMap, sector: str, *, is_file: bool) -> CountedMap:
    """Return a map by keys: words of one key are one, and no word leads to itself.

    Of several links between the same two, the average counts.
    """
    key_of_id = {word.id: key_of(word) for word in body.words}
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in body.words:
        words[key_of_id[word.id]].append(word.label)
    links: defaultdict[Pair, list[float]] = defaultdict(list)
    for link in body.links:
        pair = key_of_id[link.source], key_of_id[link.target]
        if link.weight and pair[0] != pair[1]:
            links[pair].append(link.weight)
    averages = {pair: average(weights) for pair, weights in links.items()}
    return CountedMap(
        {key: tuple(dict.fromkeys(labels)) for key, labels in words.items()},
        {pair: weight for pair, weight in averages.items() if weight},
        sector,
        is_file,
    )


def average(weights: Sequence[float]) -> float:
    """Return what one person's several weights for one link come to; opposite ones make 0."""
    # Rounded, so that the order in which a page sends them makes no difference.
    return weights[0] if len(weights) == 1 else round(sum(weights) / len(weights), 9)
