"""What a team may share with whom, in a step: its own agreement, line by line."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.model import Body, Sharing
from ciwidgets.visit.messages import DropRecord, Message, SaveSharing
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import SharingWidget


class SharingExercise(RecordsExercise[SharingWidget, Sharing]):
    """What the team may share, and what it never shares."""

    kind: ClassVar[type[Body]] = Sharing
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveSharing, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Sharing})
    most = 60

    def __init__(self, visit: Presence, step: str) -> None:
        """List the agreement of a step."""
        super().__init__(visit, step, SharingWidget(words=visit.words_for("sharing")))

    def body(self, message: Any) -> Sharing:
        """Return the line as the message words it; what is never shared goes to nobody."""
        body = super().body(message)
        return body if body.sort == "may" else body.model_copy(update={"goes_to": ""})

    def show(self) -> None:
        """Show both lists."""
        self.widget.sharings = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show nobody's agreement."""
        self.widget.sharings = []
