"""What a team's community has, what that covers, and whether people see it as the list does."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Resource
from ciwidgets.results import compare_with_survey, coverage_of, last_rating
from ciwidgets.visit.messages import DropRecord, Message, SaveResource
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import ResourcesWidget
from ciwidgets.words.refusals import refusal

if TYPE_CHECKING:
    from ciwidgets.analysis.coverage import Coverage


class ResourcesExercise(RecordsExercise[ResourcesWidget, Resource]):
    """Resources the whole team lists together, by the program's lines of work."""

    kind: ClassVar[type[Body]] = Resource
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveResource, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Resource})

    def __init__(self, visit: Presence, step: str, survey_step: str, survey_id: str) -> None:
        """List the resources of a step, beside what was said of a survey in another.

        Raises:
            LookupError: when the program has no such survey.
        """
        if survey_id and visit.program.survey(survey_id) is None:
            raise LookupError(
                f"The program has no survey {survey_id!r}. "
                f"It has: {', '.join(one.id for one in visit.program.surveys) or 'none'}."
            )
        super().__init__(visit, step, ResourcesWidget(words=visit.words_for("resources")))
        self.survey_step = f"{visit.workbook}/{survey_step}"
        self.survey_id = survey_id if survey_step else ""
        self._describe()

    def body(self, message: Any) -> Resource:
        """Return the resource, in a line of work and for populations that the program has."""
        program = self.visit.program
        populations = [one.id for one in program.populations]
        # What the program no longer has stays where it was: without it, a resource for a few
        # people would read as one for everyone.
        before = self.visit.record.get(message.record_id)
        populations += [] if before is None else before.body.populations
        if message.line not in {one.id for one in program.lines_of_work} or not (
            set(message.populations) <= set(populations)
        ):
            raise NotAllowed(refusal("choices_changed"))
        # In one order and each once, so that two versions differ only where they do.
        chosen = [one for one in dict.fromkeys(populations) if one in message.populations]
        return Resource(
            step=self.step,
            line=message.line,
            name=message.name,
            who=message.who,
            populations=chosen,
            reach=message.reach,
            capacity=message.capacity,
            gap=message.gap,
        )

    def show(self) -> None:
        """Show the list, what it covers, and what people said beside it."""
        self._describe()
        visit = self.visit
        found = coverage_of(visit.record, visit.program, visit.team_id, self.step)
        self.widget.resources = [self.as_shown(entry) for entry in self.records()]
        self.widget.coverage = _coverage_page(found) if found.resources else {}
        self.widget.comparison = self._comparison(found) if self.survey_id else {}

    def clear(self) -> None:
        """Show nothing of a team."""
        self.widget.resources, self.widget.coverage, self.widget.comparison = [], {}, {}

    def _describe(self) -> None:
        program = self.visit.program
        self.widget.lines = [
            {"id": one.id, "name": one.name, "about": one.about} for one in program.lines_of_work
        ]
        self.widget.populations = [{"id": one.id, "name": one.name} for one in program.populations]

    def _comparison(self, found: Coverage) -> dict[str, Any]:
        visit = self.visit
        newest = last_rating(
            visit.record,
            visit.program,
            visit.team_id,
            self.survey_step,
            self.survey_id,
            visit.occasion,
        )
        if newest is None:
            return {"occasion": "", "alike": 0, "apart": []}
        occasion, result = newest
        beside = compare_with_survey(visit.program, self.survey_id, result, found)
        return {
            "occasion": occasion.name,
            "alike": beside.alike,
            "apart": [
                {
                    "id": one.statement.id,
                    "text": one.statement.text,
                    "word": one.statement.word,
                    "side": one.side,
                    "lines": [line.id for line in one.lines],
                }
                for one in beside.apart
            ],
        }


def _coverage_page(found: Coverage) -> dict[str, Any]:
    """Return the ``coverage`` trait."""
    return {
        "resources": found.resources,
        "duplicates": [list(group) for group in found.duplicates],
        "lines": [
            {
                "id": line.id,
                "whole": asdict(line.whole),
                "cells": [asdict(cell) for cell in line.cells.values()],
                "holes": list(line.holes),
                "thin": list(line.thin),
            }
            for line in found.lines
        ],
    }
