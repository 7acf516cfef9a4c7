"""When a step was closed, and the result of which closing is shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ciwidgets.analysis.disclosure import changed
from ciwidgets.model import StepState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class Place:
    """A team's step at an occasion."""

    record: Record
    team_id: str
    step: str
    occasion: str

    def closings(self, as_of: int | None) -> tuple[bool, list[int]]:
        """Return whether the step is open, and the places of its closings so far."""
        records = [
            entry.record_id
            for entry in self.record.current(
                StepState, team_id=self.team_id, occasion=self.occasion, as_of=as_of
            )
            if entry.body.step == self.step
        ]
        changes = sorted(
            (entry.seq, entry.body.is_open)
            for one in records
            for entry in self.record.history(one)
            if isinstance(entry.body, StepState) and (as_of is None or entry.seq <= as_of)
        )
        is_open, closings = True, []
        for seq, opens in changes:
            if is_open and not opens:
                closings.append(seq)
            is_open = opens
        return is_open, closings


class Closed(Protocol):
    """What people said in a step, as it stood at its closings."""

    def reveals(self, seq: int) -> bool:
        """Return whether a result of that moment shows anything people said."""

    def may_follow(self, newer: int, earlier: int, *, is_first: bool) -> bool:
        """Return whether the result of one closing may be shown after that of another."""


def step_state(
    record: Record, team_id: str, step: str, occasion: str, as_of: int | None = None
) -> tuple[bool, int | None]:
    """Return whether a step is open, and the place of its last closing; a step starts open."""
    is_open, closings = Place(record, team_id, step, occasion).closings(as_of)
    return is_open, closings[-1] if closings else None


def shown_closings(place: Place, closed: Closed, as_of: int | None) -> list[int]:
    """Return the closings whose results were shown and gave anything away, the newest last.

    It is also the one that is shown now, which may give nothing away. Empty while the step is open.
    """
    is_open, closings = place.closings(as_of)
    shown: list[int] = []
    for newer in [] if is_open else closings:
        seen = [one for one in shown if closed.reveals(one)]
        may_follow = all(closed.may_follow(newer, one, is_first=one == seen[0]) for one in seen)
        shown = [*seen, newer] if may_follow else seen
    return shown


def answers_by_item(answers: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Return everybody's answers to each item, from each person's answers."""
    by_item: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for person, given in answers.items():
        for item, answer in given.items():
            by_item[item][person] = answer
    return by_item


def people_changed(
    before: Mapping[str, Mapping[str, object]], now: Mapping[str, Mapping[str, object]]
) -> int:
    """Return how many people's answers differ; both map an item to answers by person."""
    items = {*before, *now}
    return len({who for one in items for who in changed(before.get(one, {}), now.get(one, {}))})
