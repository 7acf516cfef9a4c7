"""One report from beginning to end, as one process of a batch makes it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING

from ciwidgets import errors
from ciwidgets.enrolment import current_program
from ciwidgets.errors import CiwidgetsError, ReportError
from ciwidgets.opening import open_store
from ciwidgets.reports.batch.execute import NotebookError, run_notebook
from ciwidgets.reports.batch.job import PUBLIC, Job, Outcome
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.formats import FORMATS
from ciwidgets.reports.documents.notebook import to_notebook, without_places
from ciwidgets.reports.public_page import public_files
from ciwidgets.store import URL_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

# Kernels are many and small; a pool of threads in each would only get in the others' way.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_KEPT = "The executed notebook is kept in the folder failed."


def begin(store_url: str, environment: Mapping[str, str], folders: Sequence[str]) -> None:
    """Make a fresh process of the pool ready.

    ``folders`` are the batch's own for what nobody keeps, the first of them for this process too;
    they go with the batch, also when it is killed.
    """
    # Ctrl-C is for the batch to answer: it ends its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[URL_VARIABLE] = store_url
    os.environ.update(environment)
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    tempfile.tempdir = tempfile.mkdtemp(prefix="", dir=folders[0])
    threading.Thread(target=_end_with_the_batch, args=(folders,), daemon=True).start()


def make_report(job: Job) -> Outcome:
    """Make one report in its formats; a failure is an outcome too."""
    started = time.monotonic()
    executed: NotebookNode | None = None
    try:
        if job.kind == PUBLIC:
            return Outcome(job.id, _since(started), _public_files(job))
        executed = run_notebook(
            job.notebook,
            job.parameters,
            name=f"{job.kind}.ipynb",
            time_limit=job.time_limit,
            withheld=job.withheld,
        )
        files, reasons = _written(executed, job.formats)
        if files:
            return Outcome(job.id, _since(started), files, reasons)
        reason = next(iter(reasons.values()), "No format was asked for.")
    except NotebookError as error:
        executed, reason = error.notebook, _reason(error)
    except CiwidgetsError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - one team's surprise is one row, never the batch's end
        reason = f"The report could not be made ({type(error).__name__}). {_KEPT}"
    kept = b"" if executed is None else to_notebook(executed)
    return Outcome(job.id, _since(started), reason=without_places(reason), notebook=kept)


def _written(
    executed: NotebookNode, formats: tuple[str, ...]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the report in each format, and the reason for each that could not be written."""
    document = read_document(executed)
    files: dict[str, bytes] = {}
    reasons: dict[str, str] = {}
    for name in formats:
        try:
            files[name] = FORMATS[name].write(executed, document)
        except ReportError as error:
            reasons[name] = without_places(str(error))
        except Exception as error:  # noqa: BLE001 - a PDF that fails takes no other format along
            reasons[name] = f"This format could not be written ({type(error).__name__})."
    return files, reasons


def _public_files(job: Job) -> dict[str, bytes]:
    with open_store() as store:
        found = public_files(store, current_program(store), job.team)
    return {name: text.encode() for name, text in found.items()}


def _reason(error: NotebookError) -> str:
    """Return what our own errors say, which is for people; of others only that they happened."""
    if error.error_name in set(_own_errors()):
        return error.error_text
    return f"{error} {_KEPT}"


def _own_errors(kind: type[CiwidgetsError] = errors.CiwidgetsError) -> Iterator[str]:
    yield kind.__name__
    for one in kind.__subclasses__():
        yield from _own_errors(one)


def _end_with_the_batch(folders: Sequence[str]) -> None:
    """Wait for the batch's own process to be gone, also when it was killed; then leave nothing."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 2)
