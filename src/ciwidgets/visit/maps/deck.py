"""The words one may begin a map with, as a page says them and as the record keeps them.

A team's record is in one language: a word of the deck is kept as the program file writes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ciwidgets.visit.spoken_program import spoken

if TYPE_CHECKING:
    from ciwidgets.results.maps.parts import TeamWord
    from ciwidgets.visit.presence import Presence


class SpokenDeck:
    """Leads the deck's words to the page's language and back; any other word stays as written."""

    def __init__(self, visit: Presence) -> None:
        """Learn the deck of a visit's program."""
        program = visit.program
        self._said = {
            f"deck:{one.id}": (one.label, spoken(program, visit.language, one.label))
            for one in program.map_words
        }

    def labels(self) -> dict[str, str]:
        """Return the deck as the page says it, by key."""
        return {key: said for key, (_, said) in self._said.items()}

    def said(self, key: str, label: str) -> str:
        """Return a label as the page says it."""
        kept, said = self._said.get(key, (label, label))
        return said if label == kept else label

    def kept(self, key: str, label: str) -> str:
        """Return a label of the page's as the record keeps it."""
        kept, said = self._said.get(key, (label, label))
        return kept if label == said else label

    def word(self, word: TeamWord) -> TeamWord:
        """Return a word of the team's with all ways it was written, as the page says it."""
        labels = tuple(dict.fromkeys(self.said(word.key, one) for one in word.labels))
        return replace(word, label=self.said(word.key, word.label), labels=labels)
