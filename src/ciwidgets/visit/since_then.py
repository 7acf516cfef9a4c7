"""What happened since, in a step: since the last forum, and since any other when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.results.story.since import KINDS_TOLD, ends, since, since_last_forum
from ciwidgets.results.story.since_words import SinceWords
from ciwidgets.visit.looking import Looking
from ciwidgets.visit.messages import AskSince, Message
from ciwidgets.visit.places import Places
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import SinceThenWidget
from ciwidgets.words.refusals import refusal

if TYPE_CHECKING:
    from ciwidgets.results.story.since import Since


class SinceThenExercise(Looking[SinceThenWidget]):
    """Shows what is new, changed, dropped and done; nothing is kept."""

    forms: ClassVar[dict[str, type[Message]]] = {"ask": AskSince}
    shows: ClassVar[Shows] = frozenset(KINDS_TOLD)

    def __init__(self, visit: Presence, step: str) -> None:
        """Show in a step what happened."""
        super().__init__(visit, step, SinceThenWidget(words=visit.words_for("since_then")))
        self.places = Places(visit.language)

    def answer(self, message: AskSince) -> Reply:
        """Say what happened since an occasion.

        Raises:
            NotAllowed: when the program has no such occasion.
        """
        visit = self.visit
        visit.require_identity()
        if message.occasion and visit.program.occasion(message.occasion) is None:
            raise NotAllowed(refusal("no_forum"))
        found = since(visit.told, visit.program, visit.team_id, message.occasion)
        return {
            "type": "since",
            "request_id": message.request_id,
            "occasion": message.occasion,
            "found": self._as_shown(found),
        }

    def count_answered(self) -> int:
        """Return how much happened."""
        return int(self.widget.found.get("count", 0))

    def show(self) -> None:
        """Show what happened since the last forum, and since when else one can ask."""
        visit, widget = self.visit, self.widget
        found = since_last_forum(visit.told, visit.program, visit.team_id, visit.occasion)
        said = self._words()
        over = ends(visit.record, visit.program)
        others = sorted(
            (one for one in visit.program.occasions if one.id in over),
            key=lambda one: one.date,
            reverse=True,
        )
        widget.choices = [
            {
                "id": one.id,
                "label": said.occasion(
                    one, "since_last" if one == found.occasion else "since_occasion"
                ),
            }
            for one in others
        ] + [{"id": "", "label": said.occasion(None)}]
        widget.chosen = found.occasion.id if found.occasion else ""
        widget.found = self._as_shown(found)
        # How much happened follows what is chosen, and stands in the summary: no count above it.
        widget.people = 0

    def clear(self) -> None:
        """Show nothing of any team."""
        self.widget.choices, self.widget.found, self.widget.chosen = [], {}, ""

    def _words(self) -> SinceWords:
        visit = self.visit
        words = visit.kernel_words_for("since_then")
        return SinceWords(visit.told, visit.program, words, today())

    def _as_shown(self, found: Since) -> dict[str, Any]:
        said = self._words()
        return {
            "count": len(found.happenings),
            "summary": said.summary(found),
            "groups": [
                {
                    "what": group.what,
                    "title": group.title,
                    "more": group.more,
                    "items": [
                        {
                            "text": one.text,
                            "changed": one.changed,
                            **self.places.of_key(one.step),
                        }
                        for one in group.listed
                    ],
                }
                for group in said.groups(found)
            ],
        }
