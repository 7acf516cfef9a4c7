"""What teams let everybody read: practices, lessons and wins, by line of work.

Of each team only what its project manager released, now and at the moment told of; names only of
people who said that everyone may read theirs. What a released record is linked to (a goal, a need,
an activity) was not released with it, and gives it no more than its line of work. Nothing is
counted, so nothing can be worked out from two of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ciwidgets.model import Activity, Lesson, PolicyResponse, Win
from ciwidgets.results.moment import last_place
from ciwidgets.results.naming.masked import MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.plans.public import made_possible_by
from ciwidgets.results.plans.wins import Reader, told

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ciwidgets.model import Occasion, Program, Team
    from ciwidgets.results.plans.wins import ToldWin
    from ciwidgets.results.record import Record
    from ciwidgets.store import Store

Released = TypeVar("Released", PolicyResponse, Lesson, Win)
_KINDS = (PolicyResponse, Lesson, Win)


@dataclass(frozen=True, slots=True)
class Practice:
    """A change of policy or practice; ``lines`` are ids of the program's lines of work."""

    team: str
    lines: tuple[str, ...]
    body: PolicyResponse


@dataclass(frozen=True, slots=True)
class LearnedLesson:
    """Something a team learned; ``after`` is the win it came of, where it came of one."""

    team: str
    lines: tuple[str, ...]
    text: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class SharedWin:
    """A win for everybody to read, and who made it possible by a name, a role or "a member"."""

    team: str
    lines: tuple[str, ...]
    title: str
    done_on: date
    story: str
    evidence: str
    made_possible_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedRecords:
    """What all teams released, in the program's order; not whole where one could not be read."""

    practices: tuple[Practice, ...]
    lessons: tuple[LearnedLesson, ...]
    wins: tuple[SharedWin, ...]
    is_whole: bool = True


def released_records(
    store: Store, program: Program, occasions: Collection[Occasion] | None = None
) -> ReleasedRecords:
    """Return what everybody may read; ``occasions`` are those up to the moment told of."""
    practices: list[Practice] = []
    lessons: list[LearnedLesson] = []
    wins: list[SharedWin] = []
    is_whole = True
    for team in program.teams:
        try:
            if not _has_any(store, team):
                continue
            found = _OfATeam(store, program, team, occasions)
            these = found.practices(), found.lessons(), found.wins()
        except Exception:  # noqa: BLE001  # whatever befalls one team is its own
            is_whole = False
            continue
        practices += these[0]
        lessons += these[1]
        wins += these[2]
    return ReleasedRecords(tuple(practices), tuple(lessons), tuple(wins), is_whole)


def _has_any(store: Store, team: Team) -> bool:
    """Whether a team released anything at all: most have no need to be read whole."""
    return any(
        isinstance(one.body, _KINDS) and one.body.is_public
        for kind in _KINDS
        for one in store.current(kind, team_id=team.id)
    )


class _OfATeam:
    """What one team released."""

    def __init__(
        self, store: Store, program: Program, team: Team, occasions: Collection[Occasion] | None
    ) -> None:
        self._program, self._team = program, team
        self._written = TeamRecord(store, team.id, for_a_report=True)
        self._shown = MaskedRecord(self._written, "public")
        self._until = last_place(self._written, occasions) if occasions is not None else None

    def practices(self) -> list[Practice]:
        return [
            Practice(self._team.name, self._lines(one), one)
            for one in self._released(PolicyResponse, self._shown).values()
        ]

    def lessons(self) -> list[LearnedLesson]:
        own = [
            LearnedLesson(self._team.name, self._known([one.line]), one.text)
            for one in self._released(Lesson, self._shown).values()
        ]
        of_wins = self._released(Win, self._written)
        return own + [
            LearnedLesson(self._team.name, self._lines_of(of_wins[one.id]), one.learned, one.title)
            for one in self._told()
            if one.learned
        ]

    def wins(self) -> list[SharedWin]:
        of_wins = self._released(Win, self._written)
        return [
            SharedWin(
                team=self._team.name,
                lines=self._lines_of(of_wins[one.id]),
                title=one.title,
                done_on=one.done_on,
                story=one.story,
                evidence=one.evidence,
                made_possible_by=made_possible_by(one.thanks_to),
            )
            for one in self._told()
            if one.done_on
        ]

    def _told(self) -> list[ToldWin]:
        reader = Reader(self._written.names, "public")
        told_of = told(self._written, self._program, self._team.id, reader, self._until)
        released = self._released(Win, self._written)
        return [one for one in told_of if one.id in released]

    def _released(self, kind: type[Released], record: Record) -> dict[str, Released]:
        """Return what was released at that moment, by its id, and never taken back since.

        What was taken back once was perhaps never meant to be read, also if better words followed.
        """
        then = record.current(kind, team_id=self._team.id, as_of=self._until)
        return {
            one.record_id: one.body
            for one in then
            if one.body.is_public
            and all(
                later.body.is_public and not later.retracted
                for later in self._written.history(one.record_id)
                if later.revision > one.revision
            )
        }

    def _lines_of(self, win: Win) -> tuple[str, ...]:
        goals = [win.goal_id] if win.goal_id else []
        return self._known([*self._of_activities(win.activity_ids, goals)])

    def _lines(self, practice: PolicyResponse) -> tuple[str, ...]:
        return self._known([practice.line]) or self._known(
            self._of_activities([], practice.goal_ids)
        )

    def _of_activities(self, ids: Sequence[str], goal_ids: Sequence[str]) -> list[str]:
        """Return the lines of these activities, and of those that serve these goals."""
        found = self._written.current(Activity, team_id=self._team.id, as_of=self._until)
        return [
            one.body.line
            for one in found
            if one.record_id in ids or set(one.body.goal_ids) & set(goal_ids)
        ]

    def _known(self, lines: Collection[str]) -> tuple[str, ...]:
        """Return those the program has, in its order."""
        return tuple(one.id for one in self._program.lines_of_work if one.id in lines)
