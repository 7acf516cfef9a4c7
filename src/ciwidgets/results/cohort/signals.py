"""What a coach would want to know of a team before a call: dates, loose ends, who stayed away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.model import Role
from ciwidgets.results.labels import goals
from ciwidgets.results.plans import months
from ciwidgets.results.plans.measures import measure_curves
from ciwidgets.results.story.loose_ends import loose_ends, loose_sentence
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from datetime import date

    from ciwidgets.analysis.curves import Verdict
    from ciwidgets.model import CoachingNote
    from ciwidgets.results.story.loose_ends import LooseEnd
    from ciwidgets.results.story.standing import Standing

# These are told by what they are of; the others in a sentence each.
_APART = ("need", "goal_owner", "goal_measure")


@dataclass(frozen=True, slots=True)
class Signals:
    """A team's signals; every text may be read by faculty.

    ``meets`` is whether a meeting was noted in the last two months. ``away`` are sectors of which
    nobody was at the last three meetings that counted, ``empty_sectors`` those with nobody on the
    list of partners at the table. ``without_goal`` are needs. ``loose`` are the other loose ends,
    a sentence each.
    """

    last_meeting: date | None
    meets: bool
    away: tuple[str, ...]
    overdue: tuple[tuple[str, date], ...]
    without_goal: tuple[str, ...]
    without_owner: tuple[str, ...]
    without_measure: tuple[str, ...]
    loose: tuple[str, ...]
    curves: tuple[tuple[str, Verdict], ...]
    empty_sectors: tuple[str, ...]
    fell: tuple[str, ...]
    no_time: tuple[str, ...]
    notes: tuple[CoachingNote, ...]


def signals_of(standing: Standing, conditions_step: str) -> Signals:
    """Return a team's signals; the record is one that faculty may read."""
    record, team_id, as_of = standing.record, standing.team_id, standing.as_of
    place = (record, standing.program, team_id)
    held = months.meetings(record, team_id, as_of)
    came = months.attendance(*place, kernel_section("meetings"), as_of)
    ends = loose_ends(standing.weave, standing.today)
    steps = [one.body for one in months.next_steps(record, team_id, as_of)]
    seen = months.conditions_over_time(*place, conditions_step, as_of=as_of)
    aims = {one.record_id: one.body.aim for one in goals(record, team_id, as_of)}
    notes = months.coaching_notes(record, team_id, Role.FACILITATOR, as_of)
    return Signals(
        last_meeting=held[0].body.on if held else None,
        meets=standing.meets,
        away=tuple(one.name for one in came.to_ask_after() if one.id != months.NO_SECTOR),
        overdue=tuple(
            (one.text, one.by)
            for one in steps
            if one.by is not None and months.is_overdue(one, standing.today)
        ),
        without_goal=_texts(ends, "need"),
        without_owner=_texts(ends, "goal_owner"),
        without_measure=_texts(ends, "goal_measure"),
        loose=_sentences(ends, standing.today),
        curves=tuple(
            (one.measure.body.name, one.curve.verdict)
            for one in measure_curves(record, team_id, as_of)
        ),
        empty_sectors=tuple(
            one.name
            for one in standing.sectors.sectors
            if standing.partners and one.state != "covered"
        ),
        fell=tuple(one.text for one in seen.conditions if one.fell),
        no_time=tuple(aims[one] for one in months.times(record, team_id, as_of).no_time),
        notes=tuple(one.body for one in notes),
    )


def _texts(ends: list[LooseEnd], sort: str) -> tuple[str, ...]:
    return tuple(one.text for one in ends if one.sort == sort)


def _sentences(ends: list[LooseEnd], today: date) -> tuple[str, ...]:
    words = kernel_section("golden_thread")
    return tuple(loose_sentence(one, words, today) for one in ends if one.sort not in _APART)
