"""What a community has, line by line and for whom: holes, what is full, what may stand twice.

A resource without populations is there for everyone and stands in every cell of its line, once. A
resource whose line the program no longer has stands in no cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.lookalikes import duplicates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ciwidgets.analysis.survey_results import StatementResult
    from ciwidgets.model import Resource

# In a word: nothing is listed, all of it is full, nobody knows of room, or somebody has room.
CellWord = Literal["none", "full", "not_known", "room"]
# What people say and the list bears out or not: they find it working, or they find it wanting.
Side = Literal["hoped", "doubted"]

_ROOM = ("room", "nearly_full")  # one more person could come today
_FULL = ("full", "waiting_list")
_SIDES: Mapping[str, Side] = {
    "all_agree": "hoped",
    "most_agree": "hoped",
    "all_disagree": "doubted",
    "most_disagree": "doubted",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How many resources there are, how many could take one more, how many have a waiting list."""

    resources: int
    with_room: int
    waiting: int
    word: CellWord


@dataclass(frozen=True, slots=True)
class LineCoverage:
    """One line of work: all that is listed in it, and what of that is there for each population."""

    id: str
    whole: Cell
    cells: Mapping[str, Cell]

    @property
    def holes(self) -> tuple[str, ...]:
        """Populations nothing is there for, in a line that has something for others."""
        if self.whole.word == "none":
            return ()
        return tuple(one for one, cell in self.cells.items() if cell.word == "none")

    @property
    def thin(self) -> tuple[str, ...]:
        """Populations for whom all there is is full, in a line that is not full as a whole."""
        if self.whole.word == "full":
            return ()
        return tuple(one for one, cell in self.cells.items() if cell.word == "full")

    @property
    def has_gap(self) -> bool:
        """Whether nothing is listed or all is full, for anyone."""
        return self.whole.word in ("none", "full") or bool(self.holes or self.thin)

    @property
    def is_open_to_all(self) -> bool:
        """Whether there is something with room for each population."""
        return all(cell.word == "room" for cell in (self.whole, *self.cells.values()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Lines in the program's order; ``resources`` counts what stands in them.

    ``duplicates`` holds ids of resources that may be the same, each in one group at most.
    """

    lines: tuple[LineCoverage, ...]
    resources: int
    duplicates: tuple[tuple[str, ...], ...]

    def line(self, line_id: str) -> LineCoverage | None:
        """Return the line of this id."""
        return next((one for one in self.lines if one.id == line_id), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement and the lines of work that say otherwise."""

    statement: StatementResult
    side: Side
    lines: tuple[LineCoverage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What people said beside what is listed; ``alike`` counts statements the list bears out."""

    alike: int
    apart: tuple[Difference, ...]


def coverage(
    resources: Mapping[str, Resource], lines: Sequence[str], populations: Sequence[str]
) -> Coverage:
    """Return what the resources (by id) cover; the order they come in changes nothing."""
    in_line = {line: {i: one for i, one in resources.items() if one.line == line} for line in lines}
    found = []
    for line, here in in_line.items():
        reach = {who: [one for one in here.values() if _reaches(one, who)] for who in populations}
        cells = {who: _cell(those) for who, those in reach.items()}
        found.append(LineCoverage(line, _cell(here.values()), cells))
    known = {i: one for here in in_line.values() for i, one in here.items()}
    return Coverage(
        tuple(found),
        len(known),
        # Resources of two lines are never the same, so a group stands in its first one's line.
        tuple(sorted(duplicates(known), key=lambda group: lines.index(known[group[0]].line))),
    )


def compare(
    statements: Iterable[StatementResult],
    lines_of: Mapping[str, Collection[str]],
    found: Coverage,
) -> Comparison:
    """Return where what people said and what is listed disagree.

    ``lines_of`` maps a statement's id to the lines of work that go well where people agree with
    it. Most agree, and a line has a gap; or most disagree, and every line has room for all.
    Nothing is compared where a team is of several minds, where nobody knows of room, or with a
    list that is still empty.
    """
    alike, apart = 0, []
    for statement in statements if found.resources else ():
        side = _SIDES.get(statement.word)
        lines = [one for one in found.lines if one.id in lines_of.get(statement.id, ())]
        if side is None or not lines:
            continue
        with_gap = [one for one in lines if one.has_gap]
        if side == "hoped" and with_gap:
            apart.append(Difference(statement, side, tuple(with_gap)))
        elif with_gap:
            alike += 1
        elif all(one.is_open_to_all for one in lines):
            if side == "hoped":
                alike += 1
            else:
                apart.append(Difference(statement, side, tuple(lines)))
    return Comparison(alike, tuple(apart))


def _reaches(resource: Resource, population: str) -> bool:
    return not resource.populations or population in resource.populations


def _cell(resources: Iterable[Resource]) -> Cell:
    capacities = [one.capacity for one in resources]
    with_room = sum(one in _ROOM for one in capacities)
    word: CellWord = "not_known"
    if not capacities:
        word = "none"
    elif with_room:
        word = "room"
    elif all(one in _FULL for one in capacities):
        word = "full"
    return Cell(len(capacities), with_room, capacities.count("waiting_list"), word)
