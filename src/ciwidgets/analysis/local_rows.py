"""A team's files of local numbers put together: places, periods and groups, each known once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ciwidgets.model import ImportedIndicators
    from ciwidgets.model.indicators import IndicatorRow, PeriodKind, PlaceKind

Key = tuple[str, ...]  # the ids of a measure, a place, a period and a group
Role = Literal["own", "holder", "peer"]

EVERYONE = ""
JOINT = " · "  # between the parts of a group that is one of several kinds, as the readers write it
# A file's own total over every place in it is of no place.
_NOWHERE = "All places of this file"
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_CODE = re.compile(r"(\d{4})(?:/(\d{4})|-Q([1-4])|-W(\d\d)|-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place; a ``holder`` is one that the team's own lies in: its state, the nation."""

    id: str
    name: str
    kind: PlaceKind
    role: Role = "peer"


@dataclass(frozen=True, slots=True)
class When:
    """A period from one moment to another, in years; both 0 where its source has words only."""

    id: str
    label: str
    short: str
    kind: PeriodKind
    start: float = 0.0
    end: float = 0.0

    @property
    def year(self) -> float | None:
        """Return its middle in years."""
        return (self.start + self.end) / 2 if self.end else None


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people of a place: ``name`` among those told apart by ``dimension``."""

    id: str
    dimension: str
    name: str

    @property
    def parts(self) -> dict[str, str]:
        """Return its name in each of its dimensions, "Female" and "25–34" of a joint one."""
        dimensions, names = self.dimension.split(JOINT), self.name.split(JOINT)
        if len(dimensions) != len(names) or len(set(dimensions)) != len(dimensions):
            return {self.dimension: self.name}
        return dict(zip(dimensions, names, strict=True))


@dataclass(frozen=True)
class Rows:
    """Every number a team brought, by its key; a newer file's stands in the place of an older's.

    A count that any file hides is hidden. ``clashes`` counts the numbers in which files differed.
    """

    rows: Mapping[Key, IndicatorRow]
    places: Mapping[str, Place]
    periods: Mapping[str, When]
    groups: Mapping[str, Group]
    clashes: int


def join_files(files: Iterable[ImportedIndicators], own_names: Sequence[str] = ()) -> Rows:
    """Return the numbers of all files, the oldest file first; ``own_names`` tell the own place."""
    every = [row for one in files for row in one.rows if row.place != _NOWHERE]
    codes = {row.place.casefold(): row.place_code for row in every if row.place_code}
    rows: dict[Key, IndicatorRow] = {}
    places: dict[str, Place] = {}
    periods: dict[str, When] = {}
    groups: dict[str, Group] = {}
    clashes: set[Key] = set()
    for row in every:
        name = row.place.casefold()
        place = row.place_code or codes.get(name, name)
        places.setdefault(place, Place(place, row.place, row.place_kind))
        period = f"{row.period_kind} {row.period_code or row.period}"
        periods.setdefault(period, _when(period, row))
        group = f"{row.dimension}: {row.group}" if row.group else EVERYONE
        groups.setdefault(group, Group(group, row.dimension, row.group))
        key = (row.measure, place, period, group)
        before = rows.get(key)
        if before is not None and before.count != row.count:
            clashes.add(key)
        rows[key] = _newer(before, row)
    return Rows(rows, _with_roles(places, own_names), periods, groups, len(clashes))


def same_places(before: Rows, now: Rows) -> dict[str, str]:
    """Return what each place is called now: one known by its name may have got a code since."""
    by_name = {one.name.casefold(): one.id for one in now.places.values()}
    return {
        one.id: one.id if one.id in now.places else by_name.get(one.name.casefold(), one.id)
        for one in before.places.values()
    }


def within(part: When, whole: When) -> bool:
    """Tell whether one period is a part of another by which it can be added up to it."""
    one, other = _CODE.fullmatch(_code(part)), _CODE.fullmatch(_code(whole))
    if one is None or other is None or part.kind == "12_months_ending" or part.id == whole.id:
        return False
    if whole.kind == "years" and part.kind == "year" and other[2]:
        return int(other[1]) <= int(one[1]) <= int(other[2])
    return whole.kind == "year" and part.kind in {"quarter", "month"} and one[1] == other[1]


def holds(place: Place, own: Place, *, is_only_state: bool) -> bool:
    """Tell whether one place lies in another: by its codes, by its name, or as the only state."""
    if place.kind == "nation":
        return own.kind != "nation"
    if place.kind != "state" or own.kind in {"state", "nation"}:
        return False
    if place.id.isdigit() and own.id.isdigit():
        return own.id.startswith(place.id)
    state = own.name.rpartition(", ")[2] if ", " in own.name else ""
    if state and (len(state) == 2) == (len(place.id) == 2 and place.id.isalpha()):
        return state.casefold() in {place.id.casefold(), place.name.casefold()}
    return is_only_state


def bare_name(name: str) -> str:
    """Return a place's name without its state and the word for its kind, in small letters."""
    return _parts(name.casefold())[0]


