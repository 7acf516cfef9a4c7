"""The made-up people of a rehearsal: a process of their own beside the server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ciwidgets.store import URL_VARIABLE

# By which a facilitator's page knows that they are there.
REHEARSAL_VARIABLE: Final = "CIWIDGETS_REHEARSAL"
_STOP_SECONDS: Final = 5.0


@contextmanager
def made_up_people(store_url: str) -> Iterator[None]:
    """Have twelve made-up people wait until a facilitator lets them begin; they go with us."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ciwidgets.rehearsal.run"],
        env={**os.environ, URL_VARIABLE: store_url},
        stdin=subprocess.DEVNULL,
    )
    os.environ[REHEARSAL_VARIABLE] = "1"
    try:
        yield
    finally:
        del os.environ[REHEARSAL_VARIABLE]
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
