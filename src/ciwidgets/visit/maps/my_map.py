"""One person's own map in a step: nobody else sees it, and it counts once it is handed in."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Entry, MapLink, MapQuestion, MapWord, Need, OwnMap
from ciwidgets.results import needs
from ciwidgets.results.maps.people import need_label
from ciwidgets.results.maps.question import map_question
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.maps.deck import SpokenDeck
from ciwidgets.visit.messages import Message, SaveMap, TakeMap
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import MyMapWidget
from ciwidgets.words.refusals import refusal

# What a page is told of a word and of a link; the rest came with a file and stays in the record.
_WORD = {"id", "label", "stands_for", "x", "y"}
_LINK = {"source", "target", "weight"}


class MyMapExercise(Exercise[MyMapWidget]):
    """Saves a map as it is drawn, whole each time; shows it to the one who drew it."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveMap, "take": TakeMap}
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({OwnMap, MapQuestion, Need})

    def __init__(self, visit: Presence, step: str, question: str) -> None:
        """Ask for a map about what the team chose in the step ``question``."""
        super().__init__(visit, step, MyMapWidget(words=visit.words_for("my_map")))
        self.question = f"{visit.workbook}/{question}"

    def answer(self, message: Message) -> Reply:
        """Keep a person's map, or give it to them as a file."""
        match message:
            case SaveMap():
                self.require(ANSWER)
                return self._keep(message)
            case TakeMap():
                return self._give(message)
        raise TypeError(type(message))

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return a map as a page may be told of it."""
        return as_shown(self.as_said(entry.body))

    def as_said(self, body: OwnMap) -> OwnMap:
        """Return a map with the deck's words as the page says them."""
        deck = SpokenDeck(self.visit)
        words = [
            word.model_copy(update={"label": deck.said(word.stands_for, word.label)})
            for word in body.words
        ]
        return body.model_copy(update={"words": words})

    def count_answered(self) -> int:
        """Return how many people handed in a map."""
        people = self.people()
        return sum(
            entry.body.is_handed_in and entry.author_id in people
            for entry in self.visit.record.current(OwnMap, occasion=self.visit.occasion)
            if entry.body.step == self.step
        )

    def show(self) -> None:
        """Show what the maps are about, the words to begin with, and this person's own map."""
        program, widget = self.visit.program, self.widget
        widget.question = self._question()
        widget.deck = self._deck()
        widget.strengths = list(program.map_strengths)
        mine = self.visit.record.get(self.own_record_id("own_map"))
        widget.mine = as_shown(self.as_said(mine.body) if mine else OwnMap(step=self.step)) | {
            "revision": mine.revision if mine else 0
        }

    def clear(self) -> None:
        """Show nobody's map, and nothing of any team."""
        widget = self.widget
        widget.question, widget.deck, widget.strengths, widget.mine = "", [], [], {}

    def _keep(self, message: SaveMap) -> Reply:
        record_id = self.own_record_id("own_map")
        history = self.visit.record.history(record_id)
        self._check(message, history)
        before = history[-1].body if history else OwnMap(step=self.step)
        body = OwnMap(
            step=self.step,
            words=_words(message, before, SpokenDeck(self.visit)),
            links=_links(message, before),
            is_handed_in=message.is_handed_in,
        )
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _check(self, message: SaveMap, history: list[Entry[Any]]) -> None:
        """Refuse what is no map of this team's.

        Raises:
            NotAllowed: with the reason in plain words.
        """
        ids = {word.id for word in message.words}
        ends = [(link.source, link.target) for link in message.links]
        if len(ids) < len(message.words) or len(set(ends)) < len(ends):
            raise NotAllowed(refusal("map_holds_twice"))
        for source, target in ends:
            if source == target:
                raise NotAllowed(refusal("sentence_to_itself"))
            if not {source, target} <= ids:
                raise NotAllowed(refusal("sentence_off_map"))
        if message.is_handed_in and not ends:
            raise NotAllowed(refusal("map_is_empty"))
        named = {word.stands_for for word in message.words} - {""}
        known = {one["key"] for one in self._deck()}
        # What was there once may come back by a step back, also where the team's list has changed.
        known |= {word.stands_for for one in history for word in one.body.words}
        unknown = next((w.label for w in message.words if w.stands_for in named - known), None)
        if unknown is not None:
            raise NotAllowed(refusal("word_gone", word=str(unknown)))

    def _give(self, message: TakeMap) -> Reply:
        """Return the person's own map as a file."""
        # Only who takes a map waits for what writes files.
        from ciwidgets.visit.maps.take_map import take_map  # noqa: PLC0415

        mine = self.visit.record.get(self.own_record_id("own_map"))
        if message.map != "own" or mine is None or not mine.body.words:
            raise NotAllowed(refusal("no_own_map"))
        return take_map(message, self._question(), self.as_said(mine.body).words, mine.body.links)

    def _deck(self) -> list[dict[str, str]]:
        """Return the words one may begin with: the team's needs, then the program's."""
        visit = self.visit
        of_the_team = [
            {"key": f"need:{one.record_id}", "label": need_label(one.body.text)}
            for one in needs(visit.record, visit.team_id)
        ]
        deck = SpokenDeck(visit).labels()
        return of_the_team + [{"key": key, "label": label} for key, label in deck.items()]

    def _question(self) -> str:
        """Return what the team's maps are about."""
        visit = self.visit
        words = visit.kernel_words_for("map_question")
        return map_question(visit.record, visit.team_id, self.question, words).text


def as_shown(body: OwnMap) -> dict[str, Any]:
    """Return a map as its owner's page is given it."""
    return {
        "words": [word.model_dump(mode="json", include=_WORD) for word in body.words],
        "links": [link.model_dump(mode="json", include=_LINK) for link in body.links],
        "is_handed_in": body.is_handed_in,
    }


def _words(message: SaveMap, before: OwnMap, deck: SpokenDeck) -> list[MapWord]:
    """Return the words of a message with what the page is not told of."""
    kept = {word.id: word.model_dump() for word in before.words}
    return [
        MapWord(
            **(kept.get(word.id, {}) | word.model_dump())
            | {"label": deck.kept(word.stands_for, word.label)}
        )
        for word in message.words
    ]


def _links(message: SaveMap, before: OwnMap) -> list[MapLink]:
    """Return the links of a message with what the page is not told of."""
    kept = {(link.source, link.target): link.model_dump() for link in before.links}
    return [
        MapLink(**(kept.get((link.source, link.target), {}) | link.model_dump()))
        for link in message.links
    ]
