"""A plan's lists in and out: a file to fill in or to take along, and what a file would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from ciwidgets.formats.plans.columns import EXAMPLE, ID, LISTS, VERSION, What
from ciwidgets.formats.plans.judging import VERDICTS, Asked, Judge, PlanRow
from ciwidgets.formats.plans.raw import read_raw
from ciwidgets.formats.plans.record_cells import RecordCells
from ciwidgets.formats.safe_cells import Cell, safe_csv, safe_workbook
from ciwidgets.model import Draft, Entry

FileType = Literal["csv", "xlsx"]
_MEDIA: Final[dict[FileType, str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HOW: Final = "How to fill this in"
_RULES: Final = (
    (ID, "Leave it as it is; it tells which record the row is. Empty for a new one."),
    (VERSION, "Leave it as it is; it tells whether somebody changed the record since."),
)
_BESIDES: Final = (
    "A row or a column that is not in the file changes nothing: to drop something, use the page.",
    "“a member” stands for a name a file may not hold. Leave it, and the name stays where it is.",
)
_SAID: Final = {
    "new": "new",
    "changed": "changed",
    "both": "changed here and on the page, left as it is",
    "refused": "cannot be kept as it stands",
    "same": "nothing new",
}


class PlanTable(NamedTuple):
    """A file on its way out."""

    file_name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file that was read: what each of its rows would do, and what was noticed."""

    what: What
    name: str
    rows: tuple[PlanRow, ...]
    warnings: tuple[str, ...]

    @property
    def to_keep(self) -> list[PlanRow]:
        """The rows that add or change a record."""
        return [row for row in self.rows if row.body is not None]

    @property
    def to_look_at(self) -> list[PlanRow]:
        """The rows that somebody has to look at before they can be kept."""
        return [row for row in self.rows if row.verdict in ("both", "refused")]

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each verdict."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in VERDICTS}

    def summary(self) -> dict[str, Any]:
        """Return what was understood, for a page or for JSON."""
        return {
            "what": self.what,
            "counts": self.counts(),
            "warnings": list(self.warnings),
            "rows": [
                {
                    "line": row.line,
                    "verdict": row.verdict,
                    "label": row.label,
                    "why": row.why,
                    "changes": [
                        {"column": one.heading, "was": one.was, "now": one.now}
                        for one in row.changes
                    ],
                }
                for row in sorted(self.rows, key=lambda one: VERDICTS.index(one.verdict))
            ],
        }

    def text(self) -> str:
        """Return what was understood in lines, as the command prints it."""
        counted = "; ".join(f"{_SAID[one]}: {n}" for one, n in self.counts().items() if n)
        lines = [f"{self.name}: {self.what}. {counted}.", *self.warnings]
        for row in self.rows:
            if row.verdict == "same":
                continue
            lines.append(f"\nRow {row.line}, {_SAID[row.verdict]}: {row.label}")
            if row.why:
                lines.append(f"  {row.why}")
            if row.verdict != "new":
                lines += [
                    f"  {one.heading}: {one.was or '(empty)'} -> {one.now or '(empty)'}"
                    for one in row.changes
                ]
        return "\n".join(lines)


def write_plan(
    what: What,
    entries: Iterable[Entry[Any]],
    cells: RecordCells,
    file_type: FileType,
    *,
    with_example: bool = False,
) -> PlanTable:
    """Return records as a table to look at and change, or a template with an example row."""
    columns = LISTS[what].columns
    rows: list[list[Cell]] = [[ID, VERSION, *(one.heading for one in columns)]]
    if with_example:
        rows.append([EXAMPLE, "", *(one.example for one in columns)])
    rows += [
        [one.record_id, _version(one, cells), *(cells.safe(column, one.body) for column in columns)]
        for one in entries
    ]
    name = f"{what}{'_template' if with_example else ''}.{file_type}"
    if file_type == "csv":
        return PlanTable(name, _MEDIA["csv"], safe_csv(rows))
    how: list[list[Cell]] = [["column", "what to write", "example"]]
    how += [[heading, rule, ""] for heading, rule in _RULES]
    how += [[one.heading, one.help, one.example] for one in columns]
    how += [["", rule, ""] for rule in _BESIDES]
    sheets: dict[str, Iterable[Sequence[Cell]]] = {what.capitalize(): rows, HOW: how}
    return PlanTable(name, _MEDIA["xlsx"], safe_workbook(sheets))


def _version(entry: Entry[Any], cells: RecordCells) -> Cell:
    """Return what a row was taken at, and for whom where that is not its own team."""
    audience = cells.says.audience
    return entry.revision if audience == "team" else f"{entry.revision} {audience}"


def read_plan(data: bytes, name: str, asked: Asked) -> PlanFile:
    """Return what the rows of a file would do to a team's plan.

    Raises:
        FileRefused: it is no table of goals, activities, measures or readings.
    """
    raw = read_raw(data, name)
    judge = Judge(raw.what, asked)
    return PlanFile(
        raw.what, name, tuple(judge.judge(row) for row in raw.rows), tuple(raw.warnings)
    )


def plan_drafts(
    plan: PlanFile, *, team_id: str, request_id: str, author_id: str = "", occasion: str = ""
) -> list[Draft]:
    """Return what is to be kept of a file: its new and its changed records."""
    return [
        Draft(
            record_id=row.record_id,
            body=row.body,
            request_id=request_id,
            team_id=team_id,
            author_id=author_id,
            occasion=occasion,
            base_revision=row.base_revision,
            ordinal=number,
        )
        for number, row in enumerate(plan.to_keep)
        if row.body is not None
    ]
