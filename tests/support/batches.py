"""For tests of batches: a small notebook of a report, and an executor that makes nothing real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from ciwidgets.reports.batch.job import Job, Outcome
from ciwidgets.reports.batch.pool import Workers
from ciwidgets.shipped import workbooks_folder

REPORT = workbooks_folder() / "reports" / "team_summary.ipynb"


def small_notebook(folder: Path, trouble: str = "pass") -> Path:
    """Write the report's notebook with one cell more and most of the others left out."""
    notebook = nbformat.read(REPORT, 4)
    kept = {"parameters", "report", "heading", "our-needs-text", "our-needs", "how-we-see-it"}
    notebook.cells = [cell for cell in notebook.cells if cell.id in kept]
    notebook.cells.insert(1, nbformat.v4.new_code_cell(trouble, id="trouble"))
    path = folder / "small.ipynb"
    nbformat.write(notebook, path)
    return path


def said(job: Job) -> Outcome:
    """Return files that say which report in which format they are."""
    return Outcome(job.id, 0.1, {name: f"{job.id} {name}".encode() for name in job.formats})


class Told:
    """Counts which reports were made, and makes each by a plain function."""

    def __init__(self, make: Callable[[Job], Outcome] = said) -> None:
        """Begin with none made."""
        self.made: list[str] = []
        self._make = make

    @contextmanager
    def workers(self) -> Iterator[Workers]:
        """Lend an executor that works at once and in this process."""
        yield Workers(lambda: _Executor(self), 2)

    def make(self, job: Job) -> Outcome:
        """Make one."""
        self.made.append(job.id)
        return self._make(job)


class _Executor(Executor):
    def __init__(self, told: Told) -> None:
        self._told = told

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> Future[Any]:
        """Work at once; a BaseException such as Ctrl-C goes through."""
        assert callable(fn)
        future: Future[Any] = Future()
        try:
            future.set_result(self._told.make(args[0]))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the job's
            future.set_exception(error)
        return future
