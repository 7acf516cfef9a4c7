"""What a command costs with everything it starts: seconds, processor time, memory together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil

_BECOME_REAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl
_LOOK_SECONDS = 0.25
_LEFT_OVER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Cost:
    """``processor`` is user and system time; ``memory`` the most at once in bytes, 0 unasked."""

    seconds: float
    processor: float
    memory: int = 0


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    is_memory_watched: bool = False,
) -> Cost:
    """Run a command to its end, and wait for all it left behind.

    Raises:
        CalledProcessError: when it failed.
    """
    if sys.platform == "linux":
        # Kernels that outlive who started them become ours, so their time is counted too.
        ctypes.CDLL(None).prctl(_BECOME_REAPER, 1)
    before, began = _children(), time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    most = [0]
    if is_memory_watched:
        threading.Thread(target=_watch, args=(process.pid, most), daemon=True).start()
    said = process.communicate()[1]
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said[-2_000:])
    _wait_for_the_rest()
    return Cost(seconds, _children() - before, most[0])


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_the_rest() -> None:
    until = time.monotonic() + _LEFT_OVER_SECONDS
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)


def _watch(pid: int, most: list[int]) -> None:
    """Keep the highest sum of what each process has for itself and its share of the rest."""
    with contextlib.suppress(psutil.NoSuchProcess):
        main = psutil.Process(pid)
        while main.is_running() and main.status() != psutil.STATUS_ZOMBIE:
            now = 0
            for one in (main, *main.children(recursive=True)):
                with contextlib.suppress(psutil.Error):
                    now += one.memory_full_info().pss
            most[0] = max(most[0], now)
            time.sleep(_LOOK_SECONDS)
