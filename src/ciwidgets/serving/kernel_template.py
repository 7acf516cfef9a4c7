"""The template process: it has imported everything once, and forks a kernel whenever it is asked.

``python -m ciwidgets.serving.kernel_template LISTENER MODULE …`` is started by ``forking.py``.
It has one thread, no zmq context and no database connection, since none of these survives a fork.
Each kernel has its own connection on the listening socket:

    →  two file descriptors (the kernel's stdout and stderr) and one line of JSON, a ``Request``
    ←  ``{"pid": 1234}``, or ``{"refused": "why"}`` and, where a new template would do,
       ``"stale": true``; with a pid comes ``"noticed": "what"``, over which the template
       stumbled since it last said so
    ←  ``{"ready": true}`` from the kernel itself, once it listens
    →  ``{"signal": 2}``, as often as wanted; only a kernel that still runs gets it
    ←  ``{"exit": 0}``, a negative number being the signal that ended it

A connection that goes takes its kernel along, and so does the end of whoever started the template.
The end of the template is the end of every kernel, so nothing that is said on a line, and no
kernel, may end it: whatever goes wrong is the trouble of one line.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType

from ciwidgets.serving.kernel_child import STARTED_WITH, Request, become_kernel
from ciwidgets.serving.kernel_code import changeable_files, changed_at, load
from ciwidgets.serving.kernel_line import Line, Misunderstood
from ciwidgets.serving.kernel_memory import leave_no_gaps

# What Python, its libraries and matplotlib read once, when they start: a kernel that wants another
# value cannot come from here.
_READ_AT_START = re.compile(r"(PYTHON|LD_|LC_|XDG_)\w*|LANG|HOME|MATPLOTLIBRC|MPLCONFIGDIR")
_LOOK_FOR_OWNER_SECONDS = 2.0
_STUMBLE_SECONDS = 0.02  # so that what fails again and again leaves the processor to others
_NOBODY_KNOWS = 255  # how a kernel ended that somebody else has asked about
_OWNER = 0  # a pipe that nobody writes to, and that ends with whoever holds its other end


class Template:
    """The loop of the template process; single-threaded, so that a fork takes all of it."""

    def __init__(self, listener: socket.socket, modules: list[str]) -> None:
        """Import the modules; a module that fails is told to whoever asks for a kernel."""
        self._listener = listener
        self._owner, self._pid = os.getppid(), os.getpid()
        self._interpreter = sys.orig_argv[: sys.orig_argv.index("-m")]
        self._lines: set[Line] = set()
        self._kernels: dict[int, Line] = {}
        self._wakes, self._wakened = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._is_full = False
        self._noticed = ""
        self._trouble = load(modules)
        self._watched = changeable_files()

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
            was_full = self._is_full
            for key, _ in self._selector.select(_LOOK_FOR_OWNER_SECONDS):
                if key.fd == _OWNER:
                    return None
                if child := self._answer(key):
                    return child
            if was_full:
                self._is_full = False
                self._watch(self._listener, self._accept)
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

    def _answer(self, key: selectors.SelectorKey) -> tuple[Request, Line] | None:
        """Do what an event asks for; what nobody foresaw ends one line at most."""
        try:
            child: tuple[Request, Line] | None = key.data()
        except Exception as error:  # noqa: BLE001  # every kernel hangs on this loop
            if os.getpid() != self._pid:
                os._exit(1)  # a kernel never comes back into the loop
            self._noticed = f"its template process stumbled ({type(error).__name__}: {error})"
            for line in [each for each in self._lines if each.connection is key.fileobj]:
                self._refuse(line, self._noticed)
            time.sleep(_STUMBLE_SECONDS)
            return None
        return child

    def _accept(self) -> None:
        try:
            line = Line(self._listener.accept()[0])
        except (BlockingIOError, ConnectionError):
            return
        except OSError:
            # No descriptor is left. Who asks waits until a line goes, or for the next look.
            self._selector.unregister(self._listener)
            self._is_full = True
            return
        self._lines.add(line)
        try:
            self._watch(line.connection, partial(self._hear, line))
        except OSError:
            self._hung_up(line)

    def _hear(self, line: Line) -> tuple[Request, Line] | None:
        if line not in self._lines:
            return None  # an earlier event of the same round has ended it
        if not line.hear():
            self._hung_up(line)
            return None
        while line in self._lines:
            try:
                said = line.message()
            except Misunderstood as error:
                self._refuse(line, str(error))
                return None
            if said is None:
                return None
            if isinstance(said, Request):
                if child := self._fork(line, said):
                    return child
            elif line.pid in self._kernels:
                _send(line.pid, said)
        return None

    def _refuse(self, line: Line, why: str, *, stale: bool = False) -> None:
        """Say why, and let go: who goes on talking is not heard."""
        line.say(refused=why, stale=stale)
        self._hung_up(line)

    def _hung_up(self, line: Line) -> None:
        """The other end has gone, and with it whoever wanted the kernel."""
        self._lines.discard(line)
        with suppress(KeyError, ValueError, OSError):
            self._selector.unregister(line.connection)
        line.close()
        if line.pid in self._kernels:
            _send(line.pid, signal.SIGKILL)

    def _fork(self, line: Line, request: Request) -> tuple[Request, Line] | None:
        stale = self._is_stale()
        refused = self._trouble or stale or self._refuses(request, line)
        pid = 0
        if not refused:
            try:
                pid = os.fork()
            except OSError as error:
                refused = f"its template process could not fork ({error.strerror})"
        if refused:
            self._refuse(line, refused, stale=bool(stale))
            return None
        if pid == 0:
            self._forget_all_but(line)
            return request, line
        line.pid = pid
        self._kernels[pid] = line
        line.let_go_of_files()
        line.say(pid=pid, noticed=self._noticed)
        self._noticed = ""
        return None

    def _refuses(self, request: Request, line: Line) -> str:
        if line.pid:
            return "its line has a kernel already"
        if not line.has_streams():
            return "what they print to did not reach its template process"
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
            if changed_at(path) != changed:
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
            try:
                ended, status = os.waitpid(pid, os.WNOHANG)
                code = os.waitstatus_to_exitcode(status)
            except ChildProcessError:
                ended, code = pid, _NOBODY_KNOWS
            if ended:
                del self._kernels[pid]
                if line in self._lines:
                    line.say(exit=code)
                    self._hung_up(line)


def _send(pid: int, number: int) -> None:
    with suppress(OSError):
        try:
            os.killpg(pid, number)
        except ProcessLookupError:
            os.kill(pid, number)  # it has not come to begin a group of its own


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: that a child ended is written to the wakeup socket."""


def main() -> None:
    """Serve on the listening socket that was handed down."""
    del sys.path[0]  # the folder it was started in, which is no kernel's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    template = Template(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
    leave_no_gaps()
    asked = template.serve()
    if asked is None:
        template.end()
        return
    del template
    request, line = asked
    become_kernel(request, line.connection, line.files)


if __name__ == "__main__":
    main()
