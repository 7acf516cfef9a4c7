"""What a batch of reports did, report by report, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["done", "unchanged", "partly", "failed"]


@dataclass(frozen=True, slots=True)
class Made:
    """One format of a report: its file with its hash, or the reason why it could not be made."""

    format: str
    file: str = ""
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One report. ``partly`` lacks a format, a failed one has a ``reason`` and no file."""

    id: str
    kind: str
    name: str
    status: Status
    seconds: float
    reason: str = ""
    files: tuple[Made, ...] = ()
    team: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole batch: faculty's documents last, the teams in the order they were asked for.

    ``audit`` is what the check of everything shown together found; ``versions`` are those of the
    libraries that made the reports.
    """

    program: str
    made_up: bool
    as_of: str
    made_on: str
    rows: tuple[Row, ...]
    audit: Mapping[str, Any]
    versions: Mapping[str, str]

    @property
    def all_done(self) -> bool:
        """Every report that was asked for is there, in every format."""
        return all(row.status in {"done", "unchanged"} for row in self.rows)

    @property
    def ready(self) -> int:
        """How many reports are there, at least in one format."""
        return sum(row.status != "failed" for row in self.rows)

    def summary(self) -> str:
        """Return what happened in a few lines."""
        total = len(self.rows)
        unchanged = sum(row.status == "unchanged" for row in self.rows)
        as_before = f", {unchanged} of them as before" if unchanged else ""
        are = "report is" if total == 1 else "reports are"
        lines = [f"{self.ready} of {total} {are} ready{as_before}."]
        for row in self.rows:
            if row.status == "failed":
                lines.append(f"  {row.id}: {row.reason}")
            lines += [f"  {row.id}, {one.format}: {one.reason}" for one in row.files if one.reason]
        lines.append(self.audit["sentence"])
        return "\n".join(lines)

    def to_json(self) -> str:
        """Return the manifest as JSON with one row a report."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
