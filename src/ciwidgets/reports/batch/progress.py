"""How far a batch is, for the person who waits: a bar, and a line a report for who asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Never

from tqdm import tqdm

if TYPE_CHECKING:
    from ciwidgets.reports.batch.job import Job
    from ciwidgets.reports.batch.manifest import Row


@dataclass(frozen=True, slots=True)
class Progress:
    """What to show: nothing, a bar on a terminal, a line as each report begins and ends.

    ``made`` are the ids of the reports that were finished meanwhile.
    """

    bar: bool = False
    log: bool = False
    made: list[str] = field(default_factory=list)

    @contextmanager
    def over(self, total: int) -> Iterator[Told]:
        """Show how far so many reports are."""
        bar: tqdm[Never] = tqdm(
            total=total, unit="report", desc="Reports", disable=None if self.bar else True
        )
        with bar:
            yield Told(bar, self.made, is_logged=self.log)


@dataclass(frozen=True, slots=True)
class Told:
    """A batch under way."""

    _bar: tqdm[Never]
    _made: list[str]
    is_logged: bool

    def begun(self, job: Job) -> None:
        """Say that a report is being made."""
        self._log(f"{job.id}: begun")

    def done(self, row: Row) -> None:
        """Say what came of a report."""
        self._bar.update()
        if row.is_made_now:
            self._made.append(row.id)
        failed = "".join(f"; {one.format}: {one.reason}" for one in row.files if one.reason)
        self._log(
            f"{row.id}: {row.status} after {row.seconds:.1f} s. {row.reason}{failed}".rstrip()
        )

    def _log(self, line: str) -> None:
        if self.is_logged:
            self._bar.write(line)
