"""Surveys that were answered somewhere else and brought in as a file."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.text import Identifier, RecordId, Text


class Question(Body):
    """One question of an imported survey.

    ``scale`` is an ordered list of labels, ``single`` one choice, ``multiple`` any number of
    choices, ``number`` a number, ``text`` free words. ``options`` holds labels in the file's order
    (in the scale's order for ``scale``). ``off_scale`` holds answers to a ``scale`` question that
    have no place on it ("don't know"); they are never counted as its middle.
    """

    kind: ClassVar[str] = "question"
    id: Identifier
    text: Text
    type: Literal["scale", "single", "multiple", "number", "text"]
    options: list[Text] = Field(default_factory=list)
    off_scale: list[Text] = Field(default_factory=list)


class CountedAs(Body):
    """A question that stands for a statement of the program's own survey.

    ``positions`` holds the place of each option on that survey's scale (1 is its low end); an
    answer without a place ("don't know") counts as none.
    """

    kind: ClassVar[str] = "counted_as"
    survey: Identifier
    statement: Identifier
    positions: dict[Text, Annotated[int, Field(ge=1, le=11)]]


class ImportedSurvey(Body):
    """A survey file as it was understood: who counts, what was asked, what was left out and why.

    ``mapping`` holds, by question id, which of the questions stand for the program's statements.
    """

    kind: ClassVar[str] = "imported_survey"
    title: Text
    format: Identifier
    file_sha256: str
    people: Annotated[int, Field(ge=0)]
    questions: list[Question]
    dropped: list[str] = Field(default_factory=list)
    mapping: dict[Identifier, CountedAs] = Field(default_factory=dict)


class ImportedAnswers(Body):
    """One imported person's answers: question id to one value or several.

    A question that is not here was not asked or not answered; an empty list is "none of these".
    """

    kind: ClassVar[str] = "imported_answers"
    survey_id: RecordId
    answers: dict[Identifier, Text | float | list[Text]]
