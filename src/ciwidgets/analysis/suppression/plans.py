"""What may be printed of a table: small counts hidden, and enough beside them to keep them so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ciwidgets.analysis.suppression.complements import complements
from ciwidgets.analysis.suppression.equations import Unknown, equations_of
from ciwidgets.analysis.suppression.rules import DisclosureRule
from ciwidgets.analysis.suppression.search import Search
from ciwidgets.analysis.suppression.tables import MISSING, Key, Published, Table

# One mark for every hidden cell. Two would say which are small, and so what the others leave.
HIDDEN_MARK: Final = "*"
HIDDEN_WORD: Final = "withheld"


@dataclass(frozen=True)
class Plan:
    """What is printed of a table; nothing here tells why a cell is hidden, or what it holds."""

    rule: DisclosureRule
    published: Published

    def visible(self, key: Key) -> int | None:
        """Return a cell's count, or None where it is hidden or nobody has it.

        Rates, percentages, bar lengths and colours are made from this, so they end where it does.
        """
        return self.published.shown.get(key)

    def is_hidden(self, key: Key) -> bool:
        """Return whether a cell carries the mark; one that nobody has does not."""
        return key in self.published.hidden

    def text(self, key: Key) -> str:
        """Return what a table prints: the count, the mark, or nothing where nobody has it."""
        count = self.visible(key)
        if count is not None:
            return f"{count:,}"
        return HIDDEN_MARK if self.is_hidden(key) else ""

    def share(self, part: Key, whole: Key) -> float | None:
        """Return a cell as a share of another, or None unless both are shown and there is any."""
        count, total = self.visible(part), self.visible(whole)
        return count / total if count is not None and total else None

    def order(self, keys: Iterable[Key], values: Mapping[Key, float] | None = None) -> list[Key]:
        """Return cells from the largest to the smallest, then those without a shown count by label.

        ``values`` sorts by something else than the count, such as a rate; what it says of a cell
        that is not shown is not looked at.
        """
        shown = self.published.shown
        given = shown if values is None else values
        return sorted(
            keys,
            key=lambda key: (
                (0, -given[key], key) if key in shown and key in given else (1, 0.0, key)
            ),
        )


def plan(table: Table, rule: DisclosureRule) -> Plan:
    """Return what may be printed of a table by a rule.

    Hidden are the counts the rule names, those the source hid, and then, as long as the audit of
    all of it fails, the next smallest count other than 0 beside each cell that is exposed. Several
    tables that share cells or sums are to be planned as one (``join_tables``): what one leaves out
    the other may give.

    Raises:
        ValueError: when hiding every count does not help, because the sums contradict each other.
    """
    hidden = {
        key
        for key, count in table.counts.items()
        if count is not MISSING and not (isinstance(count, int) and not rule.hides(count))
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
        more = complements(published, search)
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
