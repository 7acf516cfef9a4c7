"""A survey in a step: each person's answers, and what the team said once it is closed."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.analysis.survey_results import rating_page
from ciwidgets.errors import NotAllowed
from ciwidgets.model import ImportedAnswers, ImportedSurvey, Rating
from ciwidgets.results import rating_result
from ciwidgets.results.imported import Imports, results_beside
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveRating
from ciwidgets.visit.permissions import ANSWER, SEE_MEASURES, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import RatingWidget
from ciwidgets.words.refusals import refusal


class RatingExercise(Exercise[RatingWidget]):
    """Saves answers as they are given; reveals them when the step is closed."""

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveRating}
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Rating, ImportedSurvey, ImportedAnswers})

    def __init__(self, visit: Presence, step: str, survey_id: str) -> None:
        """Show a survey of the program.

        Raises:
            LookupError: when the program has no such survey.
        """
        survey = visit.program.survey(survey_id)
        if survey is None:
            raise LookupError(
                f"The program has no survey {survey_id!r}. "
                f"It has: {', '.join(one.id for one in visit.program.surveys) or 'none'}."
            )
        scale = visit.program.scale(survey.scale)
        widget = RatingWidget(
            words=visit.words_for("rating"),
        )
        super().__init__(visit, step, widget)
        self.survey = survey
        self.scale = scale
        self._imports = Imports()
        self._describe()

    def answer(self, message: SaveRating) -> Reply:
        """Keep a person's answers."""
        self.require(ANSWER)
        known = {one.id for one in self.survey.statements}
        for statement_id, value in message.answers.items():
            if statement_id not in known:
                raise NotAllowed(refusal("no_statement"))
            if isinstance(value, int) and value > len(self.scale.labels):
                raise NotAllowed(refusal("no_answer_on_scale"))
        body = Rating(step=self.step, survey=self.survey.id, answers=message.answers)
        record_id = self.own_record_id("rating")
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return how many people gave at least one answer."""
        people = self.people()
        return sum(
            bool(entry.body.answers) and entry.author_id in people
            for entry in self.visit.record.current(Rating, occasion=self.visit.occasion)
            if entry.body.step == self.step
        )

    def show(self) -> None:
        """Show this person's answers, and the team's once they are closed."""
        self._describe()
        identity = self.visit.require_identity()
        mine = self.visit.record.get(self.own_record_id("rating"))
        self.widget.mine = (
            {"answers": mine.body.answers, "revision": mine.revision}
            if mine
            else {"answers": {}, "revision": 0}
        )
        result = rating_result(
            self.visit.record,
            self.visit.program,
            self.visit.team_id,
            self.step,
            self.survey.id,
            self.visit.occasion,
            language=self.visit.language,
        )
        self.widget.result = (
            rating_page(result, with_measures=may(identity.role, SEE_MEASURES)) if result else {}
        )
        # What others said is shown with what the team said, never before.
        self.widget.beside = self._beside() if result and not result.too_few else []

    def _beside(self) -> list[dict[str, Any]]:
        visit = self.visit
        found = self._imports.of(visit.record, visit.team_id)
        return [
            {
                "id": one.entry.record_id,
                "title": result.title,
                "statements": [
                    {"id": each.id, "answered": each.answered, "counts": list(each.counts)}
                    for each in result.statements
                    if each.counts
                ],
            }
            for one, result in results_beside(found, visit.program, self.survey.id)
        ]

    def _describe(self) -> None:
        """Show the statements and the scale as the program has them now."""
        program = self.visit.program
        self.survey = program.survey(self.survey.id) or self.survey
        self.scale = program.scale(self.survey.scale)
        self.widget.title = self.survey.title
        self.widget.scale = [
            {"value": value, "label": label} for value, label in enumerate(self.scale.labels, 1)
        ]
        self.widget.statements = [
            {"id": one.id, "text": one.text} for one in self.survey.statements
        ]

    def clear(self) -> None:
        """Show nobody's answers."""
        self.widget.mine, self.widget.result, self.widget.beside = {}, {}, []