def is_named_in(name: str, text: str) -> bool:
    """Tell whether a place's name, without its state, stands in another as whole words."""
    return _is_in(bare_name(name), text.casefold())


def _newer(before: IndicatorRow | None, row: IndicatorRow) -> IndicatorRow:
    """Return a newer row, except that what was hidden stays so and what is missing is kept."""
    if before is None or row.status == "suppressed":
        return row
    if before.status == "suppressed" or (row.count is None and before.count is not None):
        return before
    if row.population is None and before.population is not None:
        known = {"population": before.population, "population_status": before.population_status}
        return row.model_copy(update=known)
    return row


def _with_roles(places: Mapping[str, Place], own_names: Sequence[str]) -> dict[str, Place]:
    own = _own(places, own_names)
    if own is None:
        return dict(places)
    states = [one for one in places.values() if one.kind == "state" and one.id != own.id]
    found: dict[str, Place] = {own.id: replace(own, role="own")}
    found |= {
        one.id: replace(one, role="holder")
        for one in places.values()
        if one.id != own.id and holds(one, own, is_only_state=len(states) == 1)
    }
    return found | {one.id: one for one in places.values() if one.id not in found}


def _own(places: Mapping[str, Place], own_names: Sequence[str]) -> Place | None:
    """Return the place of the team's name, or the only one there is; None where none is sure.

    The whole name counts first, then the name and its state however they are written, then the
    name alone where only one place has it, then a county that the team's description names. A
    county of that name in another state is another one.
    """
    meant = [name.casefold() for name in own_names if name]
    for is_it in (str.__eq__, _is_there, _may_be):
        named = [
            one
            for one in places.values()
            if any(is_it(name, one.name.casefold()) for name in meant)
        ]
        if named:
            return named[0] if len(named) == 1 else None
    if len(places) == 1:
        return next(iter(places.values()))
    told = [one for one in places.values() if one.kind in ("county", "other")]
    named = [one for one in told if any(_is_in(one.name.casefold(), text) for text in meant)]
    return named[0] if len(named) == 1 else None


def _is_in(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}(?!\w)", text) is not None


def _is_there(name: str, other: str) -> bool:
    """Tell whether two names are of one place, with the same state or both without."""
    (bare, state), (other_bare, other_state) = _parts(name), _parts(other)
    return bare == other_bare and bool(state) == bool(other_state) and _is_state(state, other_state)


def _may_be(name: str, other: str) -> bool:
    """Tell whether two names may be of one place: a state that only one has is no difference."""
    (bare, state), (other_bare, other_state) = _parts(name), _parts(other)
    return bare == other_bare and (not state or not other_state or _is_state(state, other_state))


def _parts(name: str) -> tuple[str, str]:
    bare, _, state = name.partition(",")
    return bare.strip().removesuffix(" county").strip(), state.strip()


def _is_state(one: str, other: str) -> bool:
    """Tell whether two states are the same, as far as a name and its two letters tell."""
    short, long = sorted((one, other), key=len)
    if len(short) != 2 or len(long) == 2:
        return short == long
    return long.startswith(short[0]) and short[1] in long[1:]


def _code(when: When) -> str:
    return when.id.partition(" ")[2]


def _when(period: str, row: IndicatorRow) -> When:
    code, kind = _CODE.fullmatch(row.period_code), row.period_kind
    label = row.period or "no period said"
    if code is None:
        return When(period, label, label, kind)
    first = int(code[1])
    if code[2]:
        last = int(code[2])
        return When(period, label, f"{first}–{last % 100:02}", kind, first, last + 1)
    if code[3]:
        start = first + (int(code[3]) - 1) / 4
        return When(period, label, f"Q{code[3]} {first}", kind, start, start + 1 / 4)
    if code[4]:
        start = first + (int(code[4]) - 1) / 53
        return When(period, label, f"Week {code[4]}, {first}", kind, start, start + 1 / 53)
    if code[5]:
        end = first + int(code[5]) / 12
        long = 1 if kind == "12_months_ending" else 1 / 12
        return When(
            period, label, f"{_MONTHS[(int(code[5]) - 1) % 12]} {first}", kind, end - long, end
        )
    return When(period, label, str(first), kind, first, first + 1)
