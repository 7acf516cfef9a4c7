"""The real server on loopback, for tests that go through the network."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ciwidgets.serving.kernels import template

_STARTING_SECONDS = 60.0


class Served(NamedTuple):
    """A running server: its address with a slash at the end, its process, its log file."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def free_port() -> int:
    """Return a port nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    store_url: str,
    folder: Path,
    *arguments: str,
    base_url: str = "/",
    port: int = 0,
    program: tuple[str, str] = ("-m", "ciwidgets.cli"),
    is_lent_a_template: bool = True,
) -> Iterator[Served]:
    """Serve a store with ``ciwidgets serve``, or a test's own ``program``, until the block ends.

    All servers of a test run are lent one template of kernels, unless a test wants them to start
    their own: each takes three seconds of a processor.
    """
    port = port or free_port()
    log = folder / f"serve-{port}.log"
    command = [
        sys.executable,
        *program,
        "serve",
        "--store",
        store_url,
        "--port",
        str(port),
        "--base-url",
        base_url,
        *arguments,
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(  # our own command
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={
                **os.environ,
                **(_template() if is_lent_a_template else {}),
                "CIWIDGETS_STORE": store_url,
            },
        )
        url = f"http://127.0.0.1:{port}{base_url}"
        try:
            _wait_for(url, process, log)
            yield Served(url, process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(5)


@cache
def _template() -> dict[str, str]:
    """Start a template that ends with this process; return how others find it."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(template())


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended: {log.read_text(errors='replace')}")
        try:
            # A page that does not exist is answered without starting a kernel.
            urllib.request.urlopen(f"{url}nothing_here", timeout=2)  # loopback
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer: {log.read_text(errors='replace')}")
