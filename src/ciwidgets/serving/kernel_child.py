"""What a fork of the template process does to become a kernel like any other."""

from __future__ import annotations

import ctypes
import importlib.util
import multiprocessing
import os
import random
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipykernel import kernelapp

from ciwidgets.serving.forked import BOOK_OPTION, NOBODY_ASKS
from ciwidgets.serving.kernel_book import run_book
from ciwidgets.serving.kernel_memory import modules_as_noted
from ciwidgets.serving.kernel_streams import PromptPublisher

# How a kernel's figures are drawn, unless its environment says otherwise.
INLINE = "module://matplotlib_inline.backend_inline"
_PR_SET_PDEATHSIG = 1
_LAUNCHER = "ipykernel_launcher"
_STREAM = "ciwidgets.serving.kernel_streams.PromptStream"
_READY_SECONDS = 10.0
# Found before the fork, in the template, and before it imports what kernels are to have.
STARTED_WITH = dict(os.environ)
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Request:
    """A kernel that is wanted: ``[*interpreter, "-m", "ipykernel_launcher", *arguments]``."""

    interpreter: list[str]
    arguments: list[str]
    env: dict[str, str]
    cwd: str


def become_kernel(request: Request, line: socket.socket, files: list[int]) -> None:
    """Be the kernel that was asked for, until it ends; ``files`` are its stdout and stderr."""
    _go_with_the_template()
    os.setsid()
    _take_streams(files)
    settings = _figure_settings()
    _take_environment(request.env)
    time.tzset()
    os.chdir(request.cwd)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _renew_what_is_random()
    _prepare_figures(settings)
    _start(request, line)


def _go_with_the_template() -> None:
    template = os.getppid()
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != template:
        os._exit(1)


def _take_streams(files: list[int]) -> None:
    silence = os.open(os.devnull, os.O_RDONLY)
    for source, number in zip((silence, *files), (0, 1, 2), strict=True):
        os.dup2(source, number)
        os.close(source)


def _take_environment(wanted: dict[str, str]) -> None:
    """Have the environment that was asked for, and what imports have set in it."""
    set_since = {
        name: value
        for name, value in os.environ.items()
        if name != "MPLBACKEND" and STARTED_WITH.get(name) != value
    }
    os.environ.clear()
    os.environ.update(wanted, **set_since, JPY_PARENT_PID=str(os.getppid()))


def _renew_what_is_random() -> None:
    """Begin anew what the template would otherwise have given to all its kernels alike.

    What asks the system each time (secrets, uuid4, numpy's default_rng) needs nothing, and
    OpenSSL notices a fork itself.
    """
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # the generator that all share who name none
    multiprocessing.current_process().authkey = os.urandom(32)
    tempfile.tempdir = None


def _figure_settings() -> str:
    """Return which file matplotlib takes its settings from here; one may lie in this folder."""
    matplotlib: Any = sys.modules.get("matplotlib")
    return matplotlib.matplotlib_fname() if matplotlib else ""


def _prepare_figures(settings_read: str) -> None:
    """Let matplotlib be as if it were imported here and now, which it may have been long ago."""
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib is None:
        return
    settings = _figure_settings()
    if settings != settings_read:
        matplotlib.rc_file(settings)
    if (backend := os.environ.get("MPLBACKEND") or INLINE) != INLINE:
        matplotlib.rcParams["backend"] = backend


def _prepare_widgets(shell: Any) -> None:
    """Let ipywidgets answer a page that asks for its state: it looks for a shell when imported."""
    if widgets := sys.modules.get("ipywidgets"):
        widgets.load_ipython_extension(shell)


def _start(request: Request, line: socket.socket) -> None:
    launcher = importlib.util.find_spec(_LAUNCHER)
    program = launcher.origin if launcher and launcher.origin else _LAUNCHER
    first, *others = request.arguments or [""]
    is_book = first.startswith(BOOK_OPTION)
    sys.argv = [program, *(others if is_book else request.arguments)]
    sys.orig_argv = [*request.interpreter, "-m", _LAUNCHER, *sys.argv[1:]]
    if is_book:
        _say_ready(line)
        run_book(Path(first.removeprefix(BOOK_OPTION)))
        return
    vars(kernelapp)["IOPubThread"] = PromptPublisher  # there is no setting for it
    app = kernelapp.IPKernelApp.instance(parent_handle=os.getppid(), outstream_class=_STREAM)
    with modules_as_noted(app):
        app.initialize()
    _prepare_widgets(app.shell)
    _say_ready(line)
    app.start()


def _say_ready(line: socket.socket) -> None:
    # Without a timeout it would block, and so would the template, with which it is shared.
    line.settimeout(_READY_SECONDS)
    try:
        line.sendall(b'{"ready": true}\n')
    except OSError:
        os._exit(NOBODY_ASKS)  # the template would end it a moment later; no traceback to anybody
    line.close()
