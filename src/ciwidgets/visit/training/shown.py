"""What a lesson and the workbook on confidentiality show: one method an exercise."""

from __future__ import annotations

from ciwidgets.opening import session_ends
from ciwidgets.visit.page import Page
from ciwidgets.visit.reflection import ReflectionExercise
from ciwidgets.visit.training.case_exercise import CaseExercise
from ciwidgets.visit.training.self_check import SelfCheck
from ciwidgets.visit.training.session import TrainingSession
from ciwidgets.visit.training.sharing import SharingExercise


class ShownInTraining(Page):
    """The exercises one learns with."""

    def reflection(self, step: str, *, exercise: str) -> ReflectionExercise:
        """Show a guided exercise a person does for themselves: "ladder" or "iceberg"."""
        return self._show(ReflectionExercise(self, step, exercise))

    def self_check(self, *, checks: str) -> SelfCheck:
        """Show a lesson's questions, with a reason for each answer; nothing chosen is kept."""
        return self._show(SelfCheck(self, checks))

    def case_exercise(self, step: str, *, checks: str) -> CaseExercise:
        """Show cases to answer alone, and the reasons once the step is closed."""
        return self._show(CaseExercise(self, step, checks))

    def sharing(self, step: str) -> SharingExercise:
        """Show what the team agreed it may share with whom."""
        return self._show(SharingExercise(self, step))

    def training_session(self) -> TrainingSession:
        """Show that the session ends and how to take the work along; nothing where it is none."""
        return self._show(TrainingSession(self, ends=session_ends(self.store)))
