"""A map as a file was understood to hold it, and the one way to put it together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.maps.noticed import LONGEST_LABEL, sentence_of
from ciwidgets.formats.maps.strengths import Strength, steady
from ciwidgets.model.maps import MOST_FILE_LINKS, MOST_FILE_WORDS, MapScenario, MapWord

NO_NAME = "(no name)"
MOST_MAPS = 1_000  # of one file
_LONGEST_NOTES = 2_000
_ID = re.compile(r"[A-Za-z0-9_:./-]{1,120}")
_FARTHEST = 100_000.0


@dataclass(frozen=True, slots=True)
class ReadLink:
    """A link between two words by their ids; its weight as the file has it, 0 where it has none."""

    source: str
    target: str
    weight: float
    confidence: float | None = None
    notes: str = ""


@dataclass(frozen=True)
class ReadMap:
    """One map of a file; ``number`` is which of its maps, where that is not its place here."""

    title: str
    words: tuple[MapWord, ...]
    links: tuple[ReadLink, ...]
    scenarios: tuple[MapScenario, ...] = ()
    group_names: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    number: int = 0

    def summary(self) -> dict[str, Any]:
        """Return what was understood, ready for JSON."""
        return {
            "title": self.title,
            "concepts": len(self.words),
            "stored_links": len(self.links),
            "nonzero_links": sum(link.weight != 0 for link in self.links),
            "scenarios": len(self.scenarios),
            "labels": [word.label for word in self.words],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True)
class MapFile:
    """The maps of a file, or of one ``sheet``; ``counts_as`` is what they most likely are."""

    format: str
    name: str
    sha256: str
    maps: tuple[ReadMap, ...]
    warnings: tuple[str, ...] = ()
    counts_as: Literal["person", "group"] = "group"
    sheet: str = ""

    @property
    def largest(self) -> float:
        """The largest strength of the file, whatever its sign."""
        return max((abs(link.weight) for one in self.maps for link in one.links), default=0.0)

    def summary(self) -> dict[str, Any]:
        """Return what was understood, ready for JSON."""
        return {
            "format": self.format,
            "counts_as": self.counts_as,
            "maps": [one.summary() for one in self.maps],
            "warnings": list(self.warnings),
        }

    def text(self) -> str:
        """Return the summary as lines for a person to read before anything is written."""
        lines = [f"{self.name}: {_many(len(self.maps), 'map')}, read as {self.format}"]
        for one in (each.summary() for each in self.maps):
            links, with_strength = one["stored_links"], one["nonzero_links"]
            lines += ["", one["title"]]
            lines.append(f"    {_many(one['concepts'], 'word')}, {_of_links(links, with_strength)}")
            lines += [f"    Please note: {said}" for said in one["warnings"]]
        if self.warnings:
            lines += ["", "Please note:", *(f"  {one}" for one in self.warnings)]
        return "\n".join(lines)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _of_links(links: int, with_strength: int) -> str:
    if links == 1:
        return f"1 link, {'with' if with_strength else 'without'} a strength"
    return (
        f"{_many(links, 'link')}, {with_strength:,} of them with a strength"
        if links
        else ("no links")
    )


def tidy(text: str, longest: int = LONGEST_LABEL) -> str:
    """Return a text on one line with single blanks, cut where it is too long."""
    text = " ".join(clean_cell(text)[0].split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


class MapBuilder:
    """A map in the making: every word gets an id of its own, and every link both of its ends."""

    def __init__(self, name: str, title: str = "") -> None:
        """``name`` is the file's, for a refusal."""
        self.title = tidy(title) or tidy(name.rpartition(".")[0] or name) or NO_NAME
        self.group_names: dict[str, str] = {}
        self.scenarios: list[MapScenario] = []
        self._name = name
        self._words: dict[str, MapWord] = {}
        self._links: dict[tuple[str, str], ReadLink] = {}
        self._noted: dict[str, list[str]] = {}
        self._said: list[str] = []
        self._names: set[str] = set()

    def word(self, label: str, wished_id: str = "", **more: Any) -> str:
        """Add a word and return its id: the wished one, where it is free and can be one.

        Raises:
            FileRefused: there are more words than a map may have.
        """
        if len(self._words) >= MOST_FILE_WORDS:
            raise FileRefused(
                f"{self._name} has a map of more than {MOST_FILE_WORDS} words, which is more than "
                "is read here. Please bring a smaller map."
            )
        clean = tidy(label, LONGEST_LABEL + 1)
        if not clean:
            self.note("no_name")
        elif clean.casefold() in self._names:
            self.note("same_name", f"“{tidy(clean, 60)}”")
        if len(clean) > LONGEST_LABEL:
            self.note("cut", f"“{tidy(clean, 60)}”")
        self._names.add(clean.casefold())
        wished = wished_id if _ID.fullmatch(wished_id) and wished_id not in self._words else ""
        word_id = wished or self._free_id()
        self._words[word_id] = MapWord(
            id=word_id,
            label=tidy(clean) or NO_NAME,
            x=_within(more.get("x")),
            y=_within(more.get("y")),
            notes=_notes(more.get("notes", "")),
            units=tidy(more.get("units", "")),
            group=more.get("group"),
            wanted=more.get("wanted", 0),
        )
        return word_id

    def link(
        self,
        source: str,
        target: str,
        strength: Strength | float,
        confidence: float | None = None,
        notes: str = "",
    ) -> None:
        """Add a link between two words by their ids; of two alike the last is kept.

        Raises:
            FileRefused: there are more links than a map may have.
        """
        value = strength if isinstance(strength, float) else strength.value
        if isinstance(strength, Strength) and strength.kind != "number":
            self.note(strength.kind, self.named(source, target))
        if (source, target) in self._links:
            self.note("twice", self.named(source, target))
            del self._links[source, target]
        if len(self._links) >= MOST_FILE_LINKS:
            raise FileRefused(
                f"{self._name} has a map of more than {MOST_FILE_LINKS:,} links, which is more "
                "than is read here. Please bring a smaller map."
            )
        if confidence is not None and abs(confidence) > 10:
            confidence = None
        self._links[source, target] = ReadLink(
            source, target, steady(value), confidence, _notes(notes)
        )

    def named(self, source: str, target: str) -> str:
        """Return how a link is called where something is said of it."""
        ends = (tidy(self._words[one].label, 40) for one in (source, target))
        return " to ".join(f"“{one}”" for one in ends)

    def note(self, what: str, which: str = "") -> None:
        """Remember that something was noticed, one more time."""
        self._noted.setdefault(what, []).append(which)

    def say(self, sentence: str) -> None:
        """Add a sentence of its own to what is to be looked at."""
        self._said.append(sentence)

    def done(self) -> ReadMap:
        """Return the map.

        Raises:
            FileRefused: it has not a single word.
        """
        if not self._words:
            raise FileRefused(
                f"{self._name} is a map without a single word. Please check that this is the right "
                "file, or export it again."
            )
        return ReadMap(
            title=self.title,
            words=tuple(self._words.values()),
            links=tuple(self._links.values()),
            scenarios=tuple(self.scenarios),
            group_names=self.group_names,
            warnings=tuple(self._said) + tuple(sentence_of(*one) for one in self._noted.items()),
        )

    def _free_id(self) -> str:
        number = len(self._words) + 1
        while f"w{number}" in self._words:
            number += 1
        return f"w{number}"


def _within(value: float | None) -> float | None:
    return None if value is None else min(max(steady(value), -_FARTHEST), _FARTHEST)


def _notes(text: str) -> str:
    text = clean_cell(text)[0]
    return text if len(text) <= _LONGEST_NOTES else f"{text[: _LONGEST_NOTES - 1].rstrip()}…"
