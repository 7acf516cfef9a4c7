"""What a batch of reports may show of local numbers, planned before the first one is written.

Several teams show the same county or state, and the cohort summary adds them up, so two reports
could give away what one of them hides. All of them are planned as one here, with what reports of
earlier batches showed. People's answers need no plan: see ``results.cohort_answers``.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.joint_cohort import number_in, side_by_side, together
from ciwidgets.analysis.joint_plan import audit_jointly, plan_jointly
from ciwidgets.analysis.joint_table import TeamNumbers, joint_table
from ciwidgets.analysis.local_layout import is_missing
from ciwidgets.analysis.rates import reliability_rule
from ciwidgets.analysis.suppression import disclosure_rule
from ciwidgets.model import ImportedIndicators, Release
from ciwidgets.reports.batch.audit import AuditResult
from ciwidgets.reports.batch.plan_inputs import PLAN_VERSION, plan_inputs_digest, read_so_far
from ciwidgets.reports.batch.released import (
    cells_released,
    newest_inputs,
    news_of,
    numbers_digest,
    programs_releases,
    totals_released,
)
from ciwidgets.results.naming.masked import MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.numbers import file_marks, shows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ciwidgets.analysis.joint_cohort import SideBySide
    from ciwidgets.analysis.joint_plan import JointPlan
    from ciwidgets.analysis.joint_table import Joint
    from ciwidgets.analysis.local_numbers import Number
    from ciwidgets.analysis.local_rows import Key
    from ciwidgets.model import Entry, Program
    from ciwidgets.results.naming.names import Mask
    from ciwidgets.store import Store


@dataclass(frozen=True)
class BatchPlan:
    """What a batch may show; ``inputs`` is the digest of what it was planned from.

    ``hidden`` are each team's own keys that its report withholds, ``cells`` everything that it
    hides, by the names a table has for it; ``cohort`` are the numbers of all teams side by side.
    ``news`` is what no batch before showed, to be recorded as released; ``names`` are the teams',
    and ``files`` the revisions of the files it was planned for.
    """

    as_of: str
    inputs: str
    hidden: Mapping[str, Sequence[Key]]
    cells: Mapping[str, Sequence[Sequence[str]]]
    cohort: Mapping[str, Any]
    audit: AuditResult
    news: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def withheld(self, team_id: str) -> str:
        """Return what the kernel of a team's report is told, as JSON."""
        cells = {team_id: self.cells.get(team_id, ())}
        hidden = {team_id: self.hidden.get(team_id, ())}
        files = {team_id: self.files.get(team_id, ())}
        return _json({"teams": hidden, "cells": cells, "files": files})

    def for_faculty(self) -> str:
        """Return what the kernel of a report on all teams is told, as JSON."""
        told = {"teams": self.hidden, "cohort": self.cohort, "files": self.files}
        return _json({**told, "cells": self.cells, "names": self.names})

    def digest(self, team_id: str) -> str:
        """Return a hash of what a team's report withholds."""
        return _hash(self.withheld(team_id))

    def to_json(self) -> str:
        """Return the plan as JSON; nothing hidden is in it but the names of hidden cells."""
        return _json({"version": PLAN_VERSION, **asdict(self)})

    @classmethod
    def from_json(cls, text: str) -> BatchPlan | None:
        """Return a plan that was kept, or None for what is not one of this version."""
        try:
            told = json.loads(text)
            if told.pop("version") != PLAN_VERSION:
                return None
            hidden = {
                team: [tuple(map(str, key)) for key in keys]
                for team, keys in told.pop("hidden").items()
            }
            return cls(hidden=hidden, audit=AuditResult(**told.pop("audit")), **told)
        except (ValueError, LookupError, TypeError, AttributeError):
            return None


