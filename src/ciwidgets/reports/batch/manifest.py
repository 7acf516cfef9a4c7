"""What a batch of reports did, report by report, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ciwidgets.reports.batch.job import PUBLIC

Status = Literal["done", "unchanged", "partly", "failed", "earlier", "outdated", "missing"]

# A report's kind is a team's, unless it is one of these.
_OF_FACULTY = ("document for faculty", "documents for faculty")
_OF_PUBLIC = ("page for the public day", "pages for the public day")
_OF_TEAM = ("team report", "team reports")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Made:
    """One format of a report: its file with its hash, or the reason why it could not be made."""

    format: str
    file: str = ""
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One report. ``partly`` lacks a format, a failed one has a ``reason`` and no file.

    One that was not asked for this time is there from an ``earlier`` run, and ``outdated`` where
    what it was made from has changed since; ``missing`` is what an earlier run could not make.
    ``made_on`` and ``as_of`` are those of the run that made it; ``looked_for`` is how many hidden
    numbers were looked for in it, ``found`` how many stood there. Of a failed one, ``notebook`` is
    the executed notebook, ``error`` the name of what a cell raised, and ``earlier`` are the files
    of the run of ``earlier_on`` that were put aside.
    """

    id: str
    kind: str
    name: str
    status: Status
    seconds: float
    reason: str = ""
    files: tuple[Made, ...] = ()
    team: str = ""
    made_on: str = ""
    as_of: str = ""
    looked_for: int | None = None
    found: int = 0
    error: str = ""
    notebook: str = ""
    earlier: tuple[Made, ...] = ()
    earlier_on: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether this run was asked for it."""
        return self.status not in {"earlier", "outdated", "missing"}

    @property
    def is_made_now(self) -> bool:
        """Whether this run made it."""
        return self.status in {"done", "partly"}

    @property
    def sort(self) -> tuple[str, str]:
        """What it is, for one and for several."""
        if self.kind == PUBLIC:
            return _OF_PUBLIC
        return _OF_TEAM if self.team else _OF_FACULTY


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole batch, as it was asked for, then what is there from earlier runs.

    ``made_at`` is the hour and minute of ``made_on``; ``audit`` is what the check of everything
    shown together found; ``versions`` are those of the libraries that made the reports.
    """

    program: str
    made_up: bool
    as_of: str
    made_on: str
    rows: tuple[Row, ...]
    audit: Mapping[str, Any]
    versions: Mapping[str, str]
    made_at: str = ""

    @property
    def all_done(self) -> bool:
        """Every report that was asked for is there, in every format."""
        return all(row.status in {"done", "unchanged"} for row in self.asked)

    @property
    def asked(self) -> tuple[Row, ...]:
        """The rows of what this run was asked for."""
        return tuple(row for row in self.rows if row.is_asked)

    @property
    def ready(self) -> str:
        """How many of the reports asked for are there, at least in one format, by their sorts."""
        told = []
        for sort in dict.fromkeys(row.sort for row in self.asked):
            of_it = [row for row in self.asked if row.sort == sort]
            there = sum(row.status != "failed" for row in of_it)
            less = "" if there == len(of_it) else f"{there} of "
            told.append(f"{less}{len(of_it)} {sort[len(of_it) != 1]}")
        return f"Ready: {', '.join(told)}"

    @property
    def made_now(self) -> str:
        """Which reports this run made where others were there as before, empty for all of them."""
        made = [_called(row) for row in self.asked if row.is_made_now]
        before = sum(row.status == "unchanged" for row in self.asked)
        if not before:
            return ""
        if not made:
            return "Nothing had to be made: all is as before."
        more = f" and {len(made) - _MOST_NAMED} more" if len(made) > _MOST_NAMED else ""
        return f"Made now: {', '.join(made[:_MOST_NAMED])}{more}; {before} as before."

    def summary(self) -> str:
        """Return what happened in a few lines."""
        lines = [f"{self.ready}."]
        for row in self.asked:
            if row.status == "failed":
                error = f" ({row.error})" if row.error else ""
                kept = f" See {row.notebook}{error}." if row.notebook else ""
                lines.append(f"  {row.id}: {row.reason}{kept}")
            lines += [f"  {row.id}, {one.format}: {one.reason}" for one in row.files if one.reason]
            if row.earlier:
                aside = ", ".join(one.file for one in row.earlier)
                lines.append(
                    f"  {row.id}: what was made on {row.earlier_on} was put aside: {aside}"
                )
        lines += filter(None, [self.made_now])
        if more := sum(row.status in {"earlier", "outdated"} for row in self.rows):
            lines.append(f"{more} more {'is' if more == 1 else 'are'} there from earlier runs.")
        plain, sentence = self.audit.get("plain"), self.audit["sentence"]
        # How it was checked stands on the first page; here only where it has to be acted on.
        lines += filter(None, [plain, sentence if not plain or not self.audit["passes"] else ""])
        return "\n".join(lines)

    def to_json(self) -> str:
        """Return the manifest as JSON with one row a report."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def _called(row: Row) -> str:
    return f"{row.name} (public day)" if row.kind == PUBLIC else row.name
