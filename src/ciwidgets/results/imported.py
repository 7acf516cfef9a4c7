"""What people answered somewhere else, as far as a team may see it.

Each file stands by itself: nothing is added up over files, since the same person may be in two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ciwidgets.analysis import survey_results
from ciwidgets.analysis.imported_overlap import questions_too_alike
from ciwidgets.analysis.imported_results import QuestionResult, imported_result
from ciwidgets.model import ImportedAnswers, ImportedSurvey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.model import Entry, Program, Survey
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class Imported:
    """A survey from a file with its people's answers.

    ``withheld`` names, by question, the earlier file that asked nearly the same people: the two
    tables side by side would tell what a few of them said. The earlier one may have been taken off
    since, because whoever saw it has it.
    """

    entry: Entry[ImportedSurvey]
    answers: tuple[ImportedAnswers, ...]
    withheld: Mapping[str, str]

    @property
    def survey(self) -> ImportedSurvey:
        """What was asked."""
        return self.entry.body

    def questions(self) -> list[QuestionResult]:
        """Return every question's result; of what is withheld, only how many answered."""
        return [
            QuestionResult(one.id, one.text, one.type, one.answered, too_few=True)
            if one.id in self.withheld
            else one
            for one in imported_result(self.survey, self.answers)
        ]


def imported_surveys(
    record: Record, team_id: str, occasions: Collection[str] | None = None
) -> list[Imported]:
    """Return the surveys a team has from files, the first that was brought first.

    ``occasions`` keeps those that belong to one of them. What was taken off again is not here. What
    is withheld is the same wherever it is asked: each file is compared with all that came before.
    """
    answers: defaultdict[str, list[ImportedAnswers]] = defaultdict(list)
    for one in record.current(ImportedAnswers, team_id=team_id):
        answers[one.body.survey_id].append(one.body)
    every: list[Imported] = []
    for entry in record.current(ImportedSurvey, team_id=team_id, with_retracted=True):
        own = tuple(answers[entry.record_id])
        withheld: dict[str, str] = {}
        for earlier in every:
            alike = questions_too_alike(
                (earlier.survey.questions, earlier.answers),
                (entry.body.questions, own),
                unseen=earlier.withheld,
            )
            withheld = dict.fromkeys(alike, earlier.survey.title) | withheld
        every.append(Imported(entry, own, withheld))
    return [
        one
        for one in every
        if not one.entry.retracted and (occasions is None or one.entry.occasion in occasions)
    ]


class Imports:
    """A team's surveys from files, read anew only where one has come, changed or gone.

    The answers of a file never change, and a page looks again whenever anybody does anything.
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._read: tuple[object, list[Imported]] = (None, [])

    def of(self, record: Record, team_id: str) -> list[Imported]:
        """Return what ``imported_surveys`` does."""
        entries = record.current(ImportedSurvey, team_id=team_id)
        key = (team_id, [(one.record_id, one.revision) for one in entries])
        if self._read[0] != key:
            self._read = (key, imported_surveys(record, team_id))
        return self._read[1]


def results_beside(
    found: Sequence[Imported], program: Program, survey_id: str
) -> list[tuple[Imported, SurveyResult]]:
    """Return what files say of a survey's statements, on its own scale; one result a file.

    Only questions that a person has mapped to a statement count, and only files of which anything
    may be shown are here.
    """
    survey = program.survey(survey_id)
    if survey is None:
        return []
    beside = [(one, _result(one, program, survey)) for one in found]
    return [
        (one, result) for one, result in beside if any(each.counts for each in result.statements)
    ]


def _result(one: Imported, program: Program, survey: Survey) -> SurveyResult:
    asked = {statement.id for statement in survey.statements}
    places: dict[str, tuple[str, Mapping[str, int]]] = {}
    for question, counted in one.survey.mapping.items():
        if counted.survey == survey.id and counted.statement in asked:
            # Each statement once: two questions for one would count a person twice.
            places.setdefault(counted.statement, (question, counted.positions))
    ratings: dict[str, dict[str, int | str]] = {}
    for number, person in enumerate(one.answers):
        ratings[f"{number:06}"] = {
            statement: positions[_label(person.answers[question])]
            for statement, (question, positions) in places.items()
            if question not in one.withheld
            and _label(person.answers.get(question, "")) in positions
        }
    scale = program.scale(survey.scale)
    result = survey_results.survey_result(survey, scale, ratings, {}, {}, by_sector=False)
    mapped = tuple(each for each in result.statements if each.id in places)
    return replace(result, title=one.survey.title, statements=mapped)


def _label(answer: str | float | list[str]) -> str:
    """Return an answer as the file's options write it: 3.0 is the option "3"."""
    return str(int(answer)) if isinstance(answer, float) and answer.is_integer() else str(answer)
