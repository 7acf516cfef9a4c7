"""What a batch of reports did, team by team, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Row:
    """One team's report; a failed one has a ``reason`` and neither ``file`` nor ``sha256``."""

    team: str
    name: str
    status: Literal["done", "failed"]
    seconds: float
    reason: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole batch, in the order the teams were asked for."""

    program: str
    made_up: bool
    as_of: str
    made_on: str
    rows: tuple[Row, ...]

    @property
    def all_done(self) -> bool:
        """Every report that was asked for is there."""
        return all(row.status == "done" for row in self.rows)

    def summary(self) -> str:
        """Return what happened in a few lines."""
        done = sum(row.status == "done" for row in self.rows)
        total = len(self.rows)
        lines = [f"{done} of {total} {'report is' if total == 1 else 'reports are'} ready."]
        lines += [f"  {row.team}: {row.reason}" for row in self.rows if row.status == "failed"]
        return "\n".join(lines)

    def to_json(self) -> str:
        """Return the manifest as JSON with one row a team."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
