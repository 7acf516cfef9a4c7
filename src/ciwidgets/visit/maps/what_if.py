"""What if, in a step: what is asked is answered to who asks, and what a team keeps is its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, WhatIf
from ciwidgets.results.maps.moves import what_moved
from ciwidgets.results.maps.pushes import TryOut, WhatIfSettings
from ciwidgets.visit.maps.map_choice import OF_THE_MAPS, MapChoice, MapHere
from ciwidgets.visit.messages import AskWhatIf, DropRecord, Message, SaveWhatIf
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import WhatIfWidget

_KEPT = ("map", "pushes", "rule", "squashing", "steepness")


class WhatIfExercise(RecordsExercise[WhatIfWidget, WhatIf]):
    """Anybody may try anything on a map they see; the team keeps what is worth talking about."""

    kind: ClassVar[type[Body]] = WhatIf
    forms: ClassVar[dict[str, type[Message]]] = {
        "ask": AskWhatIf,
        "save": SaveWhatIf,
        "drop": DropRecord,
    }
    shows: ClassVar[Shows] = frozenset({WhatIf}) | OF_THE_MAPS
    most = 50

    def __init__(self, visit: Presence, step: str, on: str, words: str) -> None:
        """Try things on the maps of step ``on``, over the shared words of step ``words``."""
        super().__init__(visit, step, WhatIfWidget(words=visit.words_for("what_if")))
        self.choice = MapChoice(visit, on, words)

    def answer(self, message: Message) -> Reply:
        """Say what moves and keep nothing of it, or keep or drop a what-if."""
        if not isinstance(message, AskWhatIf):
            return super().answer(message)
        self.visit.require_identity()
        words = self.visit.kernel_words_for("what_if")
        chosen = self._checked(message)
        own_maps = self.choice.own_maps() if chosen.is_of_the_team else None
        # Shares are told over the very words of the team's map.
        has_own = own_maps is not None and own_maps.keys == chosen.keys
        place = {key: number for number, key in enumerate(chosen.keys)}
        trial = TryOut(
            labels=chosen.labels,
            weights=chosen.matrix(),
            pushes={place[push.word]: push.to for push in message.pushes},
            settings=WhatIfSettings(message.rule, message.squashing, message.steepness),
            own_maps=(own_maps.weights, own_maps.holds) if own_maps and has_own else None,
            is_by_sectors=chosen.id == "sectors",
        )
        return {
            "type": "answer",
            "request_id": message.request_id,
            "map": chosen.id,
            "title": chosen.title,
            **asdict(what_moved(trial, words)),
        }

    def body(self, message: Any) -> WhatIf:
        """Return the what-if a team wants kept.

        Raises:
            NotAllowed: when it is on a map the team does not see, or holds what is not on it.
        """
        body = WhatIf(
            step=self.step,
            title=message.title,
            map=message.map,
            pushes=message.pushes,
            rule=message.rule,
            squashing=message.squashing,
            steepness=message.steepness,
        )
        before = self.visit.record.get(message.record_id)
        # Another title for what was kept, whatever has become of its map since.
        is_as_before = before is not None and all(
            getattr(before.body, name, None) == getattr(body, name) for name in _KEPT
        )
        if message.map == "own":
            raise NotAllowed(self.visit.kernel_words_for("what_if")["refused_own"])
        if not is_as_before:
            self._checked(message)
        return body

    def show(self) -> None:
        """Show the maps something can be tried on, and what is kept."""
        self.widget.maps = [
            {
                "id": one.id,
                "title": one.title,
                "why_not": one.why_not,
                "stamp": one.stamp,
                "is_own": one.id == "own",
                "words": [
                    {"key": key, "label": label}
                    for key, label in zip(one.keys, one.labels, strict=True)
                ],
            }
            for one in self.choice.all()
        ]
        self.widget.kept = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no map, and nothing that is kept."""
        self.widget.maps, self.widget.kept = [], []

    def _checked(self, message: AskWhatIf | SaveWhatIf) -> MapHere:
        """Return the map of a what-if that makes sense.

        Raises:
            NotAllowed: with the reason in plain words.
        """
        words = self.visit.kernel_words_for("what_if")
        held = [push.word for push in message.pushes]
        chosen = self.choice.find(message.map)
        refused = ""
        if chosen is None:
            refused = "refused_map"
        elif not set(held) <= set(chosen.keys):
            refused = "refused_word"
        elif len(set(held)) != len(held):
            refused = "refused_twice"
        elif message.rule == "rescaled" and message.squashing != "sigmoid":
            refused = "refused_rescaled"
        if chosen is None or refused:
            raise NotAllowed(words[refused])
        return chosen
