"""Jobs over an executor, whichever it is: one process's death is one report's, never another's."""
# ruff: noqa: PLC0415 - only the processes that make reports import what that takes

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.util import get_temp_dir
from pathlib import Path

from ciwidgets.reports.batch.job import Job, Outcome

_DIED = (
    "The process that made this report ended before it was done, as happens when memory runs out. "
    "Try again with fewer jobs at once."
)
_LOST = (
    "The machine that was to make this report could not be reached any more. Run the command "
    "again: what is done is kept."
)
# The folder of the pool, for the process its workers are forked from.
FOLDER_VARIABLE = "CIWIDGETS_POOL_FOLDER"
_PRELOAD = "ciwidgets.reports.batch._preload"


@dataclass(frozen=True, slots=True)
class Workers:
    """How to get an executor, how many jobs to give it at once, and how to stop what it does."""

    executor: Callable[[], Executor]
    at_once: int
    stop: Callable[[], None] = lambda: None


def make(job: Job) -> Outcome:
    """Make one report; this runs where the executor's work is done."""
    from ciwidgets.reports.batch.worker import make_report

    return make_report(job)


def begin(url: str, environment: Mapping[str, str], folders: Sequence[str]) -> None:
    """Make a fresh process ready, before its first job."""
    from ciwidgets.reports.batch import worker

    worker.begin(url, environment, folders)


def begin_early() -> None:
    """Let what every worker needs be imported already, while the batch is still being planned.

    Never forked from here: a kernel's client starts threads, and a fork would take half of them.
    Where a process that has imported everything can fork itself, a worker is there at once.
    """
    if sys.platform != "win32":
        from multiprocessing import forkserver

        multiprocessing.set_forkserver_preload([_PRELOAD])
        # Told to that process alone: no other may take the folder away.
        os.environ[FOLDER_VARIABLE] = get_temp_dir()
        try:
            with _unasked():
                forkserver.ensure_running()
        finally:
            del os.environ[FOLDER_VARIABLE]


@contextmanager
def _unasked() -> Iterator[None]:
    """Let processes begun here hear nothing of Ctrl-C, which a terminal sends to all of them.

    It is for the batch alone to answer, and what is ignored at its start a process ignores.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def processes(url: str, count: int, environment: Mapping[str, str]) -> Iterator[Workers]:
    """Lend processes of this machine; each knows the store, and none outlives the batch."""
    begin_early()
    method = "spawn" if sys.platform == "win32" else "forkserver"
    # In that of the pool itself, which its processes take away when this one is killed.
    folder = Path(get_temp_dir()) / secrets.token_hex(2)
    folder.mkdir()
    folders = [str(folder), get_temp_dir()]

    def executor() -> Executor:
        return ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context(method),
            initializer=begin,
            initargs=(url, dict(environment), folders),
        )

    def stop() -> None:
        for process in multiprocessing.active_children():
            process.terminate()

    try:
        yield Workers(executor, count, stop)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def outcomes(
    jobs: Sequence[Job], workers: Workers, on_begin: Callable[[Job], None]
) -> Generator[Outcome]:
    """Yield what comes of each job, as it comes; ``on_begin`` is told when one is handed out.

    When a process dies, a pool cannot say whose work it did: everything that was under way is
    tried once more, each alone, so that only the guilty one fails.
    """
    waiting, running, suspects = deque(jobs), dict[Future[Outcome], Job](), list[Job]()
    executor = workers.executor()
    try:
        while waiting or running:
            is_broken = False
            try:
                while waiting and len(running) < workers.at_once:
                    running[executor.submit(make, waiting[0])] = waiting[0]
                    on_begin(waiting.popleft())
            except BrokenExecutor:
                is_broken = True
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                if _is_broken(future):
                    suspects.append(job)
                    is_broken = True
                else:
                    yield _outcome(future, job)
            if is_broken:
                suspects += running.values()
                running.clear()
                executor.shutdown()
                executor = workers.executor()
        for job in suspects:
            executor.shutdown()
            executor = workers.executor()
            running[executor.submit(make, job)] = job
            wait(running)
            yield _outcome(*running.popitem())
    except BaseException:
        # Ctrl-C, or a disk that is full: nobody will take what is still being made.
        for future in running:
            future.cancel()
        workers.stop()
        raise
    finally:
        executor.shutdown()


def _is_broken(future: Future[Outcome]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    """Return what came of a job whose process may be gone with it."""
    try:
        return future.result()
    except (CancelledError, OSError):
        return Outcome(job.id, 0.0, reason=_LOST)
    except Exception:  # noqa: BLE001 - each executor has its own error for a process that died
        return Outcome(job.id, 0.0, reason=_DIED)
