"""A report for every team: over processes, one team's trouble never another's."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, nullcontext
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.reports.batch.audit import in_plain_words, in_words
from ciwidgets.reports.batch.files import only_run, write_whole
from ciwidgets.reports.batch.fingerprint import (
    NO_PART_OF_A_REPORT,
    Sources,
    fingerprint,
    made_with,
    versions,
)
from ciwidgets.reports.batch.fitness import program_digest
from ciwidgets.reports.batch.index import index_page
from ciwidgets.reports.batch.job import PUBLIC, Job
from ciwidgets.reports.batch.jobs import Asked, jobs_for, not_asked
from ciwidgets.reports.batch.made import Folder
from ciwidgets.reports.batch.manifest import Manifest, Row
from ciwidgets.reports.batch.plan import BatchPlan
from ciwidgets.reports.batch.plan_inputs import plan_inputs_digest
from ciwidgets.reports.batch.pool import Workers, begin_early, outcomes, processes
from ciwidgets.reports.batch.progress import Progress
from ciwidgets.reports.batch.releasing import plan_and_release
from ciwidgets.store import Store, absolute_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from ciwidgets.model import Program

_STOPPED = "The run was stopped before this report was made."


def run_batch(
    store_url: str,
    asked: Asked,
    out: Path,
    *,
    jobs: int | None = None,
    workers: AbstractContextManager[Workers] | None = None,
    kernels: Callable[[], AbstractContextManager[Mapping[str, str]]] = lambda: nullcontext({}),
    force: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Write the reports that were asked for into ``out``, with an index and a manifest.

    ``jobs`` is the number of processes, as many as there are processors if it is None; ``workers``
    lends another executor instead, and ``kernels`` what the environment of processes here must
    have for their kernels. A report whose sources have not changed is not made again, unless with
    ``force``. A report that fails is a row of the manifest, and its executed notebook is kept in
    ``out/failed``.

    Raises:
        WrongRequest: for what the program or the notebook does not have; nothing was made then.
        ReportError: for a folder that cannot be written, or that another run is writing to.
        StoreError: when the store cannot be opened.
    """
    url = _address_for_others(store_url)
    with Store(url, make=False) as store:
        program = current_program(store)
        wanted = jobs_for(asked, program)
        folder = Folder(out, _today(), asked.as_of)
        with ExitStack() as stack:
            # Machines that do not answer are told of before anything else happens.
            elsewhere = stack.enter_context(workers) if workers else None

            @cache
            def environment() -> Mapping[str, str]:
                """Begin the processes that others are forked from; they import for seconds."""
                begin_early()
                return stack.enter_context(kernels())

            stack.enter_context(only_run(folder.lock))
            folder.clean_up()
            plan = _planned(store, program, folder, asked, None if elsewhere else environment)
            wanted = [replace(job, withheld=_withheld(job, plan)) for job in wanted]
            if elsewhere:
                # What another machine reads and runs must be what this one does.
                told, code = program_digest(store), made_with()
                wanted = [replace(job, program=told, made_with=code) for job in wanted]
            entries = store.digests(without=NO_PART_OF_A_REPORT)
            sources = Sources(entries, "" if asked.as_of else _today())
            others = not_asked(asked, program, wanted)
            others = [replace(job, withheld=_withheld(job, plan)) for job in others]
            made_from = {job.id: fingerprint(job, sources) for job in (*wanted, *others)}
            rows = {job.id: _row_before(job, folder, made_from, force=force) for job in wanted}
            # Faculty's take longest, so they begin first.
            due = sorted(
                (job for job in wanted if rows[job.id].status == "failed"),
                key=lambda job: bool(job.team),
            )
            try:
                if due:
                    lent = elsewhere or stack.enter_context(
                        processes(url, _count(jobs, due), environment())
                    )
                    _make(due, lent, folder, made_from, rows, progress or Progress())
            finally:
                # Also after Ctrl-C: the index then says what is there and what is not.
                found = [folder.from_earlier(job, made_from[job.id]) for job in others]
                every = (*rows.values(), *(row for row in found if row))
                manifest = _write_index(program, plan, every, out)
    return manifest


def _planned(
    store: Store,
    program: Program,
    folder: Folder,
    asked: Asked,
    begin: Callable[[], object] | None,
) -> BatchPlan:
    """Return what all reports of the batch may show together: as planned last time, or anew."""
    kept = folder.kept_plan()
    if kept is not None and kept.inputs == plan_inputs_digest(store, program, asked.as_of):
        return kept
    if begin:
        # What makes reports gets ready on other processors while this one plans.
        begin()
    # Recorded before the first report is written: what was shown cannot be taken back.
    plan = plan_and_release(store, asked.as_of)
    folder.keep_plan(plan)
    return plan


def _withheld(job: Job, plan: BatchPlan) -> str:
    """Return what a report must hide; a page for the public has no local numbers."""
    if job.kind == PUBLIC:
        return ""
    return plan.withheld(job.team) if job.team else plan.for_faculty()


def _address_for_others(url: str) -> str:
    """Return the store's address as a process in another folder needs it."""
    if url in ("sqlite://", "sqlite:///:memory:"):
        raise ReportError(
            "A store in memory cannot be read by other processes. Name a file, such as "
            "sqlite:///forum.db, or a PostgreSQL database."
        )
    return absolute_url(url)


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


def _count(jobs: int | None, due: Sequence[Job]) -> int:
    return max(1, min(jobs or os.cpu_count() or 1, len(due)))


def _row_before(job: Job, folder: Folder, made_from: Mapping[str, str], *, force: bool) -> Row:
    """Return the row of a report that is there already, else of one that is not made yet."""
    found = None if force else folder.unchanged(job, made_from[job.id])
    return found or Row(job.id, job.kind, job.name, "failed", 0.0, _STOPPED, team=job.team)


def _make(
    due: Sequence[Job],
    workers: Workers,
    folder: Folder,
    made_from: Mapping[str, str],
    rows: dict[str, Row],
    progress: Progress,
) -> None:
    by_id = {job.id: job for job in due}
    with (
        progress.over(len(due)) as told,
        closing(outcomes(due, workers, told.begun)) as found,
    ):
        for outcome in found:
            row = folder.settle(by_id[outcome.id], made_from[outcome.id], outcome)
            rows[outcome.id] = row
            told.done(row)


def _write_index(program: Program, plan: BatchPlan, rows: Iterable[Row], out: Path) -> Manifest:
    rows = list(rows)
    read = [row for row in rows if row.is_asked and row.looked_for is not None]
    looked_for, found = [row.looked_for or 0 for row in read], sum(row.found for row in read)
    solved = plan.audit
    audit = {
        **asdict(solved),
        "read": len(read),
        "looked_for": sum(looked_for),
        "found": found,
        "passes": solved.passes and not found,
        "plain": in_plain_words(solved, found),
        "sentence": f"{solved.sentence} {in_words(looked_for, found)}".rstrip(),
    }
    day, hour = _today(), f"{datetime.now(UTC).astimezone():%H:%M}"
    manifest = Manifest(
        program.name,
        program.made_up,
        plan.as_of,
        day,
        # A team without a win for the public has no page, and misses nothing.
        tuple(row for row in rows if row.kind != PUBLIC or row.files or row.reason),
        audit,
        versions(),
        hour,
    )
    write_whole(out / "manifest.json", manifest.to_json())
    write_whole(out / "index.html", index_page(manifest, program))
    return manifest
