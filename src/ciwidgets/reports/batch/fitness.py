"""Whether this process would make the report that was asked for, and no other."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from typing import TYPE_CHECKING

from ciwidgets.enrolment import PROGRAM_RECORD
from ciwidgets.errors import ReportError
from ciwidgets.reports.batch.fingerprint import made_with
from ciwidgets.store import URL_VARIABLE, Store

if TYPE_CHECKING:
    from ciwidgets.reports.batch.job import Job

_NO_STORE = (
    f"The worker that was to make this report was started without {URL_VARIABLE}, so it has no "
    "store to read. Set it there to the store of this batch, start the worker again, and run again."
)
_OTHER_CODE = (
    "The worker that was to make this report has another version of ciwidgets, of its libraries or "
    "of Python than this machine. Install the same on both, start the worker again, and run again."
)
_OTHER_STORE = (
    f"The worker that was to make this report reads another store: {URL_VARIABLE} names there one "
    "with another program. Set it to the store of this batch, start the worker again, and run "
    "again."
)


def program_digest(store: Store) -> str:
    """Return the digest of a store's program and of when it was loaded, so of that store alone."""
    entry = store.get(PROGRAM_RECORD)
    told = "" if entry is None else f"{entry.seq} {entry.created_at} {entry.body.model_dump_json()}"
    return hashlib.sha256(told.encode()).hexdigest()


def check_fit(job: Job) -> None:
    """Refuse a job this process would do from another store, or by other code, than it is meant.

    Raises:
        ReportError: for no store, another store's program, or other code.
        StoreError: when the store cannot be read.
    """
    if not os.environ.get(URL_VARIABLE):
        # A page would open the made-up sample instead; its numbers are nobody's.
        raise ReportError(_NO_STORE)
    if job.made_with and job.made_with != made_with():
        raise ReportError(_OTHER_CODE)
    if job.program:
        _check_program(job.program, os.environ[URL_VARIABLE])


@cache
def _check_program(expected: str, url: str) -> None:
    """Raise if the store has another program; one that was right is not read again."""
    with Store(url, make=False) as store:
        if program_digest(store) != expected:
            raise ReportError(_OTHER_STORE)
