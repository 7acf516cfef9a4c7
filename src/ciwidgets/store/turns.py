"""A queue for those who want to write one file, beside the locks of SQLite."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.failures import BUSY

_FIRST_PAUSE: Final = 0.012  # seconds between two tries at first, on average
_LEAST_PAUSE: Final = 0.002

if sys.platform == "win32":

    def _try_lock(queue: int) -> bool:
        return queue >= 0  # there is no such lock here: SQLite's own waiting has to do

    def _unlock(queue: int) -> None:
        """Nothing was locked."""

else:
    import fcntl

    def _try_lock(queue: int) -> bool:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(queue: int) -> None:
        # Closing the file would not do if the process was forked meanwhile.
        fcntl.flock(queue, fcntl.LOCK_UN)


@contextmanager
def turn(path: Path, seconds: float) -> Iterator[None]:
    """Wait for at most so many seconds until it is this writer's turn.

    SQLite's own waiting asks ever more rarely, so the longest waiting loses to newcomers, and each
    asking gets in the way of the one who writes: with thirty writers on a busy machine some gave
    up. Here the longest waiting asks most often, at a file that is in nobody's way. This is a
    courtesy among our own: the lock that counts is SQLite's, and a program that does not know the
    queue does no harm.

    Raises:
        StoreUnavailable: the turn did not come.
    """
    try:
        queue = os.open(path.with_name(f"{path.name}-turn"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield  # a folder that cannot be written: SQLite finds out, and the right words are there
        return
    try:
        _wait(queue, path, seconds)
        try:
            yield
        finally:
            _unlock(queue)
    finally:
        os.close(queue)


def _wait(queue: int, path: Path, seconds: float) -> None:
    begun = time.monotonic()
    while not _try_lock(queue):
        waited = time.monotonic() - begun
        if waited > seconds:
            raise StoreUnavailable(BUSY.format(place=path))
        pause = max(_LEAST_PAUSE, _FIRST_PAUSE / (1 + 2 * waited))
        time.sleep(random.uniform(0, 2 * pause))  # noqa: S311 - a moment, not a secret
