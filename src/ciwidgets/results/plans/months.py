"""The months between forums: who came, what was said to be done, and where the work has moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from ciwidgets.analysis import attendance as came
from ciwidgets.analysis import drift
from ciwidgets.model import (
    CarryOn,
    CoachingNote,
    Governance,
    Meeting,
    NextStep,
    Program,
    Role,
    StepState,
    record_id_for,
)
from ciwidgets.model.five_conditions import FIVE_CONDITIONS
from ciwidgets.results.labels import goals
from ciwidgets.results.ratings import rating_result
from ciwidgets.words import filled
from ciwidgets.words.said import either

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ciwidgets.analysis.survey_results import StatementResult, SurveyResult
    from ciwidgets.model import Entry, Goal, Occasion
    from ciwidgets.results.record import Record

# Coaching is between a team and its coach; these are what the team itself comes together for.
_TOGETHER = ("meeting", "forum")
# As many forums as are told one after another, the latest ones: a program of two years has fewer.
OCCASIONS_SHOWN = 8
# Who came and is in no sector of the program.
NO_SECTOR = "no_sector"
_READERS: dict[str, frozenset[Role]] = {
    "faculty": frozenset({Role.FACILITATOR}),
    "project_manager": frozenset({Role.FACILITATOR, Role.PROJECT_MANAGER}),
    "team": frozenset(Role),
}


def may_read(note: CoachingNote, role: Role) -> bool:
    """Say whether a coaching note is meant for somebody of this role: the one home of the rule."""
    return role in _READERS[note.meant_for]


def coaching_notes(
    record: Record, team_id: str, role: Role, as_of: int | None = None
) -> list[Entry[CoachingNote]]:
    """Return the coaching notes somebody of this role may read, the newest first."""
    found = record.current(CoachingNote, team_id=team_id, as_of=as_of)
    meant = [one for one in found if may_read(one.body, role)]
    return sorted(meant, key=lambda one: (one.body.on, one.seq), reverse=True)


def meetings(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Meeting]]:
    """Return a team's meetings, the newest first."""
    found = record.current(Meeting, team_id=team_id, as_of=as_of)
    return sorted(found, key=lambda one: (one.body.on, one.seq), reverse=True)


def attendance_sectors(program: Program, words: Mapping[str, str]) -> dict[str, str]:
    """Return by id what people who come are counted by; ``words`` are those of ``meetings``."""
    names = {one.id: one.name for one in program.sectors}
    return {**names, NO_SECTOR: words["no_sector"]}


def attendance(
    record: Record,
    program: Program,
    team_id: str,
    words: Mapping[str, str],
    as_of: int | None = None,
) -> came.Attendance:
    """Return who came to a team's meetings and forums, by sector."""
    held = [one.body for one in meetings(record, team_id, as_of) if one.body.sort in _TOGETHER]
    sectors = attendance_sectors(program, words)
    return came.attendance([(one.on, one.came) for one in held], sectors)


def attendance_sentence(found: came.Attendance, words: Mapping[str, str]) -> str:
    """Return the question after sectors that have been away, or nothing."""
    away = [one.name for one in found.to_ask_after() if one.id != NO_SECTOR]
    if not away:
        return ""
    return filled(words["away_one" if len(away) == 1 else "away_other"], sectors="; ".join(away))


def next_steps(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[NextStep]]:
    """Return a team's next steps: open ones first, by day and those without one after them."""
    found = record.current(NextStep, team_id=team_id, as_of=as_of)
    order = ("open", "done", "dropped")
    return sorted(
        found,
        key=lambda one: (
            order.index(one.body.status),
            one.body.by is None,
            one.body.by or one.created_at.date(),
            one.seq,
        ),
    )


def is_overdue(step: NextStep, today: date) -> bool:
    """Say whether a step's day has passed and it is still open."""
    return step.status == "open" and step.by is not None and step.by < today


def governance_id(team_id: str) -> str:
    """Return the id of a team's one note on how it works."""
    return record_id_for(Governance.kind, team_id)


def governance(record: Record, team_id: str, as_of: int | None = None) -> Entry[Governance] | None:
    """Return a team's note on how it works, or None."""
    found = record.current(Governance, team_id=team_id, as_of=as_of)
    return next((one for one in found if one.record_id == governance_id(team_id)), None)


def carried_on(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[CarryOn]]:
    """Return who carries what on, goals in their order first, then what the network keeps."""
    order = {one.record_id: place for place, one in enumerate(goals(record, team_id, as_of))}
    found = record.current(CarryOn, team_id=team_id, as_of=as_of)
    return sorted(found, key=lambda one: (order.get(one.body.goal_id, len(order)), one.seq))


