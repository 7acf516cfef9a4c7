"""Imported once by the process that forks the pool's workers, so that none of them waits for it."""

from __future__ import annotations

import gc

from ciwidgets.reports.batch import worker
from ciwidgets.reports.documents.html import warm_up

__all__ = ["worker"]

warm_up()
# What is here is kept as it is: a collection in a worker would copy every page of it.
gc.freeze()
