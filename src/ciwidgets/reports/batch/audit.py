"""What a reader of a whole batch could work out, as its manifest says it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import FigureBlock, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
        solved = (
            f"All local numbers of {self.reports:,} reports, with those that earlier reports "
            f"showed, were solved together as a reader could ({self.unknowns:,} unknowns)"
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


def shown_though_hidden(parts: Iterable[object], withheld: str) -> list[str]:
    """Return which hidden numbers stand in the tables of a finished report, in words.

    ``parts`` are those of its document, ``withheld`` is what its kernel was told. It looks at what
    the report says and at nothing that made it, so that a section which forgot the plan is caught.
    """
    told = json.loads(withheld) if withheld else {}
    cells = [tuple(one) for own in told.get("cells", {}).values() for one in own]
    found = []
    for table in _number_tables(parts):
        for row in table.rows:
            place, name, count = map(str, row[:3])
            for measure, where, when, group in cells if any(map(str.isdigit, count)) else ():
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
        if isinstance(table, TableBlock) and table.columns[0::2][:2] == ("Place", "Count"):
            yield table
