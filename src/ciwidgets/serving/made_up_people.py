"""The made-up people of a rehearsal: a process of their own beside the server."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ciwidgets.model import Draft, Rehearsal, new_id
from ciwidgets.opening import REHEARSAL_VARIABLE
from ciwidgets.store import URL_VARIABLE, Store

_COMMAND: Final = ("-m", "ciwidgets.rehearsal.run")
_STOP_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 1.0
# Those that keep going wait longer each time, so that the log stays readable.
_LONGEST_WAIT: Final = 60.0
_log = logging.getLogger(__name__)


@contextmanager
def made_up_people(store_url: str) -> Iterator[None]:
    """Have twelve made-up people wait until a facilitator lets them begin; they go with us.

    Raises:
        StoreError: when the store cannot be told that nobody has let them begin yet.
    """
    _switch_off(store_url)
    people = _People(store_url)
    os.environ[REHEARSAL_VARIABLE] = "1"
    try:
        yield
    finally:
        del os.environ[REHEARSAL_VARIABLE]
        people.stop()


def _switch_off(store_url: str) -> None:
    """Say that nobody answers: who let them begin before is not here to see them."""
    with Store(store_url, make=False) as store:
        for before in store.current(Rehearsal):
            if before.body.is_on:
                off = Rehearsal(is_on=False)
                store.append(
                    [Draft(before.record_id, off, new_id(), base_revision=before.revision)]
                )


class _People:
    """The process of the twelve; it is started again whenever it has ended."""

    def __init__(self, store_url: str) -> None:
        self._environment = {**os.environ, URL_VARIABLE: store_url}
        self._process = self._start()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._look_after, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End them, and start them no more."""
        self._stopping.set()
        self._thread.join()
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, *_COMMAND], env=self._environment, stdin=subprocess.DEVNULL
        )

    def _look_after(self) -> None:
        pause = _LOOK_SECONDS
        while not self._stopping.wait(pause):
            code = self._process.poll()
            if code is None:
                pause = _LOOK_SECONDS
                continue
            _log.warning("The made-up people ended (code %s), and come back.", code)
            self._process = self._start()
            pause = min(2 * pause, _LONGEST_WAIT)
