"""What may be printed of a table: small counts hidden, and enough beside them to keep them so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ciwidgets.analysis.suppression.complements import complements
from ciwidgets.analysis.suppression.equations import Unknown, equations_of
from ciwidgets.analysis.suppression.rules import DisclosureRule
from ciwidgets.analysis.suppression.search import Search
from ciwidgets.analysis.suppression.tables import MISSING, Key, Published, Table


@dataclass(frozen=True)
class Plan:
    """What is printed of a table; nothing here tells why a cell is hidden, or what it holds."""

    rule: DisclosureRule
    published: Published

    def visible(self, key: Key) -> int | None:
        """Return a cell's count, or None where it is hidden or nobody has it."""
        return self.published.shown.get(key)

    def is_hidden(self, key: Key) -> bool:
        """Return whether a cell carries the mark; one that nobody has does not."""
        return key in self.published.hidden


def plan(table: Table, rule: DisclosureRule, known: Collection[Key] = ()) -> Plan:
    """Return what may be printed of a table by a rule.

    Hidden are the counts the rule names, those the source hid, and then, as long as the audit of
    all of it fails, the next smallest count other than 0 beside each cell that is exposed. Cells in
    ``known`` were shown before, so that it is too late to hide them.

    Raises:
        ValueError: when hiding every other count does not help: the sums contradict each other, or
            the known counts give too much away.
    """
    hidden = {
        key
        for key, count in table.counts.items()
        if count is not MISSING
        and key not in known
        and not (isinstance(count, int) and not rule.hides(count))
    }
    safe: set[Unknown] = set()
    while True:
        published = _published(table, hidden)
        search = Search(equations_of(published, rule.floor), rule, safe)
        search.draw_bounds()
        if not search.exposed:
            search.glance()
            search.settle()
        if not search.exposed:
            return Plan(rule, published)
        more = complements(published, search, known)
        safe |= search.safe()
        if any(published.shown[key] < rule.floor for key in more):
            # A reader takes a hidden cell for 1 or more, and this one is not: nothing seen holds.
            safe.clear()
        hidden |= more


def _published(table: Table, hidden: Collection[Key]) -> Published:
    shown = {
        key: count
        for key, count in sorted(table.counts.items())
        if isinstance(count, int) and key not in hidden
    }
    missing = frozenset(key for key, count in table.counts.items() if count is MISSING)
    return Published(shown, frozenset(hidden), tuple(table.sums), missing)
