"""The template process: it has imported everything once, and forks a kernel whenever it is asked.

``python -m ciwidgets.serving.kernel_template LISTENER MODULE …`` is started by ``forking.py``.
It has one thread, no zmq context and no database connection, since none of these survives a fork.
Each kernel has its own connection on the listening socket:

    →  two file descriptors (the kernel's stdout and stderr) and one line of JSON, a ``Request``
    ←  ``{"pid": 1234}``, or ``{"refused": "why"}`` and, where a new template would do,
       ``"stale": true``
    ←  ``{"ready": true}`` from the kernel itself, once it listens
    →  ``{"signal": 2}``, as often as wanted; only a kernel that still runs gets it
    ←  ``{"exit": 0}``, a negative number being the signal that ended it

A connection that goes takes its kernel along, and so does the end of whoever started the template.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import re
import selectors
import signal
import socket
import sys
import sysconfig
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from ciwidgets.serving.kernel_child import INLINE, STARTED_WITH, Request, become_kernel

# What Python, its libraries and matplotlib read once, when they start: a kernel that wants another
# value cannot come from here.
_READ_AT_START = re.compile(r"(PYTHON|LD_|LC_|XDG_)\w*|LANG|HOME|MATPLOTLIBRC|MPLCONFIGDIR")
_LOOK_FOR_OWNER_SECONDS = 2.0
_OWNER = 0  # a pipe that nobody writes to, and that ends with whoever holds its other end


@dataclass(eq=False, slots=True)
class Line:
    """The connection of one kernel, from its request to its end."""

    connection: socket.socket
    heard: bytearray = field(default_factory=bytearray)
    files: list[int] = field(default_factory=list)
    pid: int = 0

    def say(self, **what: object) -> None:
        """Tell the other end, if it is still there."""
        with suppress(OSError):
            self.connection.sendall(json.dumps(what).encode() + b"\n")

    def close(self) -> None:
        """Let go of the connection and of what came with it."""
        self.connection.close()
        for file in self.files:
            os.close(file)
        self.files.clear()


class Template:
    """The loop of the template process; single-threaded, so that a fork takes all of it."""

    def __init__(self, listener: socket.socket, modules: list[str]) -> None:
        """Import the modules; a module that fails is told to whoever asks for a kernel."""
        self._listener = listener
        self._owner = os.getppid()
        self._interpreter = sys.orig_argv[: sys.orig_argv.index("-m")]
        self._lines: set[Line] = set()
        self._kernels: dict[int, Line] = {}
        self._wakes, self._wakened = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._trouble = load(modules)
        self._watched = _changeable_files()

    def serve(self) -> tuple[Request, Line] | None:
        """Answer requests until the owner goes; in a kernel, return what it was asked to be."""
        for each in (self._wakes, self._wakened, self._listener):
            each.settimeout(0)
        signal.set_wakeup_fd(self._wakened.fileno())
        signal.signal(signal.SIGCHLD, _note)
        self._watch(self._listener, self._accept)
        self._watch(self._wakes, self._reap)
        self._watch(_OWNER, lambda: None)
        while os.getppid() == self._owner and not self._is_left():
            for key, _ in self._selector.select(_LOOK_FOR_OWNER_SECONDS):
                if key.fd == _OWNER:
                    return None
                child: tuple[Request, Line] | None = key.data()
                if child:
                    return child
        return None

    def end(self) -> None:
        """Take every kernel along."""
        for pid in self._kernels:
            _send(pid, signal.SIGKILL)
        address = Path(self._listener.getsockname())
        address.unlink(missing_ok=True)
        with suppress(OSError):
            address.parent.rmdir()

    def _watch(self, what: socket.socket | int, then: Callable[[], object]) -> None:
        self._selector.register(what, selectors.EVENT_READ, then)

    def _accept(self) -> None:
        with suppress(OSError):
            line = Line(self._listener.accept()[0])
            line.connection.settimeout(0)
            self._lines.add(line)
            self._watch(line.connection, partial(self._hear, line))

    def _hear(self, line: Line) -> tuple[Request, Line] | None:
        try:
            data, files, *_ = socket.recv_fds(line.connection, 65536, 2)
        except BlockingIOError:
            return None
        except OSError:
            data, files = b"", []
        line.files += files
        line.heard += data
        if not data:
            self._hung_up(line)
            return None
        while (end := line.heard.find(b"\n")) >= 0:
            said = json.loads(line.heard[:end])
            del line.heard[: end + 1]
            if "signal" in said:
                if line.pid in self._kernels:
                    _send(line.pid, said["signal"])
            elif child := self._fork(line, Request(**said)):
                return child
        return None

    def _hung_up(self, line: Line) -> None:
        """The other end has gone, and with it whoever wanted the kernel."""
        self._selector.unregister(line.connection)
        self._lines.discard(line)
        line.close()
        if line.pid in self._kernels:
            _send(line.pid, signal.SIGKILL)

    def _fork(self, line: Line, request: Request) -> tuple[Request, Line] | None:
        stale = self._is_stale()
        if refused := self._trouble or stale or self._refuses(request):
            line.say(refused=refused, stale=bool(stale))
            return None
        pid = os.fork()
        if pid == 0:
            self._forget_all_but(line)
            return request, line
        line.pid = pid
        self._kernels[pid] = line
        for file in line.files:
            os.close(file)
        line.files.clear()
        line.say(pid=pid)
        return None

    def _refuses(self, request: Request) -> str:
        if request.interpreter != self._interpreter:
            return f"its template process was started as {' '.join(self._interpreter)}"
        threads = len(list(Path("/proc/self/task").iterdir()))
        if threads > 1:
            return f"its template process has {threads} threads, and a fork takes only one of them"
        for name in sorted(STARTED_WITH.keys() | request.env.keys()):
            is_read = _READ_AT_START.fullmatch(name)
            if is_read and STARTED_WITH.get(name) != request.env.get(name):
                return f"its template process was started with another {name}"
        return ""

    def _is_stale(self) -> str:
        for path, changed in self._watched.items():
            if _changed_at(path) != changed:
                return f"{path} has changed since the template process read it"
        return ""

    def _is_left(self) -> bool:
        """A template whose code has changed ends with its last kernel; a newer one took over."""
        return not self._lines and not self._kernels and bool(self._is_stale())

    def _forget_all_but(self, line: Line) -> None:
        """Let go, in a kernel, of everything that is the template's own."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._selector.close()
        for each in (self._listener, self._wakes, self._wakened):
            each.close()
        for other in self._lines - {line}:
            other.close()
        self._lines.clear()
        self._kernels.clear()

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            self._wakes.recv(4096)
        for pid, line in list(self._kernels.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self._kernels[pid]
                line.say(exit=os.waitstatus_to_exitcode(status))
                if line in self._lines:
                    self._hung_up(line)


def load(modules: list[str]) -> str:
    """Import modules, and what they say they offer; return what went wrong in words, if anything.

    A package may import a name of its ``__all__`` only when it is used, as ours does.
    """
    gc.disable()
    os.environ["MPLBACKEND"] = INLINE  # as a kernel sets it before anybody imports matplotlib
    try:
        for name in modules:
            module = importlib.import_module(name)
            for offered in getattr(module, "__all__", ()):
                # What fails here fails again, and is told, where somebody uses it.
                with suppress(Exception):
                    getattr(module, offered)
    except Exception as error:  # noqa: BLE001  # told to whoever wants a kernel, who starts it alone
        return f"its template process could not import {name} ({error})"
    finally:
        # What is here stays here, and a collection that walks over it would copy it to each kernel.
        gc.collect()
        gc.freeze()
        gc.enable()
    # It takes hold of the shell when it is imported, and here there is none.
    parent: Any = sys.modules.get("matplotlib_inline")
    if sys.modules.pop("matplotlib_inline.backend_inline", None):
        del parent.backend_inline
    return ""


def _changeable_files() -> dict[str, int]:
    """Return the files of a checkout among the imported, with the time of their last change."""
    installed = tuple({*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {path: _changed_at(path) for path in files if path and not path.startswith(installed)}


def _changed_at(path: str) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0


def _send(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        # It has not come to begin a group of its own.
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: that a child ended is written to the wakeup socket."""


def main() -> None:
    """Serve on the listening socket that was handed down."""
    del sys.path[0]  # the folder it was started in, which is no kernel's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    template = Template(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
    asked = template.serve()
    if asked is None:
        template.end()
        return
    del template
    request, line = asked
    become_kernel(request, line.connection, line.files)


if __name__ == "__main__":
    main()
