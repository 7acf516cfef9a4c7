"""A team that plans, kept in a list: what a store answers, said in one word each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from ciwidgets.model import (
    Activity,
    Body,
    Entry,
    Goal,
    Lever,
    Measure,
    Need,
    Occasion,
    Reading,
    Win,
)
from tests.support.map_log import PROGRAM as MAPS
from tests.support.map_log import MapLog

FORUM_1, FORUM_2 = date(2026, 1, 10), date(2026, 5, 10)
PROGRAM = MAPS.model_copy(
    update={
        "occasions": [
            Occasion(id="forum-1", name="Forum 1", date=FORUM_1),
            Occasion(id="march", name="March meeting", kind="meeting", date=date(2026, 3, 10)),
            Occasion(id="forum-2", name="Forum 2", date=FORUM_2),
        ]
    }
)


@dataclass(frozen=True)
class Read:
    """An entry that has been read already, as a page keeps those it has not."""

    entry: Entry[Any]

    def __getattr__(self, name: str) -> Any:
        """Return what an entry says itself."""
        return type(self.entry.body) if name == "kind" else getattr(self.entry, name)


class PlanLog(MapLog):
    """Entries of team ``t1``, each said on the day and at the occasion the log is at."""

    def __init__(self, day: date = FORUM_1, occasion: str = "forum-1") -> None:
        """Begin with nothing said."""
        super().__init__()
        self.day, self.occasion = day, occasion

    def at(self, day: date, occasion: str = "") -> None:
        """Go on to another day, and perhaps to another occasion."""
        self.day, self.occasion = day, occasion or self.occasion

    def say(self, record_id: str, body: Body, author: str = "", *, retracted: bool = False) -> int:
        """Keep a revision of a record; return its place."""
        seq = super().say(record_id, body, author, retracted=retracted)
        when = datetime(self.day.year, self.day.month, self.day.day, 15, tzinfo=UTC)
        self.entries[-1] = replace(self.entries[-1], occasion=self.occasion, created_at=when)
        return seq

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[list[Any]]:
        """Yield the revisions of each record of these kinds that has one after a place."""
        for record_id in dict.fromkeys(one.record_id for one in self.entries):
            revisions = self.history(record_id)
            if revisions[-1].seq > seq and type(revisions[-1].body) in kinds:
                yield [Read(one) for one in revisions]

    def drop(self, record_id: str) -> int:
        """Take a record off its list."""
        return self.say(record_id, self.history(record_id)[-1].body, retracted=True)

    def change(self, record_id: str, **fields: Any) -> int:
        """Say a record anew with some fields changed."""
        body: Entry[Any] = self.history(record_id)[-1]
        return self.say(record_id, body.body.model_copy(update=fields))

    def need_of(self, record_id: str, text: str, rank: int = 1) -> int:
        """Choose a need in the team's order."""
        return self.say(record_id, Need(step="needs_assessment/our-needs", text=text, rank=rank))

    def lever(self, record_id: str, word: str, label: str) -> int:
        """Choose a word worth a goal."""
        return self.say(record_id, Lever(step="mental_models/our-levers", word=word, label=label))

    def goal(self, record_id: str, aim: str, **fields: Any) -> int:
        """Set a goal."""
        return self.say(record_id, Goal(step="goals/our-goals", aim=aim, **fields))

    def measure(self, record_id: str, name: str, goal_id: str = "", **fields: Any) -> int:
        """Say what a goal is seen by."""
        body = Measure(step="goals/our-measures", name=name, goal_id=goal_id, **fields)
        return self.say(record_id, body)

    def read(self, measure_id: str, on: date, value: float) -> int:
        """Read a measure."""
        body = Reading(step="goals/our-measures", measure_id=measure_id, on=on, value=value)
        return self.say(f"{measure_id}-{on}", body)

    def work(self, record_id: str, name: str, *goal_ids: str, **fields: Any) -> int:
        """Plan an activity."""
        body = Activity(step="goals/our-activities", name=name, goal_ids=list(goal_ids), **fields)
        return self.say(record_id, body)

    def win(self, record_id: str, title: str, goal_id: str = "", **fields: Any) -> int:
        """Note a win."""
        return self.say(
            record_id, Win(step="wins/our-wins", title=title, goal_id=goal_id, **fields)
        )
