"""A map as every writer gets it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ciwidgets.model.maps import MapLink, MapScenario, MapWord

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A map and what belongs to it."""

    title: str
    words: Sequence[MapWord]
    links: Sequence[MapLink]
    scenarios: Sequence[MapScenario]
    group_names: Mapping[str, str]

    def has(self, part: str) -> bool:
        """Tell whether a map has something beside its words, its links and their strengths."""
        words, links = self.words, self.links
        return {
            "title": bool(self.title),
            "places": any(one.x is not None or one.y is not None for one in words),
            "notes": any(one.notes for one in words),
            "units": any(one.units for one in words),
            "groups": any(one.group for one in words),
            "wanted": any(one.wanted for one in words),
            "confidence": any(one.confidence for one in links),
            "link_notes": any(one.notes for one in links),
            "scenarios": bool(self.scenarios),
            "group_names": bool(self.group_names),
            "stands_for": any(one.stands_for for one in words),
        }[part]


def for_xml(text: str) -> str:
    """Return a text without the few signs that no XML file may hold."""
    return _NOT_XML.sub(" ", text)
