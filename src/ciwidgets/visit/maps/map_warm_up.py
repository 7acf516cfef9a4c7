"""How a map reads: three questions about a made-up map, of which nothing is kept."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import MapWarmUpWidget
from ciwidgets.words.refusals import refusal


class MapWarmUpExercise(Exercise[MapWarmUpWidget]):
    """Shows a small map; the page itself answers what is tried on it."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset()

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the map in a step."""
        super().__init__(visit, step, MapWarmUpWidget(words=visit.words_for("map_warm_up")))
        self.clear()

    def receive(self, content: Any) -> Reply:
        """Refuse any message: nothing is kept."""
        return self.answer(content)

    def answer(self, message: Any) -> Reply:
        """Refuse any message.

        Raises:
            BadMessage: always.
        """
        del message
        raise BadMessage(refusal("map_to_try"))

    def count_answered(self) -> int:
        """Return 0: nobody is counted."""
        return 0

    def show(self) -> None:
        """Show the strengths as the program has them now."""
        self.widget.strengths = list(self.visit.program.map_strengths)

    def clear(self) -> None:
        """Show the same: nothing in it is a team's."""
        self.show()
