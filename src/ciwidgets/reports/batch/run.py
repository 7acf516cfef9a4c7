"""A report for every team: over processes, one team's trouble never another's."""

from __future__ import annotations

import difflib
import hashlib
import multiprocessing
import os
from collections import deque
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.reports.batch import worker
from ciwidgets.reports.batch.execute import TIME_LIMIT
from ciwidgets.reports.batch.files import report_name, write_whole
from ciwidgets.reports.batch.manifest import Manifest, Row
from ciwidgets.reports.batch.worker import Job, Outcome
from ciwidgets.reports.look import render
from ciwidgets.reports.wording import at, day
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ciwidgets.model import Program

_SQLITE = "sqlite:///"
_DIED = (
    "The process that made this report ended before it was done, as happens when memory runs out. "
    "Try again with fewer jobs at once."
)
_STOPPED = "The run was stopped before this report was made."


def run_batch(
    store_url: str,
    teams: Sequence[str],
    out: Path,
    *,
    as_of: str = "",
    jobs: int | None = None,
    progress: bool = False,
    notebook: Path | None = None,
    time_limit: float = TIME_LIMIT,
) -> Manifest:
    """Write one HTML report a team into ``out``, with an ``index.html`` and a ``manifest.json``.

    ``as_of`` is an occasion's id, or empty for now; ``jobs`` is the number of processes, as many
    as there are processors if it is None; ``time_limit`` is in seconds for each report. A team
    that fails is a row of the manifest, its executed notebook is kept in ``out/failed``.

    Raises:
        ReportError: for an occasion that is not the program's, or a folder that cannot be written.
        StoreError: when the store cannot be opened.
    """
    url = _address_for_others(store_url)
    with Store(url) as store:
        program = current_program(store)
    _check_occasion(program, as_of)
    source = notebook or workbooks_folder() / "reports" / "team_summary.ipynb"
    wanted = [Job(team, as_of, str(source), time_limit) for team in dict.fromkeys(teams)]
    names = {team.id: team.name for team in program.teams}
    rows = {
        job.team: Row(job.team, names.get(job.team, job.team), "failed", 0.0, _STOPPED)
        for job in wanted
    }
    workers = max(1, min(jobs or os.cpu_count() or 1, len(wanted)))
    try:
        with (
            closing(_outcomes(wanted, url, workers)) as outcomes,
            tqdm(total=len(wanted), unit="report", disable=None if progress else True) as bar,
        ):
            for outcome in outcomes:
                rows[outcome.team] = _settle(outcome, rows[outcome.team].name, out)
                bar.update()
    finally:
        # Also after Ctrl-C: the index then says what is there and what is not.
        manifest = _write_index(program, as_of, rows, out)
    return manifest


def _address_for_others(url: str) -> str:
    """Return the store's address as a process in another folder needs it."""
    if url in ("sqlite://", f"{_SQLITE}:memory:"):
        raise ReportError(
            "A store in memory cannot be read by other processes. Name a file, such as "
            "sqlite:///forum.db, or a PostgreSQL database."
        )
    if url.startswith(_SQLITE):
        return _SQLITE + str(Path(url.removeprefix(_SQLITE)).absolute())
    return url


def _check_occasion(program: Program, as_of: str) -> None:
    if as_of and program.occasion(as_of) is None:
        known = [one.id for one in program.occasions]
        near = difflib.get_close_matches(as_of, known, n=1, cutoff=0)[0]
        raise ReportError(
            f"The program has no occasion {as_of[:60]!r}; it has {', '.join(known)}. "
            f"Did you mean {near!r}?"
        )


def _outcomes(wanted: Sequence[Job], url: str, workers: int) -> Generator[Outcome]:
    """Yield outcomes as they come.

    When a process dies, the pool cannot say whose work it did: everything that was under way is
    tried once more, each alone, so that only the guilty one fails.
    """
    waiting, running, suspects = deque(wanted), dict[Future[Outcome], Job](), list[Job]()
    pool = _pool(workers, url)
    try:
        while waiting or running:
            is_broken = False
            try:
                while waiting and len(running) < workers:
                    running[pool.submit(worker.make_report, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenExecutor:
                is_broken = True
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                if isinstance(future.exception(), BrokenExecutor):
                    suspects.append(job)
                    is_broken = True
                else:
                    yield future.result()
            if is_broken:
                suspects += running.values()
                running.clear()
                pool.shutdown()
                pool = _pool(workers, url)
    finally:
        pool.shutdown(cancel_futures=True)
    yield from (_alone(job, url) for job in suspects)


def _alone(job: Job, url: str) -> Outcome:
    with _pool(1, url) as pool:
        try:
            return pool.submit(worker.make_report, job).result()
        except BrokenExecutor:
            return Outcome(job.team, 0.0, reason=_DIED)


def _pool(workers: int, url: str) -> Executor:
    # Spawned, not forked: a kernel's client starts threads, and a fork would take half of them.
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=worker.begin,
        initargs=(url,),
    )


def _settle(outcome: Outcome, name: str, out: Path) -> Row:
    """Write what came of one team's report, and return its row."""
    seconds = outcome.seconds
    try:
        file = report_name(outcome.team)
    except ReportError as error:
        return Row(outcome.team, name, "failed", seconds, str(error))
    if outcome.html:
        write_whole(out / file, outcome.html)
        digest = hashlib.sha256(outcome.html.encode()).hexdigest()
        return Row(outcome.team, name, "done", seconds, file=file, sha256=digest)
    failed = out / "failed"
    if outcome.notebook:
        write_whole(failed / Path(file).with_suffix(".ipynb"), outcome.notebook)
    if (out / file).exists():
        # An earlier run's report must not pass for this one's.
        failed.mkdir(exist_ok=True)
        (out / file).replace(failed / f"earlier-{file}")
    return Row(outcome.team, name, "failed", seconds, outcome.reason)


def _write_index(program: Program, as_of: str, rows: dict[str, Row], out: Path) -> Manifest:
    today = datetime.now(UTC).astimezone().date()
    manifest = Manifest(
        program.name, program.made_up, as_of, today.isoformat(), tuple(rows.values())
    )
    occasion = program.occasion(as_of)
    page = render(
        "batch.html.j2",
        manifest=manifest,
        made_on=day(today),
        as_of=at(occasion) if occasion else "",
    )
    write_whole(out / "manifest.json", manifest.to_json())
    write_whole(out / "index.html", page)
    return manifest
