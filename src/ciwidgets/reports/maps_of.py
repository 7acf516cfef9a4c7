"""A team's maps as a report looks at them: reckoned as they were written, said as they may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ciwidgets.model import ChangeOfMind, Lesson, Lever, WhatIf
from ciwidgets.results.maps.occasions import closed_maps_at
from ciwidgets.results.maps.pushes import TryOut, WhatIfSettings, weights_by_sectors
from ciwidgets.results.maps.question import map_question
from ciwidgets.results.maps.team import people_maps, team_map
from ciwidgets.results.naming.names import as_written, mask_of
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.model import Occasion, Program
    from ciwidgets.results.maps.team import TeamMap
    from ciwidgets.results.record import Record
    from ciwidgets.workbook import Workbook

_Kept = TypeVar("_Kept", WhatIf, Lesson, Lever, ChangeOfMind)


@dataclass(frozen=True)
class MapsOf:
    """A team's maps up to ``until``: those of the last of these occasions that shows any.

    What words have in common is reckoned as they were written, and then said as ``store`` masks.
    """

    store: Record
    program: Program
    team_id: str
    workbook: Workbook
    occasions: Sequence[Occasion]
    until: int | None

    @cached_property
    def found(self) -> tuple[Occasion, TeamMap] | None:
        """The occasion and what its maps say together, None where none were closed."""
        last = self.occasions[-1]
        team = (as_written(self.store), self.program, self.team_id, self.key("my_map"))
        chosen = closed_maps_at(*team, last.id, self.until)
        occasion = next(one for one in self.occasions if one.id == chosen)
        found = team_map(*self._place(occasion), self.until)
        if found is None:
            return None
        mask = mask_of(self.store)  # before a label is cut to fit its box, and a name with it
        words = (replace(one, label=mask(one.label)) for one in found.words)
        return occasion, replace(found, words=tuple(words))

    def question(self) -> str:
        """Return the question the maps answer."""
        words = kernel_section("map_question")
        step = self.key("map_question")
        return map_question(self.store, self.team_id, step, words, self.until).text

    def key(self, exercise: str) -> str:
        """Return the step of an exercise, nothing where the workbook does not have it."""
        cell = self.workbook.exercise(exercise)
        return cell.key if cell else ""

    def kept(self, kind: type[_Kept], exercise: str) -> list[_Kept]:
        """Return what the team keeps of a kind in the step of an exercise."""
        step = self.key(exercise)
        written = as_written(self.store)
        found = written.current(kind, team_id=self.team_id, as_of=self.until)
        return [entry.body for entry in found if entry.body.step == step]

    def try_out(self, what_if: WhatIf) -> TryOut | None:
        """Return a kept what-if ready to run, None where the team's map no longer holds it."""
        if self.found is None or what_if.map not in ("people", "sectors"):
            return None
        occasion, found = self.found
        by_sectors = what_if.map == "sectors"
        if by_sectors and not found.pools:
            return None
        keys, weights = found.matrix()
        if by_sectors:
            weights = weights_by_sectors(found, self.program.map_strengths)
        place = {key: number for number, key in enumerate(keys)}
        if any(push.word not in place for push in what_if.pushes):
            return None
        own = people_maps(*self._place(occasion), self.until)
        has_own = own is not None and own.keys == keys
        return TryOut(
            labels=tuple(word.label for word in found.words),
            weights=weights,
            pushes={place[push.word]: push.to for push in what_if.pushes},
            settings=WhatIfSettings(what_if.rule, what_if.squashing, what_if.steepness),
            own_maps=(own.weights, own.holds) if own and has_own else None,
            is_by_sectors=by_sectors,
        )

    def _place(self, occasion: Occasion) -> tuple[Record, Program, str, str, str, str]:
        return (
            as_written(self.store),
            self.program,
            self.team_id,
            self.key("my_map"),
            self.key("our_words"),
            occasion.id,
        )