def not_carried_on(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Goal]]:
    """Return the goals still to be reached that neither a person nor a partner carries on."""
    carried = {
        one.body.goal_id
        for one in record.current(CarryOn, team_id=team_id, as_of=as_of)
        if one.body.who or one.body.partner_ids
    }
    return [
        one
        for one in goals(record, team_id, as_of)
        if one.body.status == "open" and one.record_id not in carried
    ]


def not_carried_sentence(left: list[Entry[Goal]], words: Mapping[str, str]) -> str:
    """Return the question after goals nobody carries on; ``words`` are those of ``carry_on``."""
    if not left:
        return ""
    listed = "; ".join(filled(words["quoted"], text=one.body.aim) for one in left)
    return filled(words["nobody_one" if len(left) == 1 else "nobody_other"], goals=listed)


def times(record: Record, team_id: str, as_of: int | None = None) -> drift.Times:
    """Return what a team's meetings spent their time on, by goal."""
    found = goals(record, team_id, as_of)
    first = {one.record_id: record.history(one.record_id)[0].seq for one in found}
    held = [
        drift.MeetingTime(one.body.on, record.history(one.record_id)[0].seq, one.body.items)
        for one in meetings(record, team_id, as_of)
        if one.body.sort in _TOGETHER
    ]
    asked = {one.record_id for one in found if one.body.status == "open"}
    return drift.times(held, first, asked)


def time_sentences(
    found: drift.Times, aims: Mapping[str, str], words: Mapping[str, str]
) -> list[str]:
    """Return what a team may want to ask itself; ``aims`` are the goals' words by id."""
    said = [filled(words["no_time"], goal=aims[one]) for one in found.no_time]
    if found.is_mostly_for_no_goal:
        blanks = {"n": found.for_no_goal, "of": found.minutes}
        said.append(filled(words["mostly_for_no_goal"], **blanks))
    return said


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the five conditions, and what was shown of it at each occasion, None where nothing."""

    id: str
    text: str
    at: tuple[StatementResult | None, ...]

    @property
    def fell(self) -> bool:
        """Whether it is seen well below what it was the time before."""
        return drift.fell([one.mean if one else None for one in self.at])


@dataclass(frozen=True, slots=True)
class Conditions:
    """The five conditions over the occasions at which something was shown, the earliest first."""

    scale: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    conditions: tuple[Condition, ...]


def conditions_over_time(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    survey_id: str = FIVE_CONDITIONS,
    as_of: int | None = None,
) -> Conditions:
    """Return how a team saw the five conditions: nothing but what each occasion's result shows."""
    survey = program.survey(survey_id)
    if survey is None:
        return Conditions((), (), ())
    states = record.current(StepState, team_id=team_id, as_of=as_of)
    closed = {one.occasion for one in states if one.body.step == step and not one.body.is_open}
    asked = sorted((one for one in program.occasions if one.id in closed), key=lambda one: one.date)
    shown: list[tuple[Occasion, SurveyResult]] = []
    for one in asked[-OCCASIONS_SHOWN:]:
        result = rating_result(record, program, team_id, step, survey_id, one.id, as_of)
        if result is not None and any(each.counts for each in result.statements):
            shown.append((one, result))
    by_id = [{each.id: each for each in result.statements if each.counts} for _, result in shown]
    return Conditions(
        tuple(program.scale(survey.scale).labels),
        tuple(one for one, _ in shown),
        tuple(
            Condition(one.id, one.text, tuple(found.get(one.id) for found in by_id))
            for one in survey.statements
        ),
    )


def agreeing(result: StatementResult) -> int:
    """Return how many answered with the upper half of the scale."""
    width = len(result.counts)
    return sum(result.counts[width - width // 2 :])


def condition_sentences(found: Conditions, words: Mapping[str, str]) -> list[str]:
    """Return what was said of each condition, from occasion to occasion.

    Which answers are counted is said once, with the first.
    """
    width = len(found.scale)
    upper = [filled(words["quoted"], text=one) for one in found.scale[width - width // 2 :]]
    answer = reduce(lambda one, other: either(one, other, words), upper)
    said: list[str] = []
    for one in found.conditions:
        shown = [
            (occasion.name, each)
            for occasion, each in zip(found.occasions, one.at, strict=True)
            if each
        ]
        at = [
            filled(
                words["at" if said or place else "at_first"],
                n=agreeing(each),
                of=each.answered,
                answer=answer,
                occasion=name,
            )
            for place, (name, each) in enumerate(shown)
        ]
        if at:
            text = one.text.rstrip(" .")
            said.append(filled(words["condition"], text=text, at="; ".join(at)))
    return said


def fell_sentences(found: Conditions, words: Mapping[str, str]) -> list[str]:
    """Return, for faculty, a line for each condition that is seen well below the time before."""
    return [filled(words["fell"], text=one.text) for one in found.conditions if one.fell]