def plan_batch(store: Store, program: Program, as_of: str = "") -> BatchPlan:
    """Plan what reports on all teams of a program may show; nothing is written.

    ``as_of`` is an occasion's id, or empty for how things stand now.

    Raises:
        StoreError: when the store cannot be read.
    """
    started = time.monotonic()
    # Before anything else is read: what comes meanwhile makes the plan one of before.
    read = read_so_far(store)
    inputs = plan_inputs_digest(store, program, as_of)
    released = store.current(Release, with_retracted=True)
    files = {team.id: file_marks(store, team.id) for team in program.teams}
    teams, masks = [], {}
    for one, record in _teams(store, program, as_of, released):
        teams.append(one)
        masks[one.team] = partial(record.names.masked, audience="cohort")
    rule = disclosure_rule(program.disclosure_rule)
    numbers = numbers_digest(teams, rule.id)
    is_same = newest_inputs(released) == numbers
    # What the newest release did not show of the same numbers is not shown now either.
    joint = joint_table([_as_released(one) for one in teams] if is_same else teams)
    beside = side_by_side(teams, joint)
    totals = [total for one in beside if (total := one.total(joint)) is not None]
    earlier = totals_released(released, joint.names)
    plan = plan_jointly(joint, rule, totals, earlier)
    shown = plan.shown()
    hidden = {
        team.team: [key for key in sorted(team.now.shown) if keys[key] not in shown]
        for team, keys in zip(teams, joint.keys, strict=True)
    }
    found = audit_jointly(plan, rule)
    news = news_of(teams, hidden, plan, earlier, numbers)
    result = AuditResult(
        sum(bool(one.now.layouts) for one in teams),
        len(shown),
        found.unknowns,
        found.now,
        found.before,
        round(time.monotonic() - started, 2),
    )
    return BatchPlan(
        as_of,
        inputs,
        {team.id: hidden.get(team.id, []) for team in program.teams},
        {one.team: _cells(one, hidden[one.team], masks[one.team]) for one in teams},
        _cohort(beside, joint, plan, program, masks),
        result,
        news and {**news, "read": read, "after": programs_releases(released)},
        {team.id: team.name for team in program.teams},
        files,
    )


def _teams(
    store: Store, program: Program, as_of: str, released: Sequence[Entry[Release]]
) -> Iterator[tuple[TeamNumbers, MaskedRecord]]:
    """Yield numbers and record of every team that brought a file, that with the newest last."""
    files = store.current(ImportedIndicators, with_retracted=True)
    newest = {one.team_id: one.seq for one in sorted(files, key=lambda one: one.seq)}
    in_order = [one.id for one in sorted(program.occasions, key=lambda one: one.date)]
    until = in_order[: in_order.index(as_of) + 1] if as_of else None
    cells = cells_released(released)
    for team_id in sorted(newest, key=lambda one: newest[one]):
        # As the report reads them: a name that is masked there is masked in the plan.
        record = MaskedRecord(TeamRecord(store, team_id, for_a_report=True), "team")
        shows = shows_of(record, program, team_id, occasions=until)
        if shows is not None:
            known = frozenset(cells.get(team_id, ()))
            yield TeamNumbers(team_id, shows.now, shows.past, known), record


def _cells(team: TeamNumbers, withheld: Sequence[Key], mask: Mask) -> list[tuple[str, ...]]:
    """Return the measure, place, period and group of all that a team's report hides, by name.

    One that faculty read by another name is there by that, too.
    """
    rows = team.now.rows
    keys = [key for one in team.now.layouts for key in one.cells() if key in rows.rows]
    found = [
        (key[0], rows.places[key[1]].name, rows.periods[key[2]].label, rows.groups[key[3]].name)
        for key in keys
        if (key in withheld or key not in team.now.shown) and not is_missing(rows.rows[key])
    ]
    return list(dict.fromkeys([*found, *(tuple(map(mask, one)) for one in found)]))


def _as_released(team: TeamNumbers) -> TeamNumbers:
    shown = {key: count for key, count in team.now.shown.items() if key in team.released}
    return replace(team, now=replace(team.now, shown=shown))


def _cohort(
    beside: Sequence[SideBySide],
    joint: Joint,
    plan: JointPlan,
    program: Program,
    masks: Mapping[str, Mask],
) -> dict[str, Any]:
    """Return all teams side by side as plain data, as faculty read them, without the hidden."""
    reliable = reliability_rule(program.reliability_rule)
    shown = plan.shown()
    measures = []
    for one in beside:
        every = together(one, joint, plan, reliable)
        measures.append(
            {
                "measure": _masked(one.measure, one, masks),
                "period": _masked(one.when.label, one, masks),
                "teams": [
                    {
                        "team": own.team,
                        "place": masks[own.team](own.place.name),
                        "kind": own.place.kind,
                        **_told(number_in(own, shown, reliable)),
                    }
                    for own in sorted(one.own, key=lambda own: own.team)
                ],
                "together": every
                and {**_told(every.number), "places": every.places, "of": every.of},
            }
        )
    return {
        "measures": measures,
        "reliability": reliable.sentence,
        "disclosure": disclosure_rule(program.disclosure_rule).sentence,
    }


def _masked(text: str, side: SideBySide, masks: Mapping[str, Mask]) -> str:
    """Return a text that several teams have, without the names of any of them."""
    for team in dict.fromkeys(own.team for own in side.own):
        text = masks[team](text)
    return text


def _told(number: Number) -> dict[str, Any]:
    rate = number.rate
    return {
        "state": number.state,
        "count": number.count,
        "population": number.population,
        "rate": rate and rate.rate,
        "lower": rate and rate.lower,
        "upper": rate and rate.upper,
        "mark": number.mark,
    }


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
