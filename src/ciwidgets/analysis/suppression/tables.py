"""A table of counts before anything is hidden, and as it is printed; several can be one.

A cell is named by its labels, such as ``("Bertie County", "women", "2023")``; a total is a cell
like any other, with a label such as "all". A ``Sum`` says which cells add up to which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

Key = tuple[str, ...]


class Unknown(Enum):
    """Why a cell has no number: its source hid it, or nobody has it."""

    SUPPRESSED = "suppressed"
    MISSING = "missing"


SUPPRESSED, MISSING = Unknown.SUPPRESSED, Unknown.MISSING
Count = int | Unknown


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and cells that it counts.

    Where the parts do not cover all of it (women of a county, some counties of a state) the rest
    is printed nowhere and can still be had by subtraction, so it is guarded like a cell.
    """

    total: Key
    parts: frozenset[Key]
    covers_all: bool = True

    @property
    def cells(self) -> frozenset[Key]:
        """Return the total and its parts."""
        return self.parts | {self.total}


@dataclass(frozen=True)
class Table:
    """Counts by cell as they came, and the sums that hold between them.

    Raises:
        ValueError: for a count below 0, a sum over a cell that is not there, or parts that do not
            add up to their total.
    """

    counts: Mapping[Key, Count]
    sums: Collection[Sum] = field(default=())

    def __post_init__(self) -> None:
        """Refuse numbers that contradict each other, before anything is made of them."""
        for key, count in self.counts.items():
            if isinstance(count, int) and count < 0:
                raise ValueError(f"The count of {_named(key)} is {count}. Give 0 or more.")
        for one in self.sums:
            _check_cells(one, self.counts)
            _check_sum(one, self.counts)


@dataclass(frozen=True)
class Published:
    """What a reader sees: the shown counts, which cells are hidden, and how cells add up.

    It does not say why a cell is hidden. Cells that nobody has are named in ``missing``; a reader
    may take them for nothing where they are part of a total.

    Raises:
        ValueError: for a sum over a cell that is not there.
    """

    shown: Mapping[Key, int]
    hidden: frozenset[Key]
    sums: Collection[Sum] = field(default=())
    missing: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a sum over a cell that is not there."""
        for one in self.sums:
            _check_cells(one, {*self.shown, *self.hidden, *self.missing})


def sums_over(
    counts: Mapping[Key, Count],
    dimension: int,
    total: str,
    parts: Collection[str] | None = None,
) -> list[Sum]:
    """Return the sums of a table in one dimension: the cells of ``total`` over the others there.

    ``parts`` names the labels that belong to the total, where not all do (the counties of one
    region). Parts cover their total where each label is there and, as far as one can see, they add
    up to it.
    """
    labels = {key[dimension] for key in counts} if parts is None else set(parts)
    labels.discard(total)
    by_rest: dict[Key, set[Key]] = defaultdict(set)
    for key in counts:
        if key[dimension] in labels:
            by_rest[_without(key, dimension)].add(key)
    found = []
    for key in sorted(key for key in counts if key[dimension] == total):
        own = frozenset(by_rest[_without(key, dimension)])
        if own:
            covers_all = len(own) == len(labels) and not _falls_short(key, own, counts)
            found.append(Sum(key, own, covers_all))
    return found


def in_order(sums: Iterable[Sum]) -> list[Sum]:
    """Return sums by their labels, so that nothing depends on the order they came in."""
    return sorted(sums, key=lambda one: (one.total, sorted(one.parts), one.covers_all))


def join_published(tables: Iterable[Published]) -> Published:
    """Return all that was published, earlier reports too, as one: what any shows is known."""
    every = list(tables)
    shown = {key: count for one in every for key, count in one.shown.items()}
    hidden = frozenset().union(*(one.hidden for one in every)) - shown.keys()
    missing = frozenset().union(*(one.missing for one in every)) - shown.keys() - hidden
    return Published(shown, hidden, tuple({s: None for one in every for s in one.sums}), missing)


def _check_cells(one: Sum, cells: Collection[Key]) -> None:
    for key in sorted(one.cells):
        if key not in cells:
            raise ValueError(
                f"A sum is over {_named(key)}, which is not in the table. Add the cell, or leave "
                "it out of the sum."
            )


def _check_sum(one: Sum, counts: Mapping[Key, Count]) -> None:
    total = counts[one.total]
    if not isinstance(total, int):
        return
    parts = [counts[key] for key in one.parts]
    known = sum(part for part in parts if isinstance(part, int))
    if known > total or (one.covers_all and _falls_short(one.total, one.parts, counts)):
        raise ValueError(
            f"The parts of {_named(one.total)} add up to {known}, and its total is {total}. "
            "Correct the counts, or leave the total out."
        )


def _falls_short(total: Key, parts: Collection[Key], counts: Mapping[Key, Count]) -> bool:
    whole, known = counts[total], [count for key in parts if isinstance(count := counts[key], int)]
    return isinstance(whole, int) and len(known) == len(parts) and sum(known) < whole


def _without(key: Key, dimension: int) -> Key:
    return key[:dimension] + key[dimension + 1 :]


def _named(key: Key) -> str:
    return " · ".join(key)
