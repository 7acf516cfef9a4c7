"""What to raise with each team, a row a team: what it puts first, sees differently, and lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Text
from ciwidgets.reports.cohort.wording import listed, quoted, tables
from ciwidgets.reports.wording import at, counted
from ciwidgets.results.cohort.apart import furthest_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ciwidgets.analysis.survey_results import PoolResult
    from ciwidgets.model import Occasion, Program
    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.cohort.apart import SectorsApart
    from ciwidgets.results.cohort.team import TeamFound

_COLUMNS = ("Team", "It puts first", "Where its people differ most", "What is missing")
_MOST_MISSING = 2
_NAMED = 2  # sectors of the larger of two groups that are named where it could be "all others"
_OTHERS = "all others"
_NO_SECTOR = "people who named no part"


class Sectors:
    """The names of sectors by id, for the groups that a result puts them in."""

    def __init__(self, program: Program) -> None:
        """Take the names from the program."""
        self._names = {one.id: one.name for one in program.sectors}

    def named(self, pool: PoolResult) -> str:
        """Return who is in a group of sectors, all by name."""
        # Who gave no sector stands at the end, as no sector tells least.
        return listed(
            [self._names.get(one, _NO_SECTOR) for one in sorted(pool.sectors, key=lambda x: not x)]
        )

    def both(self, one: SectorsApart) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the two groups of a difference, each with its average, the higher first.

        Where the two are everybody and one would be a long list of names, that one is "all others".
        """
        pools = (one.higher, one.lower)
        larger = max(pools, key=lambda pool: len(pool.sectors))
        others = {*self._names} <= {*one.higher.sectors, *one.lower.sectors}
        is_long = others and len(larger.sectors) > _NAMED
        high, low = (
            (_OTHERS if is_long and pool is larger else self.named(pool), f"{pool.mean:.1f}")
            for pool in pools
        )
        return high, low

    def apart(self, one: SectorsApart) -> str:
        """Return two groups with the average of their answers."""
        return "; ".join(f"{who} {mean}" for who, mean in self.both(one))


def to_raise(begun: Sequence[TeamFound], program: Program, names: TeamNames) -> list[Block]:
    """Return the three things to raise with each team, and which occasion answers are from."""
    sectors = Sectors(program)
    lines = {one.id: one.name for one in program.lines_of_work}
    rows = [
        (
            one.team.name,
            quoted(one.said["needs"][0]) if one.said["needs"] else "No need chosen yet",
            _differ(one, sectors),
            "; ".join(_most_missing(one, lines)) or "Nothing that it lists",
        )
        for one in begun
    ]
    return [
        *tables("What to raise with each team", _COLUMNS, rows),
        *answered_when(begun, names),
    ]


def answered_when(begun: Sequence[TeamFound], names: TeamNames) -> list[Block]:
    """Return which occasion each team's answers are from."""
    found: dict[Occasion, list[str]] = {}
    for one in begun:
        if one.survey:
            found.setdefault(one.survey[0], []).append(one.team.id)
    if not found:
        return []
    if len(found) == 1:
        when = f"Answers to the survey are from {at(*found)}."
    else:
        said = (f"{names.listed(teams)} at {at(one)}." for one, teams in found.items())
        when = f"When teams answered the survey: {' '.join(said)}"
    return [Text(f"{when} {_scale(begun)}".rstrip(), "note")]


def why_no_sectors(found: TeamFound) -> str:
    """Return why no sectors of a team are told apart, nothing where they are and agree."""
    if found.survey is None:
        return "Its survey is not closed"
    if found.survey[1].too_few:
        return "Fewer than five answered its survey"
    if all(len(one.pools) < 2 for one in found.survey[1].statements):
        return "Too few answered to tell parts of the community apart"
    return ""


def _differ(found: TeamFound, sectors: Sectors) -> str:
    one = furthest_apart(found)
    if one is None:
        return why_no_sectors(found) or "Nowhere by a whole step of the scale"
    return f"{quoted(one.text)}: {sectors.apart(one)}"


def _scale(begun: Sequence[TeamFound]) -> str:
    """Return what the averages are on, from the first scale there is."""
    scale = next((one.survey[1].scale for one in begun if one.survey and furthest_apart(one)), ())
    if not scale:
        return ""
    return (
        f"The numbers are average answers, from 1 ({scale[0].lower()}) to {len(scale)} "
        f"({scale[-1].lower()})."
    )


def _most_missing(found: TeamFound, lines: dict[str, str]) -> Iterator[str]:
    """Yield what weighs most of what is missing, and how many more sorts there are."""
    every = list(_missing(found, lines))
    yield from every[:_MOST_MISSING]
    left = len(every) - _MOST_MISSING
    if left > 0:
        yield f"and {counted(left, 'more sort')} (see “Team by team”)"


def _missing(found: TeamFound, lines: dict[str, str]) -> Iterator[str]:
    """Yield each sort of what is missing, what weighs most first: its first, and how many more."""
    none = [lines.get(line, line) for line, word in found.lines.items() if word == "none"]
    if none:
        yield f"Nothing listed for {_first(none)}"
    if found.seats_missing:
        yield f"No seat for {_first(found.seats_missing)}"
    if found.signals.empty_sectors:
        yield f"No partner from {_first(found.signals.empty_sectors)}"
    if found.said["data"]:
        yield f"No data on {quoted(found.said['data'][0])}"


def _first(names: Sequence[str]) -> str:
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]
