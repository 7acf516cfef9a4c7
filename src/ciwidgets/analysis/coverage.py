"""What a community has, line by line and for whom: holes, what is full, what may stand twice.

A resource without populations is there for everyone and stands in every cell of its line, once. A
resource whose line the program no longer has stands in no cell.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

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
# Names this alike are offered as the same; less will do where the same people run both.
_ALIKE = 0.84
_ALIKE_UNDER_ONE_ROOF = 0.6


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
    return Coverage(
        tuple(found),
        sum(map(len, in_line.values())),
        tuple(group for here in in_line.values() for group in duplicates(here)),
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


def duplicates(resources: Mapping[str, Resource]) -> list[tuple[str, ...]]:
    """Return groups of ids whose names, or names and who runs them, look like one and the same.

    Whatever is alike to one of a group belongs to it. It is a hint: people decide.
    """
    ids = sorted(resources)
    plain = {one: (_plain(resources[one].name), _plain(resources[one].who)) for one in ids}
    group_of = {one: {one} for one in ids}
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            if group_of[one] is not group_of[other] and _may_be_same(plain[one], plain[other]):
                joined = group_of[one] | group_of[other]
                group_of.update(dict.fromkeys(joined, joined))
    groups = {tuple(sorted(group)) for group in group_of.values() if len(group) > 1}
    return sorted(groups)


def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """Return how alike two names are, letter by letter: 1 is the same, 0 nothing in common.

    Below ``at_least`` it is 0: that two names are unlike is quicker to know than how unlike.
    """
    # The ratio depends on which comes first; sorted, it does not.
    first, second = sorted((one, other))
    match = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for bound in (match.real_quick_ratio, match.quick_ratio, match.ratio):
        if bound() < at_least:
            return 0.0
    return match.ratio()


# A page asks again after every change, and most of the list has not changed.
@lru_cache(maxsize=65_536)
def _may_be_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    is_one_roof = all((one[1], other[1])) and bool(likeness(one[1], other[1], _ALIKE))
    return bool(likeness(one[0], other[0], _ALIKE_UNDER_ONE_ROOF if is_one_roof else _ALIKE))


def _plain(name: str) -> str:
    """Return a name's words without marks, capitals and articles, in the order of the alphabet."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    words = re.findall(r"\w+", letters)
    told = " ".join(sorted(one for one in words if one not in ("the", "a", "an", "of", "and")))
    return told or letters  # a name may be all signs, or all articles


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
