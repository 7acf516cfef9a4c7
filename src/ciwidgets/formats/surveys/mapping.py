"""Which question of a file is which statement of the program's own survey, by their words.

A likeness of words is offered, never applied by itself: a person looks at each pair first. Answers
count on the program's scale only where both scales have the same steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from ciwidgets.formats.surveys.scales import word_scale
from ciwidgets.model import CountedAs, Question, Scale, Survey

ALIKE = 0.85
_ROW = re.compile(r".*\[(?P<row>[^\[\]]+)\]", re.DOTALL)
_STEM = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+\s*[.):]\s*", re.IGNORECASE)


def match_statements(questions: Sequence[Question], survey: Survey) -> dict[str, str]:
    """Return question id to statement id, each at most once, the most alike first.

    Only rating questions are offered; two statements that are equally like a question are not.
    """
    found: list[tuple[float, str, str]] = []
    for question in questions:
        if question.type != "scale":
            continue
        alike = sorted(
            (
                (max(_likeness(text, one.text) for text in _texts(question)), one.id)
                for one in survey.statements
            ),
            reverse=True,
        )
        if alike[0][0] >= ALIKE and (len(alike) == 1 or alike[0][0] > alike[1][0]):
            found.append((alike[0][0], question.id, alike[0][1]))
    matched: dict[str, str] = {}
    for _, question_id, statement in sorted(found, key=lambda one: -one[0]):
        if statement not in matched.values():
            matched[question_id] = statement
    order = [question.id for question in questions]
    return {one: matched[one] for one in order if one in matched}


def counted_as(
    questions: Sequence[Question], survey: Survey, scale: Scale, mapping: Mapping[str, str]
) -> tuple[dict[str, CountedAs], list[str]]:
    """Return how each mapped question counts, and a sentence for each that cannot.

    Raises:
        KeyError: a question or a statement that is not there.
    """
    by_id = {question.id: question for question in questions}
    statements = {one.id: one for one in survey.statements}
    counted: dict[str, CountedAs] = {}
    doubts = []
    for question_id, statement in mapping.items():
        question = by_id[question_id]
        positions = positions_on(question, scale)
        if positions:
            counted[question_id] = CountedAs(
                survey=survey.id, statement=statements[statement].id, positions=positions
            )
        else:
            doubts.append(
                f"“{question.text[:80]}” was not counted as “{statements[statement].text[:80]}”: "
                f"its steps ({', '.join(question.options[:7]) or 'none'}) are not those of the "
                f"program's scale ({', '.join(scale.labels)})."
            )
    return counted, doubts


def positions_on(question: Question, scale: Scale) -> dict[str, int]:
    """Return each option's place on the program's scale (1 is its low end), or nothing.

    The steps are the same by their words, by the known scale they belong to, or by being the
    numbers from 1 to its length.
    """
    own = [_plain(label) for label in scale.labels]
    options = [_plain(option) for option in question.options]
    if options and set(options) <= set(own):
        return {text: own.index(_plain(text)) + 1 for text in question.options}
    if len(options) != len(own):
        return {}
    is_numbers = options == [str(place) for place in range(1, len(own) + 1)]
    mine, theirs = word_scale(scale.labels), word_scale(question.options)
    is_same = bool(
        mine and theirs and mine.name == theirs.name and mine.options == list(scale.labels)
    )
    if is_numbers or is_same:
        return {text: place for place, text in enumerate(question.options, start=1)}
    return {}


def _texts(question: Question) -> list[str]:
    """Return a question's words, and those of its row where it belongs to a grid."""
    row = _ROW.fullmatch(question.text)
    return [question.text, row["row"]] if row else [question.text]


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    first, second = _plain(_STEM.sub("", one)), _plain(_STEM.sub("", other))
    if not first or not second or max(len(first), len(second)) > 2 * min(len(first), len(second)):
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
