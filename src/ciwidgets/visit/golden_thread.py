"""The golden thread in a step: looked at both ways, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.model import ImportedMap, Need, OwnMap
from ciwidgets.results.labels import label_of
from ciwidgets.results.naming.names import mask_of
from ciwidgets.results.story.loose_ends import loose_ends, loose_sentence
from ciwidgets.results.story.thread import threads, ways_back
from ciwidgets.results.story.thread_words import ThreadWords
from ciwidgets.results.story.weave import ON_A_THREAD, Weave
from ciwidgets.visit.looking import Looking
from ciwidgets.visit.places import Places
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.widgets import GoldenThreadWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ciwidgets.model import Entry
    from ciwidgets.results.story.thread import Thread, WayBack

# So many threads are sent to a page; the rest are counted.
MOST_THREADS = 60


class GoldenThreadExercise(Looking[GoldenThreadWidget]):
    """Shows the way from each need to what came of it, the way back, and the loose ends."""

    # People's own maps change what the team's map shows, which is all that is taken from them.
    shows: ClassVar[Shows] = ON_A_THREAD | {Need, OwnMap, ImportedMap}

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the thread in a step."""
        super().__init__(visit, step, GoldenThreadWidget(words=visit.words_for("golden_thread")))
        self.places = Places(visit.language)

    def count_answered(self) -> int:
        """Return how many threads there are."""
        return len(self.widget.threads) + self.widget.more

    def show(self) -> None:
        """Show the threads, the ways back and the loose ends."""
        visit, widget, now = self.visit, self.widget, today()
        words = visit.kernel_words_for("golden_thread")
        say = ThreadWords(words, now)
        weave = Weave(visit.told, visit.program, visit.team_id, self._map_words())
        found = threads(weave)
        widget.threads = [
            {"sentence": say.thread(one), "parts": self._parts(_of_thread(one))}
            for one in found[:MOST_THREADS]
        ]
        widget.more = max(0, len(found) - MOST_THREADS)
        widget.ways_back = [
            {"sentence": say.way_back(one), "parts": self._parts(_of_way_back(one))}
            for one in ways_back(weave)[:MOST_THREADS]
        ]
        widget.loose_ends = [
            {
                "sort": one.sort,
                "sentence": loose_sentence(one, words, now),
                **self.places.of_key(one.step),
            }
            for one in loose_ends(weave, now)
        ]

    def clear(self) -> None:
        """Show no team's thread."""
        widget = self.widget
        widget.threads, widget.ways_back, widget.loose_ends, widget.more = [], [], [], 0

    def _map_words(self) -> dict[str, str]:
        """Return the words the team's map shows, by their keys."""
        found = self.places.cell("our_map")
        if found is None:
            return {}
        book, cell = found
        steps = (f"{book.name}/{cell.option(one)}" for one in ("on", "words"))
        shown = self.visit.team_maps.of(*steps)[1]
        say = mask_of(self.visit.told)
        return {one.key: say(one.label) for one in shown.words} if shown else {}

    def _parts(self, entries: Iterable[Entry[Any]]) -> list[dict[str, str]]:
        """Return a thread's records in their own words, with the steps they are written in."""
        return [
            {
                "kind": one.kind,
                "text": label_of(one.body),
                **self.places.of_key(getattr(one.body, "step", "")),
            }
            for one in entries
        ]


def _of_thread(thread: Thread) -> Iterator[Entry[Any]]:
    """Yield the records on a thread in its order; a lever is told by its goal."""
    yield from (one for one in (thread.need,) if one)
    yield from thread.recommendations
    yield from (one for one in (thread.goal,) if one)
    yield from (one.measure for one in thread.measures)
    yield from (*thread.activities, *thread.policies, *thread.wins)


def _of_way_back(way: WayBack) -> Iterator[Entry[Any]]:
    yield from (way.win, *way.activities)
    yield from (one for one in (way.measure,) if one)
    yield from (*way.goals, *way.needs)
