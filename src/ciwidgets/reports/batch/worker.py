"""One report from beginning to end, as one process of a batch makes it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ciwidgets import errors
from ciwidgets.errors import CiwidgetsError, ReportError
from ciwidgets.reports.batch.execute import NotebookError, run_notebook
from ciwidgets.reports.documents.html import to_html, warm_up
from ciwidgets.store import URL_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

# Kernels are many and small; a pool of threads in each would only get in the others' way.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_KEPT = "The executed notebook is kept in the folder failed."


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be made; everything but the store's address, which no argument carries."""

    team: str
    as_of: str
    notebook: str
    time_limit: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a document, or a reason in plain words with the notebook as it stood."""

    team: str
    seconds: float
    html: str = ""
    reason: str = ""
    notebook: str = ""


def begin(store_url: str) -> None:
    """Make a fresh process ready: where the store is, and everything a report needs in memory."""
    os.environ[URL_VARIABLE] = store_url
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    warm_up()


def make_report(job: Job) -> Outcome:
    """Run the notebook for one team and turn it into HTML; a failure is an outcome too."""
    started = time.monotonic()
    executed: NotebookNode | None = None
    try:
        executed = run_notebook(
            Path(job.notebook),
            {"team": job.team, "as_of": job.as_of},
            time_limit=job.time_limit,
        )
        return Outcome(job.team, _since(started), html=to_html(executed))
    except NotebookError as error:
        executed, reason = error.notebook, _reason(error)
    except ReportError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - one team's surprise is one row, never the batch's end
        reason = f"The report could not be made ({type(error).__name__}). {_KEPT}"
    # A notebook is its JSON; papermill has checked its form.
    text = "" if executed is None else json.dumps(executed, ensure_ascii=False, indent=1)
    return Outcome(job.team, _since(started), reason=without_address(reason), notebook=text)


def without_address(text: str) -> str:
    """Return a text in which the store's address, or any part of it, is only called the store."""
    url = os.environ.get(URL_VARIABLE, "")
    place = url.partition("://")[2]
    parts = {url, place, place.lstrip("/"), f"/{place.lstrip('/')}"}
    for part in sorted((part for part in parts if len(part) > 1), key=len, reverse=True):
        text = text.replace(part, "the store")
    return text.replace(str(Path.home()), "~")


def _reason(error: NotebookError) -> str:
    """Return what our own errors say, which is for people; of others only that they happened."""
    if error.error_name in set(_own_errors()):
        return error.error_text
    return f"{error} {_KEPT}"


def _own_errors(kind: type[CiwidgetsError] = errors.CiwidgetsError) -> Iterator[str]:
    yield kind.__name__
    for one in kind.__subclasses__():
        yield from _own_errors(one)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 2)
