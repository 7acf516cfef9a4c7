"""What is refused, named by its key where it is refused, and said in the language of who asked.

Law: imports nothing but the catalogue. ``raise NotAllowed(refusal("no_team"))`` reads as English
in a log and in a test; a page says it with ``refused_in``.
"""

from __future__ import annotations

from ciwidgets.words import catalogue, filled
from ciwidgets.words.ours import ours

_SECTION = "refusals"
# The blank for the reason of a model or a reader of files.
_WHY = "why"


class Refusal:
    """A sentence of ``refusals.toml``, with what fills its blanks."""

    def __init__(self, key: str, blanks: dict[str, str | int]) -> None:
        """Name the sentence."""
        self.key = key
        self.blanks = blanks

    def said_in(self, language: str) -> str:
        """Return the sentence in a language, with what a model said of why not."""
        said = {
            name: ours(blank, language) if name == _WHY and isinstance(blank, str) else blank
            for name, blank in self.blanks.items()
        }
        return filled(catalogue(language)[_SECTION][self.key], **said)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.said_in("en")


def refusal(key: str, **blanks: str | int) -> Refusal:
    """Return a sentence of ``refusals.toml`` to refuse something with."""
    return Refusal(key, blanks)


def refused_in(error: Exception, language: str) -> str:
    """Return what an error says, in a language where it has a sentence of the catalogue."""
    said = error.args[0] if error.args else None
    return said.said_in(language) if isinstance(said, Refusal) else str(error)
