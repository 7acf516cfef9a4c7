"""A team's map in a step: looked at once the maps are closed, and never changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.analysis.maps.layout import layout
from ciwidgets.errors import NotAllowed
from ciwidgets.model import ImportedMap, Need, OwnMap, SharedWord
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.people import handed_in, maps_from_files
from ciwidgets.results.maps.said import balanced_weight, said, sums
from ciwidgets.results.maps.team import group_maps
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, TakeMap
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import OurMapWidget
from ciwidgets.words.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.model import Entry
    from ciwidgets.results.maps.team import TeamMap

# A file can hold more than a page can show: the newest files, and of each the strongest links.
_MOST_FILES, _MOST_LINKS = 20, 400


class OurMapExercise(Exercise[OurMapWidget]):
    """Shows what a team's maps say together and groups' own maps from files, and hands them out."""

    forms: ClassVar[dict[str, type[Message]]] = {"take": TakeMap}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset({OwnMap, ImportedMap, SharedWord, Need})

    def __init__(self, visit: Presence, step: str, on: str, words: str) -> None:
        """Show the maps of the step ``on``, by the words that the step ``words`` put together."""
        super().__init__(visit, step, OurMapWidget(words=visit.words_for("our_map")))
        self.map_step = f"{visit.workbook}/{on}"
        self.words_step = f"{visit.workbook}/{words}"
        self._files: tuple[object, list[dict[str, Any]]] = (None, [])

    def answer(self, message: TakeMap) -> Reply:
        """Hand out a map that is shown, as a file.

        Raises:
            NotAllowed: when there is nothing to hand out.
        """
        # Only who takes a map waits for what writes files.
        from ciwidgets.visit.maps.take_map import take_map  # noqa: PLC0415

        visit = self.visit
        visit.require_identity()
        found = self._team_map()[1]
        for entry in group_maps(visit.record, visit.team_id):
            if entry.record_id == message.map:
                body = entry.body
                return take_map(
                    message, body.title, body.words, body.links, body.scenarios, body.group_names
                )
        if message.map != "people" or found is None or not found.links:
            raise NotAllowed(refusal("no_map"))
        return take_map(message, visit.team_name(), *found.as_drawn())

    def count_answered(self) -> int:
        """Return how many maps count so far."""
        visit = self.visit
        place = Place(visit.record, visit.team_id, self.map_step, visit.occasion)
        return len(handed_in(place)) + len(maps_from_files(place))

    def show(self) -> None:
        """Show the team's map, if it is closed, and the maps from files."""
        visit = self.visit
        strengths = list(visit.program.map_strengths)
        at, found = self._team_map()
        self.widget.strengths = strengths
        words = visit.kernel_words_for("our_map")
        self.widget.result = team_map_page(found, strengths, words) if found else {}
        drawn_at = visit.program.occasion(at) if found and at != visit.occasion else None
        self.widget.drawn_at = drawn_at.name if drawn_at else ""
        self.widget.files = self._as_shown(group_maps(visit.record, visit.team_id)[-_MOST_FILES:])

    def clear(self) -> None:
        """Show no map."""
        self.widget.result, self.widget.files, self.widget.strengths = {}, [], []
        self.widget.drawn_at = ""

    def _team_map(self) -> tuple[str, TeamMap | None]:
        """Return the occasion whose maps are looked at, and what they say together."""
        return self.visit.team_maps.of(self.map_step, self.words_step)

    def _as_shown(self, entries: Sequence[Entry[ImportedMap]]) -> list[dict[str, Any]]:
        """Return the groups' maps, laid out anew only where one has come, changed or gone."""
        stamp = [(one.record_id, one.revision) for one in entries]
        if self._files[0] != stamp:
            self._files = (stamp, [_file(one) for one in entries])
        return self._files[1]


def team_map_page(
    found: TeamMap, strengths: Sequence[float], words: Mapping[str, str]
) -> dict[str, Any]:
    """Return the ``result`` trait; ``words`` is the kernel's section ``our_map``."""
    at = layout(
        [word.key for word in found.words], [(one.source, one.target) for one in found.links]
    )
    return {
        "people": found.people,
        "too_few": found.too_few,
        "later": found.later,
        "left_out": found.left_out,
        "more": found.more,
        "words_later": found.words_later,
        "words": [
            {
                "key": word.key,
                "label": word.label,
                "labels": list(word.labels) if len(word.labels) > 1 else [],
                **_at(at[word.key]),
            }
            for word in found.words
        ],
        "links": [
            {
                "source": link.source,
                "target": link.target,
                "weight": link.weight,
                "people": link.people,
                "agreement": link.agreement,
                "mark": link.mark,
                "sectors": list(link.sectors),
                "balanced": balanced_weight(link, strengths),
                "sentence": said(link, found, strengths, words),
            }
            for link in found.links
        ],
        "pools": [", ".join(names) for names in found.pools],
        "sums": sums(found, strengths, words),
    }


def _file(entry: Entry[ImportedMap]) -> dict[str, Any]:
    """Return a group's map: its strongest links, and the words on them."""
    drawn = sorted(
        (one for one in entry.body.links if one.weight), key=lambda one: -abs(one.weight)
    )
    links = drawn[:_MOST_LINKS]
    ends = {end for link in links for end in (link.source, link.target)}
    words = [one for one in entry.body.words if one.id in ends]
    placed = {one.id: (one.x, one.y) for one in words if one.x is not None and one.y is not None}
    at = layout([one.id for one in words], [(one.source, one.target) for one in links], placed)
    return {
        "id": entry.record_id,
        "title": entry.body.title,
        "words": [{"key": one.id, "label": one.label, **_at(at[one.id])} for one in words],
        "links": [
            {"source": one.source, "target": one.target, "weight": one.weight} for one in links
        ],
    }


def _at(point: tuple[float, float]) -> dict[str, float]:
    return {"x": point[0], "y": point[1]}
