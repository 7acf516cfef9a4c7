"""Two files that hold nearly the same people: whose tables could be subtracted from each other.

A survey that is exported once more after two more people have answered is another file, and the
difference of the two tables is what those two said. Nobody in a file has a name, so people are told
apart by what they answered: whoever is in both files answers the same in both. One export may write
an answer as 4 and the next as "Often", though, so only what both write alike tells people apart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from ciwidgets.analysis.disclosure import SMALLEST_CHANGE, may_show

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ciwidgets.model import ImportedAnswers, Question

    Answer = str | float | list[str]
    Cell = frozenset[str | int] | None
    Row = tuple[Cell, ...]

# Any answer that only one of the two files writes so: it may be the other's under another name.
_OTHERWISE = -1
_SET_ASIDE: frozenset[str | int] = frozenset({_OTHERWISE})
# With fewer questions than this, leaving one out leaves too little to know people by.
_FEWEST_TO_LEAVE_ONE = 3
_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+\s*[.):]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of both files, with every person's answer as either file writes it."""

    old: Question
    new: Question
    before: list[Cell]
    after: list[Cell]
    both: set[str | int]  # the words both files have for an answer, chosen or not

    @property
    def people(self) -> tuple[int, int]:
        """How many answered it in either file."""
        return _answered(self.before), _answered(self.after)

    def alike(self) -> tuple[list[Cell], list[Cell]]:
        """Return both columns as far as both files have the same word for an answer."""
        mine, theirs = (
            [
                None
                if cell is None
                else frozenset(w if w in self.both else _OTHERWISE for w in cell)
                for cell in column
            ]
            for column in (self.before, self.after)
        )
        return mine, theirs

    def at_least(self) -> int:
        """Return how many are behind its difference, whatever either file calls an answer."""
        before, after = (
            sorted(Counter(one for one in column if one is not None).values(), reverse=True)
            for column in (self.before, self.after)
        )
        return sum(abs(one - other) for one, other in zip_longest(before, after, fillvalue=0))


def questions_too_alike(
    earlier: tuple[Sequence[Question], Sequence[ImportedAnswers]],
    later: tuple[Sequence[Question], Sequence[ImportedAnswers]],
    unseen: Collection[str] = (),
) -> set[str]:
    """Return the later file's questions that would tell what one to four people answered.

    It is the third sentence of ``disclosure``, with rows of answers standing for people: for each
    question that both files ask, those behind the difference are nobody, or five and more. Any one
    question may be written differently in the two, so five must be behind it without that one too.
    People who only happen to answer alike make the difference smaller: it errs on the side of
    hiding. ``unseen`` are the earlier file's questions of which no answers were ever shown.
    """
    before = {_heading(one): one for one in reversed(earlier[0])}
    shared = [
        _asked(before[_heading(one)], one, earlier[1], later[1])
        for one in later[0]
        if _heading(one) in before
    ]
    near = [
        place
        for place, one in enumerate(shared)
        if may_show(one.people[0]) and abs(one.people[0] - one.people[1]) < SMALLEST_CHANGE
    ]
    if not near:
        return set()
    columns = [one.alike() for one in shared]
    mine, theirs = ([*zip(*(one[which] for one in columns), strict=True)] for which in (0, 1))
    differences = _differences(mine, theirs, near)
    found = set()
    for place in near:
        if shared[place].old.id in unseen:
            continue
        people = max(min(_behind(one, place) for one in differences), shared[place].at_least())
        if people < SMALLEST_CHANGE and (people or _may_differ(*columns[place])):
            found.add(shared[place].new.id)
    if min(one.total() for one in differences) < SMALLEST_CHANGE:
        found |= _under_another_heading(earlier[0], later[0], shared, unseen)
    return found


