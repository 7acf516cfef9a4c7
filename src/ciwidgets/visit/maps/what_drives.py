"""What drives what, in a step: asked for one map at a time, and worked out for who asks."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.results.maps.findings import MapFindings, map_findings
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.maps.map_choice import OF_THE_MAPS, MapChoice, MapHere
from ciwidgets.visit.messages import AskFindings, Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import WhatDrivesWidget


class WhatDrivesExercise(Exercise[WhatDrivesWidget]):
    """Shows what maps say; nothing is kept, and there is nothing to open or close."""

    forms: ClassVar[dict[str, type[Message]]] = {"ask": AskFindings}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = OF_THE_MAPS

    def __init__(self, visit: Presence, step: str, on: str, words: str) -> None:
        """Look at the maps of step ``on``, over the shared words of step ``words``."""
        super().__init__(visit, step, WhatDrivesWidget(words=visit.words_for("what_drives")))
        self.choice = MapChoice(visit, on, words)

    def answer(self, message: Any) -> Reply:
        """Say what a map says.

        Raises:
            NotAllowed: when there is no such map, or nothing on it.
        """
        self.visit.require_identity()
        chosen = self.choice.find(message.map)
        words = self.visit.kernel_words_for("what_drives")
        if chosen is None:
            raise NotAllowed(words["refused_map"])
        weights = chosen.matrix()
        found = map_findings(chosen.labels, weights, words)
        if chosen.id == "sectors":
            found = replace(found, notes=(*found.notes, words["by_sectors"]))
        return {
            "type": "findings",
            "request_id": message.request_id,
            "map": chosen.id,
            "findings": _as_shown(found) | {"picture": _picture(chosen, weights, found)},
        }

    def count_answered(self) -> int:
        """Return how many maps there are to look at."""
        return sum(not one.why_not for one in self.choice.all())

    def show(self) -> None:
        """Show which maps can be looked at."""
        self.widget.maps = [
            {"id": one.id, "title": one.title, "why_not": one.why_not, "stamp": one.stamp}
            for one in self.choice.all()
        ]

    def clear(self) -> None:
        """Show no map."""
        self.widget.maps = []


def _picture(chosen: MapHere, weights: list[list[float]], found: MapFindings) -> dict[str, Any]:
    """Return the strongest loop to be drawn; empty where there is none."""
    if not found.loops:
        return {}
    loop = found.loops[0].words
    return {
        "words": [{"key": chosen.keys[one], "label": chosen.labels[one]} for one in loop],
        "links": [
            {
                "source": chosen.keys[source],
                "target": chosen.keys[target],
                "weight": weights[source][target],
            }
            for source, target in zip(loop, [*loop[1:], loop[0]], strict=True)
        ],
    }


def _as_shown(found: MapFindings) -> dict[str, Any]:
    said = asdict(found)
    said["loops"] = [
        {"sentence": one.sentence, "is_reinforcing": one.is_reinforcing} for one in found.loops
    ]
    return said
