"""A plan of numbers beside those that were shown before, or the least that is still safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.suppression import Count, Published, Table, audit, plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.suppression import DisclosureRule
    from ciwidgets.analysis.suppression.tables import Key


def safe_plan(
    table: Table, rule: DisclosureRule, known: Mapping[Key, int], truth: Mapping[Key, Count] | None
) -> tuple[list[Published], list[str], list[str]]:
    """Return what may be printed of each measure, those hidden whole, and those without the new.

    No sum holds between two measures, so each is planned by itself: where the numbers of one
    contradict each other, the others can still be shown. ``truth`` are the counts as they are,
    where the table has fewer of them.
    """
    planned, contrary, kept_back = [], [], []
    for measure in dict.fromkeys(key[0] for key in table.counts):
        counts = {key: count for key, count in table.counts.items() if key[0] == measure}
        own = Table(counts, [one for one in table.sums if one.total[0] == measure])
        before = {key: count for key, count in known.items() if key[0] == measure}
        found = _plan_of(own, rule, before)
        if found is None and before:
            more = _known_anyway(own, rule, before, truth or counts)
            own = Table({**counts, **more}, own.sums)
            found = _plan_of(own, rule, more)
            if found is None:
                found = _no_more_than(own, more, rule)
                kept_back += [measure] if found else []
        if found is None:
            contrary.append(measure)
            found = Published(before, frozenset(counts.keys() - before.keys()))
        planned.append(found)
    return planned, contrary, kept_back


def _plan_of(table: Table, rule: DisclosureRule, known: Mapping[Key, int]) -> Published | None:
    """Return what may be printed of a measure, or None where no safe way was found."""
    try:
        found = plan(table, rule, frozenset(known)).published
    except ValueError:
        return None
    return found if audit(found, rule).passes else None


def _known_anyway(
    table: Table, rule: DisclosureRule, known: Mapping[Key, int], truth: Mapping[Key, Count]
) -> dict[Key, int]:
    """Return what was shown before, with what can be told from it alone and is not small.

    A total may have been hidden for what it leaves of another, while an earlier page showed all of
    its parts. Nothing hides it any more, and the plan goes around it as around what was shown.
    """
    found = dict(known)
    while True:
        new = {
            one.key: count
            for one in audit(_only(table, found), rule).exposed
            if not one.of_rest
            and isinstance(count := truth.get(one.key), int)
            and not rule.hides(count)
        }
        if not new:
            return found
        found |= new


def _no_more_than(table: Table, known: Mapping[Key, int], rule: DisclosureRule) -> Published | None:
    """Return what was shown before and nothing new, or None where that is no longer safe.

    Where the rule shows zeros, a reader takes what is hidden for more, so that zeros may be wanted.
    """
    zeros = {key: 0 for key, count in table.counts.items() if count == 0 and not rule.hides(0)}
    for shown in (known, {**known, **zeros}):
        found = _only(table, shown)
        if audit(found, rule).passes:
            return found
    return None


def _only(table: Table, known: Mapping[Key, int]) -> Published:
    return Published(dict(known), frozenset(table.counts.keys() - known.keys()), table.sums)
