"""What an imported survey says, question by question, under the same small-group rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.agreement import tastle_wierman_consensus, van_der_eijk_agreement
from ciwidgets.analysis.disclosure import may_show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.model import ImportedAnswers, ImportedSurvey, Question

# Whatever is not among the question's own answers was typed by one person: counted, never quoted.
OTHER_ANSWER = "Another answer"
# No file says whether a choice was offered or typed: what one person alone has is not quoted.
_FEWEST_OF_A_CHOICE = 2
# Van der Eijk's A compares three answers at least.
_SHORTEST_SCALE = 3


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: people per answer in the file's order, as far as they may be shown.

    ``too_few`` (under five answered): nothing but ``answered``. ``counts`` is empty for numbers
    and free words; of a scale it has the steps, and ``aside`` the answers that have no place on it
    ("don't know"). ``agreement`` (A) and ``consensus`` are there for scales, ``mean`` and
    ``median`` for numbers. With several choices a person counts in each, and ``counts`` may add
    up to more than ``answered``.
    """

    id: str
    text: str
    type: Literal["scale", "single", "multiple", "number", "text"]
    answered: int
    too_few: bool
    counts: tuple[tuple[str, int], ...] = ()
    aside: tuple[tuple[str, int], ...] = ()
    agreement: float | None = None
    consensus: float | None = None
    mean: float | None = None
    median: float | None = None


def imported_result(
    survey: ImportedSurvey, answers: Sequence[ImportedAnswers]
) -> list[QuestionResult]:
    """Return every question's result in the file's order."""
    return [
        _question_result(
            question,
            [one.answers[question.id] for one in answers if question.id in one.answers],
        )
        for question in survey.questions
    ]


def _question_result(
    question: Question, answers: Sequence[str | float | list[str]]
) -> QuestionResult:
    answered = len(answers)
    if not may_show(answered):
        return QuestionResult(question.id, question.text, question.type, answered, too_few=True)
    numbers = [float(one) for one in answers if isinstance(one, float | int)]
    if question.type == "number" and may_show(len(numbers)):
        return QuestionResult(
            question.id,
            question.text,
            question.type,
            len(numbers),
            too_few=False,
            mean=fmean(numbers),
            median=median(numbers),
        )
    if question.type in ("number", "text"):
        return QuestionResult(
            question.id, question.text, question.type, answered, question.type == "number"
        )
    counts, aside = _counts(question, answers)
    on_scale = [count for _, count in counts]
    is_scale = question.type == "scale" and len(on_scale) >= _SHORTEST_SCALE and any(on_scale)
    return QuestionResult(
        question.id,
        question.text,
        question.type,
        answered,
        too_few=False,
        counts=counts,
        aside=aside,
        agreement=van_der_eijk_agreement(on_scale) if is_scale else None,
        consensus=tastle_wierman_consensus(on_scale) if is_scale else None,
    )


_Counts = tuple[tuple[str, int], ...]


def _counts(
    question: Question, answers: Sequence[str | float | list[str]]
) -> tuple[_Counts, _Counts]:
    """Return people per option, and per answer that stands beside the options."""
    every = [{*one} if isinstance(one, list) else {_label(one)} for one in answers]
    people = Counter(label for chosen in every for label in chosen)
    labels = [
        label
        for label in dict.fromkeys(question.options)
        # What nobody chose was offered by the source; nobody's own words are in it.
        if question.type == "scale" or people[label] >= _FEWEST_OF_A_CHOICE or not people[label]
    ]
    known = {*labels, *question.off_scale}
    # Sets: somebody who wrote two answers of their own is still one person.
    counted = Counter(
        label
        for chosen in every
        for label in {one if one in known else OTHER_ANSWER for one in chosen}
    )
    beside = [
        one for one in dict.fromkeys((*question.off_scale, OTHER_ANSWER)) if one not in labels
    ]
    aside = tuple((label, counted[label]) for label in beside if counted[label])
    counts = tuple((label, counted[label]) for label in labels)
    return (counts, aside) if question.type == "scale" else ((*counts, *aside), ())


def _label(answer: str | float) -> str:
    """Return an answer as the file's options write it: 3.0 is the option "3"."""
    return str(int(answer)) if isinstance(answer, float) and answer.is_integer() else str(answer)
