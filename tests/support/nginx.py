"""An nginx of the tests' own, where the machine has one."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.requirements import MISSING, nginx, skip_or_fail

# It writes what it keeps for a moment into the test's own folder.
_KEPT = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def running_nginx(configuration: str, folder: Path, port: int) -> Iterator[None]:
    """Run nginx with a configuration for its ``http`` block until the block ends.

    Skips the test where there is no nginx.
    """
    program = nginx()
    if program is None:
        skip_or_fail("nginx", MISSING["nginx"])
    whole = folder / "nginx.conf"
    kept = "\n".join(f"{name}_temp_path {folder / name};" for name in _KEPT)
    whole.write_text(
        f"daemon off; pid {folder / 'nginx.pid'}; error_log {folder / 'start.log'};\n"
        "worker_processes 1; events { worker_connections 4096; }\n"
        f"http {{ {kept}\n{configuration}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([str(program), "-c", str(whole), "-p", str(folder)])
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")
