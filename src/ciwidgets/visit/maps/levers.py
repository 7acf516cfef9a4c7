"""Levers in a step: the words of the team's map that are worth a goal."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.analysis.maps.vocabulary import key_of
from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Body,
    Entry,
    ImportedMap,
    Lever,
    Need,
    OwnMap,
    Person,
    Program,
    SharedWord,
    StepState,
)
from ciwidgets.results import needs
from ciwidgets.results.maps.occasions import handed_in_maps_at
from ciwidgets.results.maps.people import need_label
from ciwidgets.results.maps.team import group_maps, map_words_of
from ciwidgets.visit.maps.deck import SpokenDeck
from ciwidgets.visit.messages import DropRecord, Message, SaveLever
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import LeversWidget
from ciwidgets.words.refusals import refusal

# What the words that can be chosen come from.
_WORDS_FROM: tuple[type[Body], ...] = (
    Program,
    Need,
    OwnMap,
    ImportedMap,
    SharedWord,
    Person,
    StepState,
)


class LeversExercise(RecordsExercise[LeversWidget, Lever]):
    """Words the whole team chooses to push; later goals name a lever by its record id.

    A lever keeps the words it was chosen with, whatever becomes of the map.
    """

    kind: ClassVar[type[Body]] = Lever
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveLever, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Lever, Need, OwnMap, ImportedMap, SharedWord})
    most = 20

    def __init__(self, visit: Presence, step: str, on: str, words: str) -> None:
        """Choose from the map of step ``on``, on the shared words of step ``words``."""
        super().__init__(visit, step, LeversWidget(words=visit.words_for("levers")))
        self.map_step = f"{visit.workbook}/{on}"
        self.words_step = f"{visit.workbook}/{words}"
        self._found: tuple[object, tuple[dict[str, str], bool]] = (None, ({}, False))

    def body(self, message: Any) -> Lever:
        """Return the lever, under the label its word has on the map.

        Raises:
            NotAllowed: when the word stands nowhere.
        """
        before = self.visit.record.get(message.record_id)
        known = {before.body.word: before.body.label} if before else {}
        known |= self._words()[0]
        if message.word not in known:
            raise NotAllowed(refusal("word_off_map"))
        return Lever(
            step=self.step,
            word=message.word,
            label=SpokenDeck(self.visit).kept(message.word, known[message.word]),
            direction=message.direction,
            reason=message.reason,
        )

    def as_shown(self, entry: Entry[Lever]) -> dict[str, Any]:
        """Return a lever under its word as the page says it."""
        label = SpokenDeck(self.visit).said(entry.body.word, entry.body.label)
        return super().as_shown(entry) | {"label": label}

    def show(self) -> None:
        """Show the levers, and the words that can be chosen."""
        self.widget.levers = [self.as_shown(entry) for entry in self.records()]
        found, is_team_map = self._words()
        self.widget.is_team_map = is_team_map
        self.widget.words_here = [
            {"key": key, "label": label}
            for key, label in sorted(found.items(), key=lambda one: (one[1].casefold(), one))
        ]

    def clear(self) -> None:
        """Show no lever and no word."""
        self.widget.levers, self.widget.words_here = [], []
        self.widget.is_team_map = False

    def _words(self) -> tuple[dict[str, str], bool]:
        """Return the labels that can be chosen by their keys, and whether the map is made of them.

        As long as there is no team map: what stands on the newest map of a group, what people
        handed in, and what one may begin a map with.
        """
        stamp = self._stamp()
        if stamp != self._found[0]:
            self._found = (stamp, self._look())
        return self._found[1]

    def _look(self) -> tuple[dict[str, str], bool]:
        visit = self.visit
        _, shown = visit.team_maps.of(self.map_step, self.words_step)
        if shown is not None and shown.words:
            return {word.key: word.label for word in shown.words}, True
        deck = SpokenDeck(visit)
        found = deck.labels()
        found |= {
            f"need:{one.record_id}": need_label(one.body.text)
            for one in needs(visit.record, visit.team_id)
        }
        for entry in group_maps(visit.record, visit.team_id)[-1:]:
            found |= {
                key_of(word): deck.said(word.stands_for, word.label) for word in entry.body.words
            }
        team = (visit.record, visit.program, visit.team_id, self.map_step)
        written = map_words_of(*team, self.words_step, handed_in_maps_at(*team, visit.occasion))
        return found | {word.key: deck.said(word.key, word.label) for word in written}, False

    def _stamp(self) -> object:
        """Return what tells whether the words may be others: people draw all the time."""
        visit = self.visit
        return (
            visit.team_id,
            visit.occasion,
            [
                (entry.record_id, entry.revision)
                for kind in _WORDS_FROM
                for entry in visit.record.current(kind)
                if getattr(entry.body, "is_handed_in", True)
            ],
        )
