"""What a kernel says, sent by whoever says it instead of by a thread that has to be woken for it.

ipykernel hands each message to a thread of its own, and waits for that thread whenever it empties
its streams: some ten switches between two threads for a cell that prints nothing. Here the thread
is left to what comes by itself: a print that nobody has emptied, and what a forked child says.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream


class PromptPublisher(IOPubThread):
    """An ``IOPubThread`` whose messages are sent at once, one thread at a time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin as the ordinary one does."""
        # A zmq socket may go from thread to thread as long as something like this lies between.
        self.sending = threading.RLock()
        super().__init__(*args, **options)

    def _setup_xpub_listener(self) -> None:
        """Leave the socket to those who send: its thread would read from it at any time."""

    def schedule(self, f: Callable[[], object]) -> None:
        """Do it now. A forked child has nobody to wait for, and its lock may be held by nobody."""
        if os.getpid() != self._master_pid:
            f()
            return
        with self.sending:
            f()


class PromptStream(OutStream):
    """An ``OutStream`` over such a publisher: what was printed goes before what comes after it."""

    def _schedule_flush(self) -> None:
        if self._flush_pending:
            return
        self._flush_pending = True
        self._io_loop.add_callback(self._io_loop.call_later, self.flush_interval, self._flush)

    def _flush(self) -> None:
        if self.pub_thread is not None:
            self.pub_thread.schedule(super()._flush)
