"""Loose ends: what was begun and leads nowhere yet. It is a list of what to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from ciwidgets.results.story.phrases import as_written, quoted
from ciwidgets.words import filled
from ciwidgets.words import said as say
from ciwidgets.words.said import day_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ciwidgets.model import Activity, Entry, Goal, Measure
    from ciwidgets.results.naming.names import Mask
    from ciwidgets.results.story.weave import Weave

Sort = Literal[
    "need", "goal_measure", "goal_and_measure", "reading", "win", "goal_activity", "goal_owner"
]
SORTS: Final[tuple[Sort, ...]] = (
    "need",
    "goal_measure",
    "goal_and_measure",
    "reading",
    "win",
    "goal_activity",
    "goal_owner",
)
# After so many months without a reading somebody should look.
PATIENCE: Final = {"month": 2, "quarter": 5, "year": 14}


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Something that leads nowhere yet; ``step`` is where the team wrote it down.

    ``since`` is the day of a measure's newest reading, or of its first words where it ``note``s
    that it never had one; a win notes that its goal was dropped. ``wants`` is what a goal and its
    measure say each, where they do not say the same.
    """

    sort: Sort
    id: str
    text: str
    step: str
    since: date | None = None
    note: Literal["", "never", "dropped"] = ""
    wants: tuple[Goal | Measure, ...] = ()


def loose_ends(weave: Weave, today: date) -> list[LooseEnd]:
    """Return a team's loose ends, sort by sort."""
    found = [*_needs(weave), *_goals(weave), *_measures(weave, today), *_wins(weave)]
    return sorted(found, key=lambda one: SORTS.index(one.sort))


def loose_sentence(
    end: LooseEnd, words: Mapping[str, str], today: date, mask: Mask = as_written
) -> str:
    """Return a loose end as a sentence; ``words`` is the kernel's section ``golden_thread``."""
    key = f"loose_{end.sort}" + (f"_{end.note}" if end.note else "")
    day = day_in(end.since, today, words) if end.since else ""
    both = dict(zip(("goal", "measure"), (_wanted(one, words) for one in end.wants), strict=False))
    return filled(words[key], text=quoted(mask(end.text)), day=day, **both)


def _wanted(one: Goal | Measure, words: Mapping[str, str]) -> str:
    """Return a target and its day, as far as they are said."""
    value = "" if one.target is None else say.amount(one.target, one.unit)
    if one.by is None:
        return value
    by = say.day(one.by, words)
    return filled(words["loose_wants"], value=value, day=by) if value else by


def is_overdue(newest: date, every: str, today: date) -> bool:
    """Return whether a measure read so often should have been read again by today."""
    return today > _months_after(newest, PATIENCE[every])


def _months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def _needs(weave: Weave) -> Iterator[LooseEnd]:
    carried = {one.body.recommendation_id for one in _at_work(weave)}
    advised = {
        need
        for one in weave.recommendations.values()
        if one.record_id in carried
        for need in one.body.need_ids
    }
    for need_id, need in weave.needs.items():
        is_served = any(
            weave.goals[one].body.status != "set_aside" for one in weave.goals_of(need_id)
        )
        if not is_served and need_id not in advised:
            yield LooseEnd("need", need_id, need.body.text, need.body.step)


def _goals(weave: Weave) -> Iterator[LooseEnd]:
    at_work = {one.record_id for one in _at_work(weave)}
    for goal_id, goal in weave.goals.items():
        if goal.body.status == "set_aside":
            continue
        if not weave.measures_of(goal_id):
            yield _of_goal("goal_measure", goal)
        yield from _apart(weave, goal)
        if goal.body.status == "reached":
            continue
        if not any(one.record_id in at_work for one in weave.activities_of(goal_id)):
            yield _of_goal("goal_activity", goal)
        if goal.body.owner is None:
            yield _of_goal("goal_owner", goal)


def _apart(weave: Weave, goal: Entry[Goal]) -> Iterator[LooseEnd]:
    """Say where a goal and the measure it names, or its only one, want another number or day."""
    here, found = goal.body, weave.measures_of(goal.record_id)
    named = [one for one in found if one.body.name.casefold() == here.measure.casefold()]
    for measure in named or (found if len(found) == 1 else []):
        there = measure.body
        targets, days = {here.target, there.target} - {None}, {here.by, there.by} - {None}
        if len(targets) > 1 or len(days) > 1:
            aim = here.aim
            yield LooseEnd("goal_and_measure", goal.record_id, aim, here.step, wants=(here, there))


def _at_work(weave: Weave) -> Iterator[Entry[Activity]]:
    return (one for one in weave.activities.values() if one.body.status != "stopped")


def _of_goal(sort: Sort, goal: Entry[Goal]) -> LooseEnd:
    return LooseEnd(sort, goal.record_id, goal.body.aim, goal.body.step)


def _measures(weave: Weave, today: date) -> Iterator[LooseEnd]:
    for measure_id, measure in weave.measures.items():
        goal = weave.goals.get(measure.body.goal_id)
        if goal is not None and goal.body.status != "open":
            continue
        readings = weave.readings.get(measure_id, [])
        since = readings[-1].body.on if readings else _begun(weave, measure)
        if is_overdue(since, measure.body.every, today):
            text, step = measure.body.name, measure.body.step
            yield LooseEnd("reading", measure_id, text, step, since, "" if readings else "never")


def _begun(weave: Weave, measure: Entry[Measure]) -> date:
    return weave.record.history(measure.record_id)[0].created_at.date()


def _wins(weave: Weave) -> Iterator[LooseEnd]:
    for win_id, win in weave.wins.items():
        if not weave.goals_of_win(win_id):
            note: Literal["", "dropped"] = "dropped" if weave.gone([win.body.goal_id]) else ""
            yield LooseEnd("win", win_id, win.body.title, win.body.step, note=note)
