"""A lesson's questions to oneself: everything is on the page, and nothing comes back from it."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import BadMessage
from ciwidgets.questions import questions
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.training.told import asked, explained
from ciwidgets.widgets import SelfCheckWidget
from ciwidgets.words.refusals import refusal


class SelfCheck:
    """Shows questions with their reasons to whoever is here, and to who has not joined too.

    What a person chooses is sent to nobody and kept nowhere, so it can be tried without care.
    """

    shows: ClassVar[Shows] = frozenset()

    def __init__(self, visit: Presence, name: str) -> None:
        """Read the questions of a lesson."""
        found = questions(name, visit.language)
        self.widget = SelfCheckWidget(
            words=visit.words_for("self_check"),
            title=found.title,
            about=found.about,
            checks=[
                {
                    **asked(one),
                    **explained(one),
                    "choices": [choice.model_dump() for choice in one.choices],
                }
                for one in found.checks
            ],
        )

    def receive(self, _content: Any) -> Reply:
        """Refuse any message: nothing chosen here is kept."""
        raise BadMessage(refusal("nothing_kept"))

    def refresh(self) -> None:
        """Show what was shown: it is the same for everybody."""
