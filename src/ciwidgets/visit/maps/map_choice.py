"""The maps a person may look at in a step: the team's, their own, and groups' from files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.maps.vocabulary import key_of
from ciwidgets.model import Body, ImportedMap, Need, OwnMap, Role, SharedWord
from ciwidgets.results.maps.pushes import weights_by_sectors
from ciwidgets.results.maps.team import PeopleMaps, TeamMap, group_maps, people_maps
from ciwidgets.visit.maps.deck import SpokenDeck

if TYPE_CHECKING:
    from ciwidgets.visit.presence import Presence

    Matrix = list[list[float]]

# What changes a map that can be looked at.
OF_THE_MAPS: frozenset[type[Body]] = frozenset({OwnMap, ImportedMap, SharedWord, Need})


@dataclass(frozen=True, slots=True)
class MapHere:
    """A map that can be chosen; ``why_not`` says why there is nothing to look at, or is empty.

    ``id`` is "people", "sectors", "own" or the record id of a group's map. ``stamp`` is another
    one whenever the map is.
    """

    id: str
    title: str
    why_not: str = ""
    stamp: str = ""
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    matrix: Callable[[], Matrix] = list

    @property
    def is_of_the_team(self) -> bool:
        """Whether it is made of people's own maps."""
        return self.id in ("people", "sectors")


class MapChoice:
    """Finds the maps of the step ``on``, over the words of the step ``words``."""

    def __init__(self, visit: Presence, on: str, words: str) -> None:
        """Look at both steps of the visit's workbook."""
        self.visit = visit
        self.map_step = f"{visit.workbook}/{on}"
        self.words_step = f"{visit.workbook}/{words}"
        self._seen: tuple[object, ...] = ()
        self._found: list[MapHere] = []

    def all(self) -> list[MapHere]:
        """Return the maps: the team's, this person's own, the groups' in the order they came."""
        record = self.visit.record
        now = (record, record.seq, self.visit.require_identity())
        # What a team's maps say together is asked for several times between two changes.
        if now != self._seen:
            self._found = [*self._of_the_team(), *self._own(), *self._of_groups()]
            self._seen = now
        return self._found

    def find(self, map_id: str) -> MapHere | None:
        """Return a map that there is something to look at on."""
        return next((one for one in self.all() if one.id == map_id and not one.why_not), None)

    def own_maps(self) -> PeopleMaps | None:
        """Return people's own maps behind the team's; they never leave the kernel."""
        visit = self.visit
        return people_maps(
            visit.record,
            visit.program,
            visit.team_id,
            self.map_step,
            self.words_step,
            self._at(),
        )

    def _of_the_team(self) -> list[MapHere]:
        visit = self.visit
        words = visit.kernel_words_for("what_drives")
        _, found = visit.team_maps.of(self.map_step, self.words_step)
        title = words["map_people"]
        if found is None or found.too_few or not found.links:
            why = "open" if found is None else "too_few" if found.too_few else "none_named"
            return [MapHere("people", title, words[f"why_{why}"])]
        maps = [_of_team_map(found, "people", title, found.matrix()[1])]
        if found.pools:
            weights = weights_by_sectors(found, visit.program.map_strengths)
            maps.append(_of_team_map(found, "sectors", words["map_sectors"], weights))
        return maps

    def _at(self) -> str:
        return self.visit.team_maps.of(self.map_step, self.words_step)[0]

    def _own(self) -> list[MapHere]:
        identity = self.visit.require_identity()
        if identity.role is Role.FACILITATOR:
            return []
        mine = [
            entry
            for entry in self.visit.record.current(
                OwnMap, occasion=identity.occasion, author_id=identity.person_id
            )
            if entry.body.step == self.map_step
        ]
        words = self.visit.kernel_words_for("what_drives")
        if not mine:
            return [MapHere("own", words["map_own"], words["why_no_links"])]
        return [self._drawn("own", words["map_own"], mine[-1].body, mine[-1].revision)]

    def _of_groups(self) -> list[MapHere]:
        return [
            self._drawn(entry.record_id, entry.body.title, entry.body, entry.revision)
            for entry in group_maps(self.visit.record, self.visit.team_id)
        ]

    def _drawn(
        self, map_id: str, title: str, drawn: OwnMap | ImportedMap, revision: int
    ) -> MapHere:
        if not any(link.weight for link in drawn.links):
            words = self.visit.kernel_words_for("what_drives")
            return MapHere(map_id, title, words["why_no_links"])
        keys, labels = _told_apart(drawn, SpokenDeck(self.visit))
        return MapHere(map_id, title, "", f"{revision}", keys, labels, lambda: _matrix_of(drawn))


def _of_team_map(found: TeamMap, by: str, title: str, weights: Matrix) -> MapHere:
    keys = tuple(word.key for word in found.words)
    labels = tuple(word.label for word in found.words)
    # Within a kernel's life it tells one map from the next.
    stamp = f"{hash((keys, labels, tuple(map(tuple, weights)))):x}"
    return MapHere(by, title, "", stamp, keys, labels, lambda: weights)


def _told_apart(
    drawn: OwnMap | ImportedMap, deck: SpokenDeck
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return keys and labels; words of one map that are written alike get a number."""
    keys: list[str] = []
    labels: list[str] = []
    seen: dict[str, int] = {}
    for word in drawn.words:
        key = key_of(word)
        count = seen[key] = seen.get(key, 0) + 1
        keys.append(key if count == 1 else f"{key} ({count})")
        label = deck.said(key, word.label)
        labels.append(label if count == 1 else f"{label} ({count})")
    return tuple(keys), tuple(labels)


def _matrix_of(drawn: OwnMap | ImportedMap) -> Matrix:
    place = {word.id: number for number, word in enumerate(drawn.words)}
    weights = [[0.0] * len(place) for _ in place]
    for link in drawn.links:
        weights[place[link.source]][place[link.target]] = link.weight
    return weights
