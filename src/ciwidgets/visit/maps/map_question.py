"""The question of a step: what the whole team draws its maps for."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Entry, MapQuestion, Need
from ciwidgets.results import needs
from ciwidgets.results.maps.question import (
    kept_question,
    map_question,
    question_about,
    question_id,
)
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveMapQuestion
from ciwidgets.visit.permissions import KEEP_RECORDS
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import MapQuestionWidget
from ciwidgets.words.refusals import refusal


class MapQuestionExercise(Exercise[MapQuestionWidget]):
    """One question the whole team owns: anybody in it may change it, and nobody's is lost."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveMapQuestion}
    shows: ClassVar[Shows] = frozenset({MapQuestion, Need})

    def __init__(self, visit: Presence, step: str) -> None:
        """Ask the question in a step."""
        super().__init__(visit, step, MapQuestionWidget(words=visit.words_for("map_question")))

    def answer(self, message: SaveMapQuestion) -> Reply:
        """Keep the question; a team has one, and its id is ours to know."""
        self.require(KEEP_RECORDS)
        visit = self.visit
        own_id = question_id(visit.team_id, self.step)
        if message.record_id != own_id:
            raise NotAllowed(refusal("not_your_question"))
        before = kept_question(visit.record, visit.team_id, self.step)
        known = {"", *(one.record_id for one in needs(visit.record, visit.team_id))}
        known.add(before.body.need_id if before else "")
        if message.need_id not in known:
            raise NotAllowed(refusal("need_gone"))
        body = MapQuestion(step=self.step, text=message.text, need_id=message.need_id)
        return self.save(self.draft(own_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return 1 once the team chose its question."""
        visit = self.visit
        return int(kept_question(visit.record, visit.team_id, self.step) is not None)

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return the question somebody else kept, as the page shows it."""
        said = entry.body.model_dump(mode="json", exclude={"step"})
        return {"id": entry.record_id, "revision": entry.revision, **said}

    def show(self) -> None:
        """Show the question, and the needs it may ask after."""
        visit, widget = self.visit, self.widget
        words = visit.kernel_words_for("map_question")
        kept = kept_question(visit.record, visit.team_id, self.step)
        now = map_question(visit.record, visit.team_id, self.step, words)
        widget.needs = [
            {
                "id": one.record_id,
                "text": one.body.text,
                "question": question_about(one.body.text, words),
            }
            for one in needs(visit.record, visit.team_id)
        ]
        widget.question = {
            "id": question_id(visit.team_id, self.step),
            "revision": kept.revision if kept else 0,
            "text": now.text,
            "need_id": now.need_id,
        }

    def clear(self) -> None:
        """Show no team's question."""
        self.widget.question, self.widget.needs = {}, []
