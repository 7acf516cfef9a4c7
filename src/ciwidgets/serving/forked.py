"""A kernel that was forked: asked for over a line to the template, and watched over it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

# A kernel that is asked for with this instead of a connection file runs a notebook's cells and
# ends: they lie in the folder it names, and what they say is written there (kernel_book.py).
BOOK_OPTION = "--cells-in="
CELLS, SAID = "cells.json", "said.jsonl"
# How a kernel ends when whoever asked for it has left before it was ready, such as by Ctrl-C.
NOBODY_ASKS = 1
NEEDS_CLIENT = 86  # how it ends when its cells can only run while somebody listens
_START_SECONDS = 40.0
_QUEUE_SECONDS = 0.05
_NOT_READY = f"its template process is not ready after {_START_SECONDS:.0f} seconds"
_NO_ANSWER = "its template process ended without an answer"
_log = logging.getLogger("ciwidgets.kernels")


class Wanted(TypedDict):
    """A kernel that is wanted, as ``kernel_child.Request`` reads it."""

    interpreter: list[str]
    arguments: list[str]
    env: dict[str, str]
    cwd: str


class NoFork(Exception):
    """A kernel that cannot be forked, and why; it is to be started on its own."""


class TemplateGone(NoFork):
    """The template has ended; a new one may do better."""


class TemplateStale(NoFork):
    """The template has read code that has changed since; a new one will do."""


class ForkedKernel:
    """A kernel at the other end of a line, with the manners of ``subprocess.Popen``."""

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket) -> None:
        """Take over a connection on which a kernel was asked for."""
        self.pid = 0
        self.returncode: int | None = None
        self.is_ready = False
        self._line = line
        self._heard = b""
        self._lock = threading.Lock()

    def __del__(self) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Let go of the line, which ends a kernel that still runs."""
        self._line.close()

    def poll(self) -> int | None:
        """Return how the kernel ended, None while it runs; a negative number is a signal."""
        with self._lock:
            while self.returncode is None:
                try:
                    data = self._line.recv(4096)
                except BlockingIOError:
                    break
                except OSError:
                    data = b""
                self._hear(data)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the kernel's end.

        Raises:
            subprocess.TimeoutExpired: when it runs on after ``timeout`` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("the kernel", timeout or 0)
            select.select([self._line], [], [], left)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel's group, through the one process that knows it is there."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self._line.sendall(json.dumps({"signal": number}).encode() + b"\n")

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    async def started(self) -> None:
        """Wait until the kernel listens, or has ended; a slow one may take longer than this.

        Raises:
            NoFork: when the template will not fork it, or in one of the two ways that have a name.
        """
        await self._until(lambda: self.is_ready, _START_SECONDS)
        if not self.pid and self.returncode is None:
            raise NoFork(_NOT_READY)
        if not self.pid:
            raise TemplateGone(_NO_ANSWER)

    async def ended(self, seconds: float) -> None:
        """Wait for the kernel's end, for a time."""
        await self._until(lambda: False, seconds)

    async def _until(self, is_so: Callable[[], bool], seconds: float) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                while self.returncode is None and not is_so():
                    self._hear(await loop.sock_recv(self._line, 4096))
        except TimeoutError:
            pass
        except OSError:
            self._hear(b"")

    def _hear(self, data: bytes) -> None:
        """Take in what the line says; nothing at all means that the template has gone."""
        *lines, self._heard = (self._heard + data).split(b"\n")
        for line in lines:
            try:
                said = dict(json.loads(line))
            except (ValueError, TypeError) as error:
                raise TemplateGone("its template process cannot be understood") from error
            if "refused" in said:
                raise (TemplateStale if said.get("stale") else NoFork)(said["refused"])
            if said.get("noticed"):
                _log.warning("Kernels are forked, but %s.", said["noticed"])
            self.pid = said.get("pid", self.pid)
            self.is_ready = said.get("ready", self.is_ready)
            self.returncode = said.get("exit", self.returncode)
        if not data and self.returncode is None:
            self.returncode = -signal.SIGKILL  # no kernel survives its template
        if self.returncode is not None:
            self.hang_up()


async def fork(address: Path, wanted: Wanted, streams: Sequence[int]) -> ForkedKernel:
    """Have a kernel forked by the template at an address, with these as its stdout and stderr.

    Raises:
        NoFork: when the template will not fork it, or in one of the two ways that have a name.
    """
    loop = asyncio.get_running_loop()
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(0)
    kernel = ForkedKernel(line)
    try:
        async with asyncio.timeout(_START_SECONDS):
            await _connect(line, address)
            # They go with a byte, and JSON may begin with this one.
            socket.send_fds(line, [b" "], streams)
            await loop.sock_sendall(line, json.dumps(wanted).encode() + b"\n")
        await kernel.started()
    except TimeoutError as error:
        kernel.hang_up()
        raise NoFork(_NOT_READY) from error
    except ConnectionError as error:  # it went between two steps of ours
        kernel.hang_up()
        raise TemplateGone(_NO_ANSWER) from error
    except OSError as error:
        kernel.hang_up()
        raise TemplateGone(f"its template process cannot be reached ({error.strerror})") from error
    except BaseException:
        kernel.hang_up()
        raise
    return kernel


async def _connect(line: socket.socket, address: Path) -> None:
    """Connect, later if too many wait already, which asyncio would take for done."""
    while True:
        try:
            line.connect(str(address))
        except BlockingIOError:
            await asyncio.sleep(_QUEUE_SECONDS)
        else:
            return
