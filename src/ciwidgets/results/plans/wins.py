"""A team's small wins: in order, told to somebody, and along the months beside what was read.

Nothing here counts or ranks: a win is not a score.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ciwidgets.model import Activity, Goal, Measure, Partner, Reading, Thanks, Win
from ciwidgets.results.labels import label_of
from ciwidgets.results.naming.names import SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.model import Audience, Entry, Named, Program
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told: the team itself where ``audience`` is None, else somebody it is read by."""

    names: Names
    audience: Audience | None = None
    somebody: str = SOMEBODY

    def text(self, text: str, about: str = "") -> str:
        """Return what somebody wrote as the reader may read it."""
        if self.audience is None:
            return text
        return self.names.masked(text, self.audience, about, self.somebody)

    def name(self, named: Named, about: str) -> str:
        """Return who somebody is to the reader; empty where even the team knows no more."""
        if self.audience is not None:
            return self.names.say(named, about, self.audience, self.somebody)
        return self.names.name_of(named) or named.role


@dataclass(frozen=True, slots=True)
class ToldWin:
    """A win as a reader may read it; what it is linked to is said in that record's own words.

    ``thanks`` are what others wrote, unsigned; ``goal_id`` and ``sector_ids`` are there to sort by.
    """

    id: str
    title: str
    done_on: date | None
    story: str
    evidence: str
    is_ours: bool
    goal_id: str
    goal: str
    measure: str
    activities: tuple[str, ...]
    condition: str
    sector_ids: tuple[str, ...]
    sectors: tuple[str, ...]
    partners: tuple[str, ...]
    thanks_to: tuple[str, ...]
    learned: str
    next_win: str
    next_by: date | None
    thanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What a month, such as "2026-03", holds: wins and readings, the earliest first."""

    month: str
    wins: tuple[Entry[Win], ...]
    readings: tuple[Entry[Reading], ...]


def wins(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Win]]:
    """Return a team's wins, the newest first.

    One without a day stands where the day is that it was last written down.
    """
    found = record.current(Win, team_id=team_id, as_of=as_of)
    return sorted(
        found, key=lambda one: (one.body.done_on or one.created_at.date(), one.seq), reverse=True
    )


def thanks(
    record: Record, team_id: str, as_of: int | None = None
) -> dict[str, list[Entry[Thanks]]]:
    """Return the thanks for each win, by the win's id, the earliest first."""
    found: defaultdict[str, list[Entry[Thanks]]] = defaultdict(list)
    for entry in record.current(Thanks, team_id=team_id, as_of=as_of):
        found[entry.body.win_id].append(entry)
    return dict(found)


def told(
    record: Record, program: Program, team_id: str, reader: Reader, as_of: int | None = None
) -> list[ToldWin]:
    """Return a team's wins as a reader may read them, the newest first.

    The public reads only those the team wants on its page, and no thanks from within; other readers
    than the team itself read thanks that their writers gave to its report.
    """
    is_public = reader.audience == "public"
    words = {
        one.record_id: label_of(one.body)
        for kind in (Goal, Measure, Activity, Partner)
        for one in record.current(kind, team_id=team_id, as_of=as_of)
    } | {one.id: one.name for one in program.sectors}
    said = {} if is_public else thanks(record, team_id, as_of)
    is_team = reader.audience is None
    return [
        _told(
            one,
            reader,
            words,
            [it for it in said.get(one.record_id, []) if is_team or it.body.in_report],
        )
        for one in wins(record, team_id, as_of)
        if one.body.is_public or not is_public
    ]


def months(record: Record, team_id: str, as_of: int | None = None) -> list[Month]:
    """Return the months in which something was won or read, the earliest first.

    A month without either is left out; a win without a day, and a reading whose measure is gone,
    stand in none.
    """
    measures = {one.record_id for one in record.current(Measure, team_id=team_id, as_of=as_of)}
    won, read = defaultdict(list), defaultdict(list)
    for win in reversed(wins(record, team_id, as_of)):
        if win.body.done_on:
            won[_month(win.body.done_on)].append(win)
    readings = record.current(Reading, team_id=team_id, as_of=as_of)
    for reading in sorted(readings, key=lambda one: (one.body.on, one.seq)):
        if reading.body.measure_id in measures:
            read[_month(reading.body.on)].append(reading)
    return [
        Month(one, tuple(won[one]), tuple(read[one])) for one in sorted(won.keys() | read.keys())
    ]


def _told(
    entry: Entry[Win], reader: Reader, words: Mapping[str, str], said: Sequence[Entry[Thanks]]
) -> ToldWin:
    win, about = entry.body, entry.record_id

    def link(record_id: str) -> str:
        # What is linked is not of this win: beside it, a name in there needs a yes for both.
        return reader.text(reader.text(words.get(record_id, "")), about)

    def links(record_ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(filter(None, map(link, record_ids)))

    return ToldWin(
        id=about,
        title=reader.text(win.title, about),
        done_on=win.done_on,
        story=reader.text(win.story, about),
        evidence=reader.text(win.evidence, about),
        is_ours=win.is_ours,
        goal_id=win.goal_id if win.goal_id in words else "",
        goal=link(win.goal_id),
        measure=link(win.measure_id),
        activities=links(win.activity_ids),
        condition=win.condition,
        sector_ids=tuple(win.sectors),
        sectors=links(win.sectors),
        partners=links(win.partner_ids),
        thanks_to=tuple(filter(None, (reader.name(one, about) for one in win.thanks_to))),
        learned=reader.text(win.learned, about),
        next_win=reader.text(win.next_win, about),
        next_by=win.next_by,
        thanks=tuple(reader.text(one.body.text, about) for one in said),
    )


def _month(day: date) -> str:
    return day.isoformat()[:7]
