"""Keeping a page up to date: the record is looked at again and again while somebody is there."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable

POLL_SECONDS = 0.6
# The page of whoever leads the room shows within a second what a hundred people save.
HALL_SECONDS = 0.25
# Where looking takes long, because a hundred pages look at once, each looks less often: at most a
# sixth of a page's time goes into it, so that who presses something is served first.
_REST = 5
_log = logging.getLogger(__name__)


class Pulse:
    """Calls ``beat`` on the kernel's own loop for as long as the kernel lives."""

    def __init__(
        self, beat: Callable[[], None], seconds: Callable[[], float] = lambda: POLL_SECONDS
    ) -> None:
        """Remember the loop of the cell that is running; a page's first message starts the beat.

        ``seconds`` is asked before each beat how long to wait, on average.
        """
        self._beat = beat
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None  # no kernel, as in a test: whoever made the visit refreshes it

    def start(self) -> None:
        """Begin to beat, once; safe from any thread."""
        if self._loop is not None and self._task is None:
            self._loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        if self._task is None and self._loop is not None:
            self._task = self._loop.create_task(self._run())

    async def _run(self) -> None:
        took = 0.0
        while True:
            # Not in step with the other pages of the room.
            wait = self._seconds() * random.uniform(0.7, 1.3)  # noqa: S311
            await asyncio.sleep(max(wait, _REST * took))
            began = time.perf_counter()
            try:
                self._beat()
            except Exception:  # noqa: BLE001  # a bad moment of the store must not end the beat
                _log.exception("The page could not be brought up to date.")
            took = time.perf_counter() - began
