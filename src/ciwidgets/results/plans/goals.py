"""A team's goals told: what each is for, what it lacks, and what people say of it.

What no machine can check is asked of people. What they answered is seen once two have, by counts
and without names; the answer of whoever carries the goal does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ciwidgets.model import GoalReview, Lever, Need
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.results.labels import goals, label_of
from ciwidgets.results.naming.names import as_written
from ciwidgets.results.people import carried_by, stands_for
from ciwidgets.results.plans.goal_sentences import change_in_words, clashes, goal_parts, missing
from ciwidgets.words import filled, kernel_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ciwidgets.model import Entry, Goal, Program
    from ciwidgets.model.goal_criteria import GoalCriteria
    from ciwidgets.results.record import Record

# So many people who do not carry a goal are asked, and have answered before anything is shown.
ASKED: Final = 2
_ANSWERS = ("yes", "not_yet", "not_sure")


@dataclass(frozen=True, slots=True)
class CriterionAnswers:
    """What people answered to one question: how many each, and notes by the alphabet."""

    id: str
    counts: Mapping[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalAnswers:
    """How many people answered about a goal, and what.

    ``criteria`` is empty until two have; ``before`` counts answers older than the goal as it is.
    ``answered_by`` and ``carried_by`` say who may be told of it, and are told to nobody.
    """

    people: int
    before: int
    criteria: tuple[CriterionAnswers, ...]
    answered_by: frozenset[str]
    carried_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal for a report: sentences, without the owner, whose name is not for every reader.

    ``sentence``, and with it ``change``, is empty as long as it has a blank. ``clashes`` say what
    contradicts itself, and ``answers`` count what people say: what they wrote stays on the pages.
    """

    entry: Entry[Goal]
    sentence: str
    change: str
    serves: tuple[str, ...]
    clashes: tuple[str, ...]
    missing: tuple[str, ...]
    answers: tuple[str, ...]


def told_goals(
    record: Record, program: Program, team_id: str, as_of: int | None = None, language: str = "en"
) -> list[ToldGoal]:
    """Return a team's goals as a report tells them, the nearest first."""
    words = kernel_section("goals", language)
    labels = dict(_links(record, team_id, as_of))
    asked = goal_criteria(program.goal_criteria)
    answers = goal_answers(record, program, team_id, as_of)
    told = []
    for entry in goals(record, team_id, as_of):
        goal, said = entry.body, answers[entry.record_id]
        serves = [labels[one] for one in (*goal.need_ids, *goal.lever_ids) if one in labels]
        parts, start = goal_parts(goal, words), begun_on(record, program, entry)
        is_whole = not any(part.is_blank for part in parts)
        told.append(
            ToldGoal(
                entry,
                "".join(part.text for part in parts) if is_whole else "",
                change_in_words(goal, words) if is_whole else "",
                tuple(serves),
                tuple(clashes(goal, start, words)),
                tuple(missing(goal, len(serves), start, words)),
                tuple(answer_sentences(said, asked, words)),
            )
        )
    return told


def goal_answers(
    record: Record, program: Program, team_id: str, as_of: int | None = None
) -> dict[str, GoalAnswers]:
    """Return what may be seen of people's answers, by goal; every goal is there."""
    asked = goal_criteria(program.goal_criteria).asked
    alias, carriers = stands_for(record, team_id, as_of), carried_by(record, team_id, as_of)
    newest: defaultdict[str, dict[str, Entry[GoalReview]]] = defaultdict(dict)
    reviews = record.current(GoalReview, team_id=team_id, as_of=as_of)
    for review in sorted(reviews, key=lambda one: one.seq):
        # Strangers and guests are nobody here; two phones of one person are one.
        if review.body.answers and review.author_id in alias:
            newest[review.body.goal_id][alias[review.author_id]] = review
    found = {}
    # Whose goal it is, is asked of the record as written: a masked owner is nobody.
    for goal in goals(as_written(record), team_id, as_of):
        owners = carriers(goal.body)
        said = {who: one for who, one in newest[goal.record_id].items() if who not in owners}
        counted = (_of_criterion(one.id, [it.body for it in said.values()]) for one in asked)
        found[goal.record_id] = GoalAnswers(
            len(said),
            sum(one.seq < goal.seq for one in said.values()),
            tuple(one for one in counted if sum(one.counts.values()) >= ASKED),
            frozenset(said),
            frozenset(owners),
        )
    return found


def answer_sentences(
    answers: GoalAnswers, criteria: GoalCriteria, words: Mapping[str, str]
) -> Iterator[str]:
    """Yield what people answered, one sentence a question, and whether the goal changed since."""
    names = {one.id: one.name for one in criteria.criteria}
    for one in answers.criteria:
        counts = [
            filled(words[f"answers_{answer}"], count=count)
            for answer, count in one.counts.items()
            if count
        ]
        yield filled(words["answers"], name=names[one.id], counts=", ".join(counts))
    if answers.criteria and answers.before:
        key = "answers_before_one" if answers.before == 1 else "answers_before_other"
        yield filled(words[key], n=answers.before)


def begun_on(record: Record, program: Program, entry: Entry[Goal]) -> date:
    """Return the day a goal was begun: that of the forum or meeting it was first written in."""
    first = record.history(entry.record_id)[0]
    occasion = program.occasion(first.occasion)
    return occasion.date if occasion else first.created_at.date()


def _links(record: Record, team_id: str, as_of: int | None) -> Iterator[tuple[str, str]]:
    for kind in (Need, Lever):
        for one in record.current(kind, team_id=team_id, as_of=as_of):
            yield one.record_id, label_of(one.body)


def _of_criterion(criterion_id: str, said: list[GoalReview]) -> CriterionAnswers:
    counted = Counter[str](one.answers[criterion_id] for one in said if criterion_id in one.answers)
    # In the order of the alphabet: the order they were written in says who was how quick.
    notes = sorted(
        (one.notes[criterion_id] for one in said if one.notes.get(criterion_id)),
        key=lambda note: (note.casefold(), note),
    )
    return CriterionAnswers(criterion_id, {one: counted[one] for one in _ANSWERS}, tuple(notes))
