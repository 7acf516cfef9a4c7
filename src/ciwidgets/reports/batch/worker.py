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
from ciwidgets.errors import CiwidgetsError, ReportError, StoreUnavailable
from ciwidgets.reports.batch.audit import hidden_cells, shown_though_hidden
from ciwidgets.reports.batch.execute import NotebookError, run_notebook
from ciwidgets.reports.batch.fitness import check_fit
from ciwidgets.reports.batch.job import PUBLIC, Job, Outcome
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.formats import FORMATS
from ciwidgets.reports.documents.notebook import to_notebook
from ciwidgets.reports.documents.places import without_places
from ciwidgets.reports.documents.sparse import without_empty
from ciwidgets.reports.public_page import public_files
from ciwidgets.store import URL_VARIABLE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

    from ciwidgets.reports.documents.document import Document

# Kernels are many and small; a pool of threads in each would only get in the others' way.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_MOST_NAMED = 3
# Its own words name the database and its machine, and the rows of a batch are for everybody.
_STORE_AWAY = (
    "The store could not be used: it does not answer, or what is in it cannot be read, so the "
    "store may be damaged. Ask whoever looks after it, then run again."
)
_LONGEST_NAME = 60  # of an error


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
    error_name = ""
    try:
        check_fit(job)
        if job.kind == PUBLIC:
            return Outcome(job.id, _since(started), _public_files(job))
        executed = run_notebook(
            job.notebook,
            job.parameters,
            name=f"{job.kind}.ipynb",
            time_limit=job.time_limit,
            withheld=job.withheld,
        )
        executed = without_empty(executed)
        document = read_document(executed)
        looked_for = len(hidden_cells(job.withheld))
        if found := shown_though_hidden(document.parts, job.withheld):
            # Its notebook shows them as well, so nothing of it goes into the folder.
            told = without_places(_stands(found))
            return Outcome(
                job.id, _since(started), reason=told, looked_for=looked_for, found=len(found)
            )
        files, reasons = _written(executed, document, job.formats)
        if files:
            return Outcome(job.id, _since(started), files, reasons, looked_for=looked_for)
        reason = next(iter(reasons.values()), "No format was asked for.")
    except NotebookError as error:
        executed, reason, error_name = error.notebook, _reason(error), error.error_name
    except StoreUnavailable:
        reason = _STORE_AWAY
    except CiwidgetsError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - one team's surprise is one row, never the batch's end
        reason, error_name = "The report could not be made of its notebook.", type(error).__name__
    kept = b"" if executed is None else to_notebook(executed)
    return Outcome(
        job.id, _since(started), reason=without_places(reason), notebook=kept,
        error=without_places(error_name[:_LONGEST_NAME]),
    )  # fmt: skip


def _written(
    executed: NotebookNode, document: Document, formats: tuple[str, ...]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the report in each format, and the reason for each that could not be written."""
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


def _stands(found: Sequence[str]) -> str:
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return (
        f"It shows what this batch hides: {'; '.join(found[:_MOST_NAMED])}{more}. So it was not "
        "kept, in no format. If its notebook was changed, take out what shows this and run again; "
        "if not, please tell us."
    )


def _public_files(job: Job) -> dict[str, bytes]:
    with Store.from_environment() as store:
        found = public_files(store, current_program(store), job.team)
    return {name: text.encode() for name, text in found.items()}


def _reason(error: NotebookError) -> str:
    """Return what our own errors say, which is for people; of others only that they happened."""
    if error.error_name == StoreUnavailable.__name__:
        return _STORE_AWAY
    if error.error_name in set(_own_errors()):
        return error.error_text
    return str(error)


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
