"""Cases in a step: each person's answers first, then what the team chose, with the reasons."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Rating
from ciwidgets.questions import questions
from ciwidgets.results.cases import case_result, cases_id
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveRating
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.training.told import asked, explained
from ciwidgets.widgets import CaseExerciseWidget
from ciwidgets.words.refusals import refusal


class CaseExercise(Exercise[CaseExerciseWidget]):
    """Keeps answers as a survey's are kept; reasons and results come when the step is closed."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveRating}
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Rating})

    def __init__(self, visit: Presence, step: str, name: str) -> None:
        """Show the cases of ``training/checks/<name>.toml``."""
        super().__init__(visit, step, CaseExerciseWidget(words=visit.words_for("case_exercise")))
        self.name = name
        self.cases = questions(name, visit.language)
        self.widget.title, self.widget.about = self.cases.title, self.cases.about
        self.widget.cases = [
            {**asked(one), "choices": [choice.text for choice in one.choices]}
            for one in self.cases.checks
        ]

    def answer(self, message: SaveRating) -> Reply:
        """Keep a person's answers."""
        self.require(ANSWER)
        most = {one.id: len(one.choices) for one in self.cases.checks}
        for case_id, value in message.answers.items():
            if case_id not in most:
                raise NotAllowed(refusal("no_case"))
            if isinstance(value, int) and value > most[case_id]:
                raise NotAllowed(refusal("no_answer_of_case"))
        body = Rating(step=self.step, survey=cases_id(self.name), answers=message.answers)
        record_id = self.own_record_id("rating")
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return how many people answered at least one case."""
        people = self.people()
        return sum(
            bool(entry.body.answers) and entry.author_id in people
            for entry in self.visit.record.current(Rating, occasion=self.visit.occasion)
            if entry.body.step == self.step
        )

    def show(self) -> None:
        """Show this person's answers; the reasons and the team's choices once they are closed."""
        visit, widget = self.visit, self.widget
        mine = visit.record.get(self.own_record_id("rating"))
        widget.mine = {
            "answers": mine.body.answers if mine else {},
            "revision": mine.revision if mine else 0,
        }
        place = (visit.team_id, self.step, self.name, self.cases, visit.occasion)
        result = case_result(visit.record, visit.program, *place)
        if result is None:
            widget.reasons, widget.result = [], {}
            return
        widget.reasons = [
            {
                "id": one.id,
                **explained(one),
                "choices": [
                    {"verdict": each.verdict, "reason": each.reason} for each in one.choices
                ],
            }
            for one in self.cases.checks
        ]
        most = {one.id: len(one.choices) for one in self.cases.checks}
        widget.result = {
            "answered": result.answered,
            "too_few": result.too_few,
            "later": result.later,
            "cases": [
                {
                    "id": one.id,
                    "counts": list(one.counts[: most[one.id]]),
                    "dont_know": one.other.get("dont_know", 0),
                }
                for one in ([] if result.too_few else result.statements)
            ],
        }

    def clear(self) -> None:
        """Show nobody's answers, and no reasons before they are asked for."""
        self.widget.mine, self.widget.reasons, self.widget.result = {}, [], {}
