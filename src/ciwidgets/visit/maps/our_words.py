"""A team's words in a step: what means the same is put under one label by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, ImportedMap, Need, OwnMap, SharedWord
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.occasions import handed_in_maps_at
from ciwidgets.results.maps.people import handed_in, maps_from_files
from ciwidgets.results.maps.words import SortedWords, sorted_words
from ciwidgets.visit.maps.deck import SpokenDeck
from ciwidgets.visit.messages import DropRecord, Message, SaveSharedWord
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import OurWordsWidget
from ciwidgets.words.refusals import Refusal, refusal

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.results.maps.team import TeamWord


class OurWordsExercise(RecordsExercise[OurWordsWidget, SharedWord]):
    """Labels the whole team owns. A word stands under one of them, and its writing stays."""

    kind: ClassVar[type[Body]] = SharedWord
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveSharedWord, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({SharedWord, OwnMap, ImportedMap, Need})
    closes: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str, on: str) -> None:
        """Sort the words of the maps in the step ``on``."""
        super().__init__(visit, step, OurWordsWidget(words=visit.words_for("our_words")))
        self.map_step = f"{visit.workbook}/{on}"
        self._shown: object = None

    def body(self, message: SaveSharedWord) -> SharedWord:
        """Return the label with its words.

        Raises:
            NotAllowed: for a word that stands under another label, or is on no map.
        """
        found = self._sorted()
        base = found.words.base
        keys = {base(key) for key in message.words}
        if len(keys) < len(message.words):
            raise NotAllowed(refusal("one_word_already"))
        self._check_free(found, message.record_id, keys)
        known = {word.key for word in found.loose}
        # Also what the label held when somebody dropped it, or when its writer took a map back.
        held = self.visit.record.history(message.record_id)
        known |= {base(key) for entry in held for key in entry.body.words}
        known |= {word.key for one in found.together for word in one.words}
        if not keys <= known:
            raise NotAllowed(refusal("word_on_no_map"))
        return SharedWord(step=self.step, label=message.label, words=message.words)

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return a label with its words as a page sends them, and nothing of another kind."""
        if not isinstance(entry.body, SharedWord):
            return super().theirs(entry)
        return {
            "id": entry.record_id,
            "revision": entry.revision,
            "label": entry.body.label,
            "words": list(entry.body.words),
        }

    def show(self) -> None:
        """Show the words, the labels, and what may mean the same."""
        stamp = self._stamp()
        if stamp == self._shown:
            return  # somebody drew on a map that is not handed in
        found, deck = self._sorted(), SpokenDeck(self.visit)
        loose = sorted(map(deck.word, found.loose), key=lambda one: (one.label.casefold(), one.key))
        self.widget.words_here = [_as_word(word) for word in loose]
        self.widget.shared = [
            {
                "id": one.entry.record_id,
                "revision": one.entry.revision,
                "label": one.entry.body.label,
                "words": [
                    {"key": word.key, "label": deck.said(word.key, word.label)}
                    for word in one.words
                ],
            }
            for one in found.together
        ]
        self.widget.alike = [{"words": list(pair)} for pair in found.alike]
        self._shown = stamp

    def clear(self) -> None:
        """Show no words."""
        self.widget.words_here, self.widget.shared, self.widget.alike = [], [], []
        self._shown = None

    def too_many(self, count: int) -> Refusal:
        """Return the sentence for a list that is full."""
        return refusal("most_labels", n=count, most=self.most)

    def _check_free(self, found: SortedWords, record_id: str, keys: set[str]) -> None:
        for one in found.together:
            taken = next((word for word in one.words if word.key in keys), None)
            if taken is not None and one.entry.record_id != record_id:
                word = SpokenDeck(self.visit).said(taken.key, taken.label)
                raise NotAllowed(refusal("word_taken", word=word, label=one.entry.body.label))

    def _sorted(self) -> SortedWords:
        visit = self.visit
        return sorted_words(
            visit.record, visit.program, visit.team_id, self.map_step, self.step, self._at()
        )

    def _at(self) -> str:
        visit = self.visit
        return handed_in_maps_at(
            visit.record, visit.program, visit.team_id, self.map_step, visit.occasion
        )

    def _stamp(self) -> object:
        """Return something that is another one whenever what is shown is."""
        visit = self.visit
        place = Place(visit.record, visit.team_id, self.map_step, self._at())
        needs = visit.record.current(Need, team_id=visit.team_id)
        entries = [*self.records(), *maps_from_files(place), *needs]
        return (
            visit.team_id,
            visit.program,
            handed_in(place),
            [(one.record_id, one.revision) for one in entries],
        )


def _as_word(word: TeamWord) -> dict[str, Any]:
    several = list(word.labels) if len(word.labels) > 1 else []
    return {"key": word.key, "label": word.label, "labels": several}
