"""What a reader of a whole batch could work out, as its manifest says it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import FigureBlock, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OF_TEAMS = ("Team", "Place", "Count")


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All reports of a batch and of those before it, solved as a reader could.

    ``unknowns`` are the numbers that are shown nowhere, ``exposed`` those of them that can be
    narrowed down to a small one. Of those in ``before`` earlier reports had told it, before a
    file came that asks for them: nothing new is shown beside them.
    """

    reports: int
    shown: int
    unknowns: int
    exposed: int
    before: int
    seconds: float

    @property
    def passes(self) -> bool:
        """Whether nothing can be narrowed down."""
        return not self.exposed

    @property
    def sentence(self) -> str:
        """What was found, for people."""
        if not self.unknowns:
            return "No local number of these teams is hidden, so none can be worked out."
        # The plan is always that of every team, also where one report alone was asked for.
        with_numbers = "one has" if self.reports == 1 else f"{self.reports:,} have"
        solved = (
            f"The plan is for all teams’ reports, whichever were made now ({with_numbers} local "
            "numbers). With what earlier reports showed, they were solved together as a reader "
            f"could ({self.unknowns:,} unknowns)"
        )
        if self.passes:
            none = f"{solved}. None of the hidden ones can be narrowed down to a small number"
            if not self.before:
                return f"{none}."
            return (
                f"{none} by what these reports add. Of {self.before:,}, earlier reports had told "
                "too much before a newer file came; nothing new is shown beside them."
            )
        return (
            f"{solved}. {self.exposed:,} of the hidden ones can be narrowed down to a small "
            "number: do not hand these reports out. Compare the teams’ files for numbers that "
            "contradict each other, correct them, and run the batch again."
        )


def in_plain_words(solved: AuditResult, found: int) -> str:
    """Say what the check means to somebody who hands the reports out."""
    if found:
        return (
            "A report showed a local number that is hidden. It was not kept; the others can be "
            "handed out."
            if solved.passes
            else "Do not hand these reports out: hidden local numbers stood in them."
        )
    if not solved.unknowns:
        return "No local number is hidden in these reports."
    if not solved.passes:
        return (
            "Do not hand these reports out: somebody who has them all could work out a local "
            "number that is hidden."
        )
    if solved.before:
        return (
            "We checked that these reports, taken together, give away no hidden local number "
            "that earlier reports had not given away already."
        )
    return (
        "We checked that nobody can work out a hidden local number from these reports taken "
        "together."
    )


def in_words(looked_for: Sequence[int], found: int) -> str:
    """Say what reading the finished reports found: how many numbers were looked for in each."""
    if not sum(looked_for) and not found:
        return ""
    reports = "The finished report" if len(looked_for) == 1 else "The finished reports"
    were = "was" if len(looked_for) == 1 else "were"
    wanted = f"{sum(looked_for):,} hidden number{'' if sum(looked_for) == 1 else 's'}"
    read = f"{reports} ({len(looked_for):,}) {were} read, and {wanted} looked for"
    if not found:
        return f"{read}: none stands there."
    return f"{read}. {found:,} stood there; what showed them was not kept."


def hidden_cells(withheld: str) -> list[tuple[str, ...]]:
    """Return the team, measure, place, period and group of all that a report hides, by name."""
    told = json.loads(withheld) if withheld else {}
    names = told.get("names", {})
    return [
        (names.get(team, team), *one) for team, own in told.get("cells", {}).items() for one in own
    ]


def shown_though_hidden(parts: Iterable[object], withheld: str) -> list[str]:
    """Return which hidden numbers stand in the tables of a finished report, in words.

    ``parts`` are those of its document, ``withheld`` is what its kernel was told. It looks at what
    the report says and at nothing that made it, so that a section which forgot the plan is caught.
    """
    cells = hidden_cells(withheld)
    found: list[str] = []
    for table in _number_tables(parts):
        if table.columns[0] == "Team":
            found += _of_teams(table, cells)
            continue
        for row in table.rows:
            place, name, count = map(str, row[:3])
            for _, measure, where, when, group in cells if any(map(str.isdigit, count)) else ():
                of_group = table.columns[1] == "Group"
                is_it = name == group and when in table.caption if of_group else name == when
                if (
                    is_it
                    and bool(group) == of_group
                    and place == where
                    and measure in table.caption
                ):
                    found.append(" · ".join(one for one in (measure, where, when, group) if one))
    return found


def _number_tables(parts: Iterable[object]) -> Iterator[TableBlock]:
    for one in parts:
        table = one.table if isinstance(one, FigureBlock) else one
        if isinstance(table, TableBlock) and (
            table.columns[0::2][:2] == ("Place", "Count") or table.columns[:3] == _OF_TEAMS
        ):
            yield table


def _of_teams(table: TableBlock, cells: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield what stands in a table of all teams, whose caption begins with measure and period."""
    shown = {(str(row[0]), str(row[1])) for row in table.rows if any(map(str.isdigit, str(row[2])))}
    for team, measure, where, when, group in cells:
        begin = f"{measure}, {when}"
        if (team, where) in shown and not group and f"{table.caption},".startswith(f"{begin},"):
            yield f"{team} · {measure} · {where} · {when}"