def _asked(
    old: Question,
    new: Question,
    earlier: Sequence[ImportedAnswers],
    later: Sequence[ImportedAnswers],
) -> _Asked:
    """Return a question's answers: steps of one scale by their place, all else by plain words."""
    is_one_scale = old.type == new.type == "scale" and len(old.options) == len(new.options)
    columns, words = [], []
    for asked, people in ((old, earlier), (new, later)):
        places: dict[str, int] = {}
        if is_one_scale:
            places = {_plain(option): place for place, option in enumerate(asked.options)}
        column = [_cell(one.answers.get(asked.id), places) for one in people]
        offered = _cell([*asked.options, *asked.off_scale], places) or ()
        columns.append(column)
        words.append({*offered, *(word for cell in column if cell for word in cell)})
    return _Asked(old, new, columns[0], columns[1], words[0] & words[1])


def _cell(answer: Answer | None, places: dict[str, int]) -> Cell:
    if answer is None:
        return None
    chosen = map(_plain, answer if isinstance(answer, list) else [answer])
    return frozenset(places.get(one, one) for one in chosen)


def _differences(
    mine: Sequence[Row], theirs: Sequence[Row], near: Sequence[int]
) -> list[Counter[Row]]:
    """Return the rows that stand in one file only: by all questions, and by all but any one."""
    every = range(len(mine[0]))
    whole = _difference(mine, theirs, ())
    if len(every) < _FEWEST_TO_LEAVE_ONE or all(_is_few(whole, place) for place in near):
        return [whole]
    # Whichever one is left out, one of two halves is complete: a short way for most files.
    halves = [_difference(mine, theirs, every[start::2]) for start in (0, 1)]
    if not any(_is_few(half, place) for half in halves for place in near):
        return halves
    return [whole, *(_difference(mine, theirs, (place,)) for place in every)]


def _difference(
    mine: Sequence[Row], theirs: Sequence[Row], without: Collection[int]
) -> Counter[Row]:
    """Return the rows that stand in one file only, with the answers to some questions set aside."""

    def counted(rows: Sequence[Row]) -> Counter[Row]:
        columns = [
            [cell if cell is None else _SET_ASIDE for cell in column]
            if place in without
            else column
            for place, column in enumerate(zip(*rows, strict=True))
        ]
        return Counter(zip(*columns, strict=True))

    before, after = counted(mine), counted(theirs)
    difference = (before - after) + (after - before)
    # Who answered none of these questions is in no table.
    del difference[(None,) * (len(mine[0]))]
    return difference


def _is_few(difference: Counter[Row], place: int) -> bool:
    return _behind(difference, place) < SMALLEST_CHANGE


def _behind(difference: Counter[Row], place: int) -> int:
    """Return how many people answered a question, among these; five stand for more."""
    people = 0
    for row, count in difference.items():
        people += count if row[place] is not None else 0
        if people >= SMALLEST_CHANGE:
            return SMALLEST_CHANGE
    return people


def _may_differ(mine: Sequence[Cell], theirs: Sequence[Cell]) -> bool:
    """Tell whether the same people's two columns may differ, as far as both say it alike."""
    before, after = Counter(mine), Counter(theirs)
    del before[None], after[None]
    return before != after or any(cell is not None and _OTHERWISE in cell for cell in before)


def _under_another_heading(
    earlier: Sequence[Question],
    later: Sequence[Question],
    shared: Sequence[_Asked],
    unseen: Collection[str],
) -> set[str]:
    """Return questions of nearly the same people that may be earlier ones in other words."""
    if 2 * len(shared) <= len(later):
        return set()
    paired = {one.old.id for one in shared}, {one.new.id for one in shared}
    left = {
        (one.type, len(one.options))
        for one in earlier
        if one.id not in paired[0] and one.id not in unseen and one.type != "text"
    }
    return {
        one.id for one in later if one.id not in paired[1] and (one.type, len(one.options)) in left
    }


def _answered(column: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in column)


def _heading(question: Question) -> str:
    text = _NUMBERING.sub("", question.text).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", text).split()) or question.text


def _plain(answer: str | float) -> str:
    """Return an answer without what two exports write differently: 3.0 is 3, " often." is often."""
    if isinstance(answer, float) and answer.is_integer():
        return str(int(answer))
    text = " ".join(str(answer).casefold().replace("’", "'").split())
    return text.strip(" .,;:") or text
