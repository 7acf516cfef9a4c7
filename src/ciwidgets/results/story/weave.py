"""The links between a team's needs, its words, goals, measures, work and wins, by their ids.

What was dropped is no link. Nobody's own map is read here: a word is a lever the team chose, or one
of its shared words, or one that its own map shows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ciwidgets.model import (
    Activity,
    Body,
    Goal,
    Lever,
    Measure,
    Need,
    PolicyResponse,
    Reading,
    Recommendation,
    SharedWord,
    Win,
)
from ciwidgets.results.labels import goals
from ciwidgets.results.maps.people import vocabulary
from ciwidgets.results.walls import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ciwidgets.model import Entry, Program
    from ciwidgets.model.entries import B
    from ciwidgets.results.record import Record

# What can be named by its id, and so be named after it was dropped.
_NAMED: Final[tuple[type[Body], ...]] = (Need, Lever, Goal, Measure, Activity)
# Whatever changes a thread.
ON_A_THREAD: Final[frozenset[type[Body]]] = frozenset(
    {*_NAMED, Reading, Recommendation, PolicyResponse, SharedWord, Win}
)
_IN_ORDER: Final = ("done", "under_way", "planned", "stopped")


@dataclass(frozen=True, slots=True)
class Concept:
    """A word the team shares that a need stands under; ``lever_id`` is empty where it is none."""

    label: str
    lever_id: str = ""


class Weave:
    """What a team wrote down, each record with those it names and those that name it."""

    def __init__(
        self,
        record: Record,
        program: Program,
        team_id: str,
        map_words: Mapping[str, str] | None = None,
        as_of: int | None = None,
    ) -> None:
        """Read the records; ``map_words`` are the words the team's map shows, by their keys."""
        self.record, self.team_id, self.as_of = record, team_id, as_of
        self.needs = _by_id(needs(record, team_id, as_of))
        self.goals = _by_id(goals(record, team_id, as_of))
        self.levers = _by_id(self._current(Lever))
        self.measures = _by_id(self._current(Measure))
        self.activities = _by_id(sorted(self._current(Activity), key=_work_order))
        self.policies = self._current(PolicyResponse)
        self.recommendations = _by_id(self._current(Recommendation))
        self.wins = _by_id(sorted(self._current(Win), key=_day_of_win))
        self.readings: defaultdict[str, list[Entry[Reading]]] = defaultdict(list)
        for one in sorted(self._current(Reading), key=lambda one: (one.body.on, one.seq)):
            self.readings[one.body.measure_id].append(one)
        self._words = vocabulary(record, program, team_id, self._current(SharedWord), as_of)
        self._map_words = dict(map_words or {})

    def concepts(self, need_id: str) -> list[Concept]:
        """Return the levers that stand on a need's word, else the word itself where it is shared.

        ``levers_of`` a goal are found apart: a goal may name others.
        """
        levers = [
            Concept(one.body.label, one.record_id)
            for one in self.levers.values()
            if need_id in self._needs_of_lever[one.record_id]
        ]
        if levers:
            return levers
        key = self._words.shared(f"need:{need_id}")
        label = self._map_words.get(key)
        is_shared = key in self._shared_keys
        label = label or (self._words.label(key) if is_shared else None)
        return [Concept(label)] if label else []

    def levers_of(self, goal_id: str) -> list[Concept]:
        """Return the levers that a goal names."""
        named = self.goals[goal_id].body.lever_ids
        return [Concept(self.levers[one].body.label, one) for one in named if one in self.levers]

    def needs_of(self, goal_id: str) -> list[str]:
        """Return the needs a goal serves: those it names, and those its levers stand on."""
        goal = self.goals[goal_id].body
        named = {*goal.need_ids}
        for lever_id in goal.lever_ids:
            named |= self._needs_of_lever.get(lever_id, set())
        return [one for one in self.needs if one in named]

    def goals_of(self, need_id: str) -> list[str]:
        """Return the goals that serve a need."""
        return [one for one in self.goals if need_id in self._needs_of_goal[one]]

    def measures_of(self, goal_id: str) -> list[Entry[Measure]]:
        """Return what a goal is seen by."""
        return [one for one in self.measures.values() if one.body.goal_id == goal_id]

    def recommendations_of(self, goal_id: str) -> list[Entry[Recommendation]]:
        """Return the recommendations that name a goal."""
        return [one for one in self.recommendations.values() if goal_id in one.body.goal_ids]

    def activities_of(self, goal_id: str) -> list[Entry[Activity]]:
        """Return what is done for a goal: what names it, or carries out what is recommended."""
        return [one for one in self.activities.values() if goal_id in self._goals_of_work(one)]

    def policies_of(self, goal_id: str) -> list[Entry[PolicyResponse]]:
        """Return what was changed in policy or practice for a goal."""
        return [one for one in self.policies if goal_id in one.body.goal_ids]

    def wins_of(self, goal_id: str) -> list[Entry[Win]]:
        """Return a goal's wins, the newest first."""
        return [one for one in self.wins.values() if goal_id in self._goals_of_win[one.record_id]]

    def goals_of_win(self, win_id: str) -> list[str]:
        """Return the goal a win names, else those its measure and its activities lead to."""
        return [one for one in self.goals if one in self._goals_of_win[win_id]]

    def gone(self, ids: Iterable[str]) -> list[str]:
        """Return the kinds of those that were dropped, each once."""
        return list(dict.fromkeys(self._gone[one] for one in ids if one in self._gone))

    def current_activities(self, ids: Iterable[str]) -> list[Entry[Activity]]:
        """Return the activities of these ids that were not dropped."""
        return [self.activities[one] for one in ids if one in self.activities]

    @cached_property
    def _gone(self) -> dict[str, str]:
        return {
            one.record_id: one.kind
            for kind in _NAMED
            for one in self.record.current(
                kind, team_id=self.team_id, as_of=self.as_of, with_retracted=True
            )
            if one.retracted
        }

    @cached_property
    def _needs_of_lever(self) -> dict[str, set[str]]:
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for need_id in self.needs:
            by_word[self._words.shared(f"need:{need_id}")].add(need_id)
        return {
            lever_id: by_word.get(self._words.shared(one.body.word), set())
            for lever_id, one in self.levers.items()
        }

    @cached_property
    def _needs_of_goal(self) -> dict[str, set[str]]:
        return {one: {*self.needs_of(one)} for one in self.goals}

    @cached_property
    def _goals_of_win(self) -> dict[str, set[str]]:
        return {win_id: self._found_goals(one.body) for win_id, one in self.wins.items()}

    def _found_goals(self, win: Win) -> set[str]:
        if win.goal_id in self.goals:
            return {win.goal_id}
        measure = self.measures.get(win.measure_id)
        found = {measure.body.goal_id} if measure else set()
        for one in self.current_activities(win.activity_ids):
            found |= self._goals_of_work(one)
        return found & self.goals.keys()

    def _goals_of_work(self, work: Entry[Activity]) -> set[str]:
        said = self.recommendations.get(work.body.recommendation_id)
        return {*work.body.goal_ids, *(said.body.goal_ids if said else ())}

    @cached_property
    def _shared_keys(self) -> set[str]:
        return {self._words.shared(key) for one in self._words.together for key in one.keys}

    def _current(self, kind: type[B]) -> list[Entry[B]]:
        return self.record.current(kind, team_id=self.team_id, as_of=self.as_of)


def _by_id(entries: Iterable[Entry[Any]]) -> dict[str, Entry[Any]]:
    return {one.record_id: one for one in entries}


def _work_order(work: Entry[Activity]) -> tuple[int, bool, str, int]:
    """Order activities by how far they are, then by their day."""
    by = work.body.by or work.body.begins
    return (_IN_ORDER.index(work.body.status), by is None, str(by or ""), work.seq)


def _day_of_win(win: Entry[Win]) -> tuple[bool, int, int]:
    """Order wins by their day, the newest first, those without one last."""
    day: date | None = win.body.done_on
    return (day is None, -day.toordinal() if day else 0, -win.seq)
