"""What a team's maps say together, worked out once for all parts of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ciwidgets.model import ImportedMap, Need, OwnMap, Person, Program, SharedWord, StepState
from ciwidgets.results.maps.occasions import closed_maps_at
from ciwidgets.results.maps.team import team_map
from ciwidgets.visit.maps.deck import SpokenDeck

if TYPE_CHECKING:
    from ciwidgets.results.maps.team import TeamMap
    from ciwidgets.visit.presence import Presence

# All that a team's map is made of.
_MADE_OF = (OwnMap, ImportedMap, SharedWord, Need, Person, StepState, Program)


class TeamMaps:
    """The team maps of a visit; each is worked out anew only once something it is made of is new.

    With a hundred maps and as many changes of the words that takes a tenth of a second, and four
    parts of a page ask.
    """

    def __init__(self, visit: Presence) -> None:
        """Begin with none."""
        self._visit = visit
        self._moment: tuple[object, ...] = ()
        self._found: dict[tuple[str, str], tuple[str, TeamMap | None]] = {}

    def of(self, step: str, words_step: str) -> tuple[str, TeamMap | None]:
        """Return the occasion whose maps of a step are looked at, and what they say together.

        The map is by the words that ``words_step`` put together; None while the maps are open.
        """
        visit = self._visit
        now = (visit.record, visit.record.newest_of(*_MADE_OF), visit.program, visit.occasion)
        if now != self._moment:
            self._moment, self._found = now, {}
        asked = step, words_step
        if asked not in self._found:
            where = (visit.record, visit.program, visit.team_id, step)
            at = closed_maps_at(*where, visit.occasion)
            found = team_map(*where, words_step, at, language=visit.language)
            if found is not None:
                words = tuple(map(SpokenDeck(visit).word, found.words))
                found = replace(found, words=words)
            self._found[asked] = at, found
        return self._found[asked]
