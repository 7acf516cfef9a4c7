"""What may be shown of several teams' numbers together, and all teams in one number.

Planned before any report is written: whatever one report would give away beside another is
withheld from both. A number of all teams together costs no team any of its own: it is shown where
the audit of everything passes with it, and else made of the places that are shown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ciwidgets.analysis.joint_places import Groups
from ciwidgets.analysis.local_layout import MEASURE, PERIOD
from ciwidgets.analysis.local_rows import EVERYONE, Key
from ciwidgets.analysis.local_sums import fitting
from ciwidgets.analysis.safe_plans import safe_plan
from ciwidgets.analysis.suppression import (
    SUPPRESSED,
    Count,
    Published,
    Sum,
    Table,
    audit,
    join_published,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ciwidgets.analysis.joint_table import Joint
    from ciwidgets.analysis.suppression import DisclosureRule

_TOGETHER = "\x1e"


@dataclass(frozen=True, slots=True)
class Total:
    """All teams together: which cells it adds up, and to what; None where one is not known."""

    parts: frozenset[Key]
    count: int | None

    @property
    def key(self) -> Key:
        """The cell it is; the same places in the same period are the same cell."""
        first = min(self.parts)
        told = hashlib.sha256(repr(sorted(self.parts)).encode()).hexdigest()
        return (first[MEASURE], f"{_TOGETHER}{told}", first[PERIOD], EVERYONE)

    @property
    def sum(self) -> Sum:
        """How it adds up."""
        return Sum(self.key, self.parts)


@dataclass(frozen=True)
class JointPlan:
    """What is published of all teams, in parts between which no sum holds.

    ``totals`` are those of the totals asked for that may be shown whole, ``known`` is what earlier
    batches showed.
    """

    published: tuple[Published, ...]
    totals: tuple[Total, ...]
    known: frozenset[Key] = frozenset()

    def shown(self) -> dict[Key, int]:
        """Return every count that may be shown."""
        return {key: count for one in self.published for key, count in one.shown.items()}


def plan_jointly(
    joint: Joint,
    rule: DisclosureRule,
    totals: Iterable[Total] = (),
    earlier: Iterable[Total] = (),
) -> JointPlan:
    """Return what may be shown; ``earlier`` totals stood in a summary before."""
    table, known = _with_earlier(joint, earlier)
    parts = _parts(table)
    planned: list[Published] = []
    for counts, sums in parts:
        before = {key: count for key, count in known.items() if key in counts}
        found, contrary, _ = safe_plan(Table(counts, sums), rule, before, joint.counts)
        # Where nothing helped, the audit of the batch is to see all that there is to see.
        planned += [replace(one, sums=tuple(sums)) for one in found] if contrary else found
    shown = []
    for one in totals:
        told = _with_total(planned, one, rule)
        if told is not None:
            planned = told
            shown.append(one)
    return JointPlan(tuple(planned), tuple(shown), frozenset(known))


def _with_earlier(joint: Joint, earlier: Iterable[Total]) -> tuple[Table, dict[Key, int]]:
    """Return the table with the totals that were shown before, and all that is known."""
    counts = dict(joint.table.counts)
    sums = list(joint.table.sums)
    known = {key: count for key in joint.known if isinstance(count := counts[key], int)}
    for one in earlier:
        for key in one.parts:
            counts.setdefault(key, SUPPRESSED)
        told = total_of(one.parts, joint.counts)
        told_now = one.count if told.count is None else told.count
        if told_now is not None:
            counts[one.key] = known[one.key] = told_now
            sums.append(one.sum)
    fitted = (fitting(one, counts) for one in sums)
    return Table(counts, [one for one in fitted if one is not None]), known


def total_of(parts: Iterable[Key], counts: Mapping[Key, Count]) -> Total:
    """Return cells as a total, with its count where each of them has one."""
    found = frozenset(parts)
    known = [count for key in found if isinstance(count := counts.get(key), int)]
    return Total(found, sum(known) if len(known) == len(found) else None)


@dataclass(frozen=True, slots=True)
class Exposed:
    """How many unknowns there are, and how many of them a reader can tell too much of.

    ``before`` are those of which earlier batches had told it: nothing new is shown beside them.
    """

    unknowns: int
    now: int
    before: int


def audit_jointly(plan: JointPlan, rule: DisclosureRule) -> Exposed:
    """Solve everything that is published, batch by batch, as a reader could."""
    unknowns = now = before = 0
    for one in plan.published:
        found = audit(one, rule)
        unknowns += len(found.findings)
        if plan.known >= one.shown.keys():
            before += len(found.exposed)
        else:
            now += len(found.exposed)
    return Exposed(unknowns, now, before)


def _parts(table: Table) -> list[tuple[dict[Key, Count], list[Sum]]]:
    """Return the cells that hang together by sums, each group with its sums."""
    groups = Groups()
    for one in table.sums:
        for key in one.parts:
            groups.join(one.total, key)
    counts: defaultdict[Hashable, dict[Key, Count]] = defaultdict(dict)
    sums: defaultdict[Hashable, list[Sum]] = defaultdict(list)
    for key in sorted(table.counts):
        counts[groups.of(key)][key] = table.counts[key]
    for one in table.sums:
        sums[groups.of(one.total)].append(one)
    return [(own, sums[group]) for group, own in counts.items()]


def _with_total(
    planned: list[Published], total: Total, rule: DisclosureRule
) -> list[Published] | None:
    """Return what is published with one more total, or None where that gives something away."""
    if any(total.key in one.shown for one in planned):
        return planned
    if total.count is None or rule.hides(total.count):
        return None
    beside = [
        one
        for one in planned
        if not total.parts.isdisjoint(one.shown) or not total.parts.isdisjoint(one.hidden)
    ]
    new = Published({total.key: total.count}, total.parts, (total.sum,))
    together = join_published([*beside, new])
    if not audit(together, rule).passes:
        return None
    return [one for one in planned if one not in beside] + [together]
