"""``ciwidgets serve --workers N``: several server processes behind one address."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace

from ciwidgets.errors import CiwidgetsError

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 15.0
# A worker that dies so soon, so many times in a row, will not live the next time either.
_SOON_SECONDS = 20.0
_MOST_QUICK_DEATHS = 5
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Served:
    """What one worker serves."""

    store_url: str
    cookie_secret: str
    host: str
    port: int
    base_url: str
    public_url: str
    most: int
    workers: int = 1

    def line(self) -> bytes:
        """Return it as the worker reads it."""
        return json.dumps(asdict(self)).encode() + b"\n"


def refuse_what_cannot_be(store_url: str, count: int, public_url: str) -> None:
    """Make sure that so many workers can serve this store.

    Raises:
        CiwidgetsError: for a store in a file, or where no address is given for the QR codes.
    """
    if count == 1:
        return
    if not store_url.startswith("postgresql"):
        raise CiwidgetsError(
            f"--workers {count} needs a store on PostgreSQL, and this one is a file. A file lets "
            "one person save at a time, which is quick enough for the room one worker serves, "
            "and slows everybody in a larger one. Leave --workers out, or give "
            "--store postgresql+psycopg://user@host/database."
        )
    if not public_url:
        raise CiwidgetsError(
            f"--workers {count} needs --public-url: the workers stand behind a proxy, and the QR "
            "codes have to show its address. `ciwidgets proxy --nginx` prints a configuration."
        )


@dataclass(eq=False)
class _Worker:
    served: Served
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        self.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "ciwidgets.serving.worker"], stdin=subprocess.PIPE
        )
        self.process, self.started = process, time.monotonic()
        with suppress(BrokenPipeError):  # one that ended at once is found by who looks after it
            if process.stdin is not None:  # stays open: its end tells the worker of ours
                process.stdin.write(self.served.line())
                process.stdin.flush()

    def close(self) -> None:
        """Let go of the worker's input."""
        if self.process and self.process.stdin:
            with suppress(BrokenPipeError):
                self.process.stdin.close()

    def end_code(self) -> int | None:
        """Return how the worker ended, None while it lives."""
        return None if self.process is None else self.process.poll()


@dataclass
class Workers:
    """Server processes at consecutive ports, watched until told to stop."""

    first: Served
    count: int
    say: Callable[[str], None] = print
    _stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Start them all, start anew those that die; return 0 when told to stop, 1 for a failure.

        They share one secret for their cookies, made now and known to them only.
        """
        secret = secrets.token_hex(_SECRET_BYTES)
        workers = [
            _Worker(replace(self.first, port=self.first.port + number, cookie_secret=secret))
            for number in range(self.count)
        ]
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: self._stopping.set())
        try:
            for one in workers:
                one.start()
            while not self._stopping.wait(_LOOK_SECONDS):
                if not all(map(self._keep_alive, workers)):
                    return 1
            return 0
        finally:
            _end(workers)

    def _keep_alive(self, worker: _Worker) -> bool:
        """Start a worker anew if it has died; False for one that keeps dying."""
        code = worker.end_code()
        if code is None:
            return True
        is_quick = time.monotonic() - worker.started < _SOON_SECONDS
        worker.quick_deaths = worker.quick_deaths + 1 if is_quick else 0
        port = worker.served.port
        if worker.quick_deaths >= _MOST_QUICK_DEATHS:
            self.say(
                f"The worker at port {port} ended {_MOST_QUICK_DEATHS} times within "
                f"{_SOON_SECONDS:.0f} seconds of its start (code {code}), so all are stopped. "
                "The lines above say why."
            )
            return False
        self.say(f"The worker at port {port} ended (code {code}) and is started again.")
        worker.start()
        return True


def _end(workers: list[_Worker]) -> None:
    """Ask all to stop, and end those that do not."""
    alive = [one.process for one in workers if one.process and one.process.poll() is None]
    for process in alive:
        process.terminate()
    until = time.monotonic() + _STOP_SECONDS
    for process in alive:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for one in workers:
        one.close()
