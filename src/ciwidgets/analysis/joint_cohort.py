"""All teams side by side in one period: each team's own place, and all these places together.

A place is counted once however many teams call it theirs, and no town is added to a county.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.joint_plan import total_of
from ciwidgets.analysis.local_layout import is_missing
from ciwidgets.analysis.local_numbers import HIDDEN, MISSING_NUMBER, Number, number_of
from ciwidgets.analysis.local_rows import EVERYONE, Key, Place, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ciwidgets.analysis.joint_plan import JointPlan, Total
    from ciwidgets.analysis.joint_table import Joint, TeamNumbers
    from ciwidgets.analysis.local_layout import Layout
    from ciwidgets.analysis.rates import ReliabilityRule
    from ciwidgets.model.indicators import IndicatorRow

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Own:
    """A team's own place in a measure: its key among the team's own, and in the joint table."""

    team: str
    place: Place
    key: Key
    joint: Key
    row: IndicatorRow | None
    is_shown: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A measure in the newest period that most teams have; ``added`` are the places added up."""

    measure: str
    when: When
    own: tuple[Own, ...]
    added: Mapping[Key, Own]

    def total(self, joint: Joint) -> Total | None:
        """Return all the places together, or None where there are not two."""
        return total_of(self.added, joint.counts) if len(self.added) >= _FEWEST else None


@dataclass(frozen=True, slots=True)
class Together:
    """Several places as one number: how many of the teams' places it is made of."""

    number: Number
    places: int
    of: int


def side_by_side(teams: Sequence[TeamNumbers], joint: Joint) -> list[SideBySide]:
    """Return each measure that two teams or more have of their own places."""
    by_measure: defaultdict[str, dict[When, list[Own]]] = defaultdict(dict)
    for team, keys in zip(teams, joint.keys, strict=True):
        for layout in team.now.layouts:
            for when in layout.periods:
                for one in _own(team, keys, layout, when):
                    by_measure[layout.measure].setdefault(when, []).append(one)
    found = []
    for measure, periods in by_measure.items():
        told = {when: sum(one.row is not None for one in own) for when, own in periods.items()}
        newest = max(told, key=lambda one: (told[one], one.end, -one.start))
        if told[newest] >= _FEWEST:
            side = tuple(periods[newest])
            found.append(SideBySide(measure, newest, side, _added(side)))
    return found


def _own(team: TeamNumbers, keys: Mapping[Key, Key], layout: Layout, when: When) -> Iterator[Own]:
    for place in layout.places:
        if place.role == "own":
            key = (layout.measure, place.id, when.id, EVERYONE)
            row = team.now.rows.rows.get(key)
            yield Own(team.team, place, key, keys.get(key, key), row, key in team.now.shown)


def number_in(own: Own, plan: Mapping[Key, int], reliable: ReliabilityRule) -> Number:
    """Return a team's own number as all reports together may show it."""
    if own.row is None or is_missing(own.row):
        return MISSING_NUMBER
    if own.row.count is None or not own.is_shown or own.joint not in plan:
        return HIDDEN
    return number_of(own.row, own.row.count, reliable)


def together(
    one: SideBySide, joint: Joint, plan: JointPlan, reliable: ReliabilityRule
) -> Together | None:
    """Return all places as one number: whole where that is safe, else of the places shown.

    What is made of shown numbers alone tells nobody anything that they do not.
    """
    whole = one.total(joint)
    shown = plan.shown()
    if whole is None:
        return None
    if whole in plan.totals:
        parts, count = list(one.added.values()), whole.count
    else:
        parts = [own for key, own in one.added.items() if key in shown and own.is_shown]
        count = sum(shown[own.joint] for own in parts)
    if len(parts) < _FEWEST or count is None:
        return None
    rows = [own.row for own in parts if own.row is not None]
    people = [row.population for row in rows if row.population]
    told: dict[str, object] = {
        "count": count,
        "population": sum(people) if len(people) == len(parts) else None,
        "rates": [],
        "predicted": None,
    }
    number = number_of(rows[0].model_copy(update=told), count, reliable)
    return Together(number, len(parts), len(one.added))


def _added(own: Sequence[Own]) -> dict[Key, Own]:
    """Return the places that can be added up, each once: counties, or else states."""
    for kind in ("county", "state"):
        found = {
            one.joint: one
            for one in own
            if one.place.kind == kind and one.row is not None and not is_missing(one.row)
        }
        if found:
            return found
    return {}
