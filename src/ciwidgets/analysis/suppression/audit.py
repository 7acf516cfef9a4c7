"""Whether anything hidden can be narrowed down from all that was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ciwidgets.analysis.suppression.equations import OPEN, equations_of
from ciwidgets.analysis.suppression.rules import DisclosureRule
from ciwidgets.analysis.suppression.search import Search
from ciwidgets.analysis.suppression.tables import Key, Published, join_published


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader can tell of one hidden cell: it lies between two numbers, ends included.

    ``upper`` is None where nothing published bounds it. Unless ``is_exact``, the reader's interval
    is at least as wide as this where the cell is safe, and at most where it is exposed. ``of_rest``
    says that it is no printed cell but what its parts leave of the total ``key``. A cell for which
    no count fits what was published is exposed: the reader sees that something is wrong.
    """

    key: Key
    lower: int
    upper: int | None
    is_exposed: bool
    is_exact: bool
    of_rest: bool = False


@dataclass(frozen=True)
class Audit:
    """The findings on every hidden cell, in the order of their labels."""

    findings: tuple[Finding, ...]

    @property
    def exposed(self) -> tuple[Finding, ...]:
        """Return the cells of which a reader can tell too much."""
        return tuple(one for one in self.findings if one.is_exposed)

    @property
    def passes(self) -> bool:
        """Return whether nothing hidden can be narrowed down."""
        return not self.exposed


def audit(
    published: Published | Iterable[Published], rule: DisclosureRule, *, exact: bool = False
) -> Audit:
    """Return what a reader can tell of each hidden cell from everything published together.

    The reader knows the rule and all sums, and not which hidden cell is hidden for what reason.
    A cell fails where its interval is shorter than the rule's width or holds protected counts
    only. With ``exact`` every interval is solved to its very ends, which takes longer.
    """
    everything = published if isinstance(published, Published) else join_published(published)
    equations = equations_of(everything, rule.floor)
    search = Search(equations, rule)
    search.draw_bounds()
    search.glance()
    search.settle(every=exact)
    return Audit(tuple(_finding(search, place) for place in range(len(equations.unknowns))))


def _finding(search: Search, place: int) -> Finding:
    unknown = search.equations.unknowns[place]
    lower, upper = search.interval(place)
    return Finding(
        unknown.key,
        lower,
        upper if upper < OPEN else None,
        is_exposed=place in search.exposed,
        is_exact=place in search.exact,
        of_rest=unknown.rest_of is not None,
    )
