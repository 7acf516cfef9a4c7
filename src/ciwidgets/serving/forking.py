"""The template process of this interpreter: started when a kernel is first wanted, and shared.

``template()`` lends one to other processes, as the workers of a batch are, through the environment
variable ``CIWIDGETS_KERNEL_TEMPLATE``, which holds the path of its socket.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from ciwidgets.serving.forked import ForkedKernel, NoFork, TemplateGone, TemplateStale, Wanted, fork

TEMPLATE_VARIABLE = "CIWIDGETS_KERNEL_TEMPLATE"
# Kernels are many and small; a pool of threads in each would only get in the others' way, and a
# template that had one could not fork.
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
_LONGEST_ADDRESS = 100  # of a socket's path; the system allows 107 bytes
_MOST_DEATHS, _WITHIN_SECONDS = 4, 600.0
_END_SECONDS = 5.0
_NOT_HERE = "this system cannot fork them"
_PROGRAM = "ciwidgets.serving.kernel_template"

_lock = threading.Lock()
_running: dict[tuple[str, ...], RunningTemplate] = {}
_retired: list[RunningTemplate] = []
_deaths: deque[float] = deque(maxlen=_MOST_DEATHS)


def can_fork() -> bool:
    """Say whether kernels can be forked here.

    Only on Linux: macOS's own libraries break in a fork, and Windows has none.
    """
    return sys.platform == "linux" and hasattr(os, "fork")


class RunningTemplate:
    """A template process that was started here and ends with this process."""

    def __init__(self, interpreter: Sequence[str], modules: Sequence[str]) -> None:
        """Start it; whoever connects meanwhile waits until it has imported the modules.

        Raises:
            NoFork: when its socket or the process cannot be made.
        """
        self._owner = os.getpid()
        folder = Path(tempfile.mkdtemp(prefix="ci-k-"))  # nobody else can look into it
        self.address = folder / "template"
        try:
            with _listener(self.address) as listener:
                self._process = subprocess.Popen(  # noqa: S603  # our own program
                    [*interpreter, "-m", _PROGRAM, str(listener.fileno()), *modules],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=os.sep,
                    env={**os.environ, **_ONE_THREAD},
                    pass_fds=[listener.fileno()],
                    start_new_session=True,
                )
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise NoFork(f"its template process could not be started ({error})") from error

    @property
    def is_alive(self) -> bool:
        """It runs, or did when last looked at."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, and the kernels it forked."""
        if os.getpid() != self._owner:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.address.parent, ignore_errors=True)


def _listener(address: Path) -> socket.socket:
    if len(os.fsencode(address)) > _LONGEST_ADDRESS:
        raise OSError(f"{address.parent} is too long for the path of a socket")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(address))
    listener.listen(1024)
    return listener


def ensure_template(interpreter: Sequence[str], modules: Sequence[str]) -> Path:
    """Return the address of this process's template, which is started if there is none.

    Raises:
        NoFork: where there is no forking, or when too many templates have died.
    """
    if not can_fork():
        raise NoFork(_NOT_HERE)
    key = (*interpreter, "-m", *modules)
    with _lock:
        _bury_the_dead()
        if key not in _running:
            if len(_deaths) == _MOST_DEATHS and time.monotonic() - _deaths[0] < _WITHIN_SECONDS:
                raise NoFork("its template process has ended time and again")
            _running[key] = RunningTemplate(interpreter, modules)
        return _running[key].address


async def fork_kernel(
    wanted: Wanted, modules: Sequence[str], streams: Sequence[int]
) -> ForkedKernel:
    """Fork a kernel, from the template that the environment names or else from our own.

    Raises:
        NoFork: when it has to be started on its own.
    """
    if can_fork() and (lent := os.environ.get(TEMPLATE_VARIABLE)):
        with contextlib.suppress(TemplateGone, TemplateStale):
            return await fork(Path(lent), wanted, streams)
    address = ensure_template(wanted["interpreter"], modules)
    try:
        return await fork(address, wanted, streams)
    except (TemplateGone, TemplateStale) as reason:
        _leave(address, has_died=isinstance(reason, TemplateGone))
        address = ensure_template(wanted["interpreter"], modules)
        return await fork(address, wanted, streams)


@contextlib.contextmanager
def lend_template(interpreter: Sequence[str], modules: Sequence[str]) -> Iterator[dict[str, str]]:
    """Keep a template for other processes; yield what they must have in their environment.

    Raises:
        NoFork: where there is no forking.
    """
    if not can_fork():
        raise NoFork(_NOT_HERE)
    running = RunningTemplate(interpreter, modules)
    try:
        yield {TEMPLATE_VARIABLE: str(running.address)}
    finally:
        running.end()


def _leave(address: Path, *, has_died: bool) -> None:
    """Ask this template for nothing more; one that lives goes with the last of its kernels."""
    with _lock:
        for key in [key for key, one in _running.items() if one.address == address]:
            _retired.append(_running.pop(key))
            if has_died:
                _deaths.append(time.monotonic())


def _bury_the_dead() -> None:
    for key in [key for key, one in _running.items() if not one.is_alive]:
        _running.pop(key).end()
        _deaths.append(time.monotonic())
    for one in [one for one in _retired if not one.is_alive]:
        _retired.remove(one)
        one.end()


@atexit.register
def end_templates() -> None:
    """End this process's templates, and with them the kernels they forked."""
    with _lock:
        for one in (*_running.values(), *_retired):
            one.end()
        _running.clear()
        _retired.clear()
