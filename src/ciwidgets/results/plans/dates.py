"""What has a day in a team's work: forums, meetings, what is due, and wins; never whose it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from ciwidgets.model import Activity, Goal, Meeting, NextStep, Win
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from ciwidgets.model import Program
    from ciwidgets.results.record import Record

Sort = Literal[
    "forum",
    "program_meeting",
    "meeting",
    "next_meeting",
    "goal",
    "activity_begins",
    "activity_ends",
    "next_step",
    "win",
    "next_win",
]
SORTS: tuple[Sort, ...] = get_args(Sort)
State = Literal["open", "done", "stopped"]
# What becomes of a record, by its own word for it.
_STATES: dict[str, State] = {
    "reached": "done",
    "done": "done",
    "set_aside": "stopped",
    "stopped": "stopped",
    "dropped": "stopped",
}


@dataclass(frozen=True, slots=True)
class DatedThing:
    """Something with a day.

    ``what`` is its writer's own words, empty for a meeting; ``id`` is the record's, or an
    occasion's. ``kind`` and ``id`` together are one thing's alone.
    """

    day: date
    what: str
    kind: Sort
    id: str
    state: State = "open"


def dated_things(
    record: Record, program: Program, team_id: str, as_of: int | None = None
) -> list[DatedThing]:
    """Return everything of a team that has a day, the earliest first."""
    found = [
        *_of_the_program(program),
        *_meetings(record, program, team_id, as_of),
        *_work(record, team_id, as_of),
        *_wins(record, team_id, as_of),
    ]
    return sorted(found, key=lambda one: (one.day, SORTS.index(one.kind), one.what, one.id))


def for_a_calendar(
    things: Iterable[DatedThing], words: Mapping[str, str], say: Callable[[str, str], str]
) -> list[DatedThing]:
    """Return what belongs into a calendar: what is still to be done, and every meeting.

    ``what`` says there in full what the day is for. ``words`` is the kernel's section
    ``timeline``; ``say`` takes a text and the win it stands beside, or "", and leaves out names of
    those who did not consent. A win is done, and so it is left out.
    """
    return [
        replace(
            one,
            what=filled(
                words[f"event_{one.kind}"],
                what=say(one.what, one.id if one.kind == "next_win" else ""),
            ),
        )
        for one in things
        if one.state == "open"
    ]


def _of_the_program(program: Program) -> Iterator[DatedThing]:
    for one in program.occasions:
        sort: Sort = "forum" if one.kind == "forum" else "program_meeting"
        yield DatedThing(one.date, one.name, sort, one.id)


def _meetings(
    record: Record, program: Program, team_id: str, as_of: int | None
) -> Iterator[DatedThing]:
    """Yield what the team's own meetings add to the program's."""
    theirs = {one.date for one in program.occasions}
    found = record.current(Meeting, team_id=team_id, as_of=as_of)
    for one in found:
        # The minutes of a day of the program are about what stands there already.
        if one.body.sort == "coaching" or one.body.on not in theirs:
            yield DatedThing(one.body.on, "", "meeting", one.record_id)
    # What an earlier meeting planned has been held, or moved.
    last = max(found, key=lambda one: (one.body.on, one.seq), default=None)
    following = last.body.next_on if last else None
    if last and following and following > last.body.on and following not in theirs:
        yield DatedThing(following, "", "next_meeting", last.record_id)


def _work(record: Record, team_id: str, as_of: int | None) -> Iterator[DatedThing]:
    for goal in record.current(Goal, team_id=team_id, as_of=as_of):
        if goal.body.by:
            state = _STATES.get(goal.body.status, "open")
            yield DatedThing(goal.body.by, goal.body.aim, "goal", goal.record_id, state)
    for work in record.current(Activity, team_id=team_id, as_of=as_of):
        body, state = work.body, _STATES.get(work.body.status, "open")
        if body.begins:
            begun: State = "done" if body.status == "under_way" else state
            yield DatedThing(body.begins, body.name, "activity_begins", work.record_id, begun)
        if body.by:
            yield DatedThing(body.by, body.name, "activity_ends", work.record_id, state)
    for step in record.current(NextStep, team_id=team_id, as_of=as_of):
        if step.body.by:
            state = _STATES.get(step.body.status, "open")
            yield DatedThing(step.body.by, step.body.text, "next_step", step.record_id, state)


def _wins(record: Record, team_id: str, as_of: int | None) -> Iterator[DatedThing]:
    for win in record.current(Win, team_id=team_id, as_of=as_of):
        if win.body.done_on:
            yield DatedThing(win.body.done_on, win.body.title, "win", win.record_id, "done")
        if win.body.next_by and win.body.next_win:
            yield DatedThing(win.body.next_by, win.body.next_win, "next_win", win.record_id)
