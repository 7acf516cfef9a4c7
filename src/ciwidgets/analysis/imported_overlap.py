"""Two files that hold nearly the same people: whose tables could be subtracted from each other.

A survey that is exported once more after two more people have answered is another file, and the
difference of the two tables is what those two said. Nobody in a file has a name, so people are told
apart by what they answered: whoever is in both files answers the same in both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import SMALLEST_CHANGE

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from ciwidgets.model import ImportedAnswers, Question

    Answer = str | float | list[str]


def questions_too_alike(
    earlier: tuple[Sequence[Question], Sequence[ImportedAnswers]],
    later: tuple[Sequence[Question], Sequence[ImportedAnswers]],
) -> set[str]:
    """Return the later file's questions that would tell what one to four people answered.

    It is the third sentence of ``disclosure``, with rows of answers standing for people: for each
    question that both files ask, those behind the difference are nobody, or five and more. People
    who only happen to answer alike make the difference smaller, so it errs on the side of hiding.
    """
    before = {question.text: question.id for question in earlier[0]}
    shared = [one for one in later[0] if one.text in before]
    mine = _rows([one.answers for one in earlier[1]], [before[one.text] for one in shared])
    theirs = _rows([one.answers for one in later[1]], [one.id for one in shared])
    if not mine & theirs:
        return set()
    behind = (mine - theirs) + (theirs - mine)
    found = set()
    for place, question in enumerate(shared):
        people = sum(count for row, count in behind.items() if row[place] is not None)
        if 0 < people < SMALLEST_CHANGE:
            found.add(question.id)
    return found


def _rows(
    people: Sequence[Mapping[str, Answer]], questions: Sequence[str]
) -> Counter[tuple[Hashable, ...]]:
    """Count rows of answers; who answered none of these questions is in no table."""
    rows = Counter(tuple(_plain(one.get(name)) for name in questions) for one in people)
    rows.pop((None,) * len(questions), None)
    return rows


def _plain(answer: Answer | None) -> Hashable:
    return tuple(sorted(answer)) if isinstance(answer, list) else answer
