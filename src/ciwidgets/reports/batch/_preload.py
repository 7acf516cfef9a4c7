"""Imported once by the process that forks the pool's workers, so that none of them waits for it."""
# ruff: noqa: PLC0415 - what is left out has to be said before the imports

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
from importlib import import_module

from ciwidgets.reports.batch.pool import FOLDER_VARIABLE

# A grammar of addresses that jsonschema takes if it is there and that no notebook is checked by;
# to build it takes longer than to import everything else.
_LEFT_OUT = "rfc3987_syntax"


def _load() -> None:
    sys.modules.setdefault(_LEFT_OUT, None)  # type: ignore[arg-type] # as if it were not installed
    import_module("ciwidgets.reports.batch.worker")
    from ciwidgets.reports.documents.html import warm_up

    warm_up()
    # What is here is kept as it is: a collection in a worker would copy every page of it.
    gc.freeze()


def _leave_nothing(folder: str, own: int) -> None:
    """Take away the pool's folder when its owner is gone, also when that was killed."""
    if os.getpid() == own:
        shutil.rmtree(folder, ignore_errors=True)


if _folder := os.environ.pop(FOLDER_VARIABLE, ""):
    atexit.register(_leave_nothing, _folder, os.getpid())
_load()
