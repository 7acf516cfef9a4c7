"""Kernels in a fraction of the time and memory: forked from a process that has imported everything.

The kernelspec ``ciwidgets`` ("Python (ciwidgets)") names ``ForkingProvisioner``, so any notebook
can use it, and everything that starts kernels through jupyter_client does: JupyterLab, Papermill,
nbconvert and our own server. What a kernel prints and shows is what an ordinary one would. It
differs in these: modules that were preloaded cannot be hidden by a file beside the notebook, they
share Python's hash seed, and they work with one thread. Where there is no forking, and whenever it
fails, kernels start as ordinary ones, and a line in the log says why.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from ciwidgets.serving.forked import ForkedKernel, NoFork, Wanted
from ciwidgets.serving.forking import (
    TEMPLATE_VARIABLE,
    ensure_template,
    fork_kernel,
    lend_template,
)
from ciwidgets.shipped import jupyter_data_folder

KERNEL_NAME = "ciwidgets"
_LAUNCHER = ["-m", "ipykernel_launcher"]
_UNDERSTOOD = {"env", "cwd", "stdin", "stdout", "stderr", "independent"}
_KILLED_SECONDS = 2.0
_log = logging.getLogger("ciwidgets.kernels")
_said: set[str] = set()


class ForkingProvisioner(LocalProvisioner):
    """Forks kernels from a template process; starts them as usual when it cannot."""

    process: Any = None
    preload = List(
        Unicode(), config=True, help="The modules that the template process imports, by name."
    )

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel, forked if that can be done."""
        try:
            with streams_for(kwargs) as streams:
                kernel = await fork_kernel(_wanted(cmd, kwargs), self.preload, streams)
        except NoFork as reason:
            say_once(str(reason))
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel
        self.pid = kernel.pid
        self.pgid = None  # the template passes signals on, and never to another's process
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002  # jupyter_client's
        """End the kernel, and wait the few milliseconds until it has; else a caller waits 100."""
        kernel = self.process
        await super().kill(restart)
        if isinstance(kernel, ForkedKernel):
            await kernel.ended(_KILLED_SECONDS)


class WorkbookKernelSpecs(KernelSpecManager):
    """Gives every notebook our kernel, whichever it names; that one where ours is not installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return our kernel's specification."""
        with contextlib.suppress(NoSuchKernel):
            return super().get_kernel_spec(KERNEL_NAME)
        return super().get_kernel_spec(kernel_name)


def warm_up() -> None:
    """Start the template now, so that the first kernel need not wait for what it imports.

    A process that was lent one needs none of its own.
    """
    if os.environ.get(TEMPLATE_VARIABLE):
        return
    try:
        ensure_template(*of_our_kernel())
    except (NoFork, NoSuchKernel) as reason:
        say_once(str(reason))


@contextlib.contextmanager
def template() -> Iterator[dict[str, str]]:
    """Keep one template for all processes of a batch; yield what their environment must have."""
    ours = [str(jupyter_data_folder()), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    env = {"JUPYTER_PATH": os.pathsep.join(ours)}
    with contextlib.ExitStack() as stack:
        try:
            env |= stack.enter_context(lend_template(*of_our_kernel()))
        except (NoFork, NoSuchKernel) as reason:
            say_once(str(reason))
        yield env


def say_once(reason: str) -> None:
    """Log why kernels are started the slow way, once for each reason."""
    if reason not in _said:
        _said.add(reason)
        _log.warning("Kernels are not forked but start one by one, more slowly: %s.", reason)


def of_our_kernel() -> tuple[list[str], list[str]]:
    """Return the interpreter of our kernel, as a command, and the modules it is to have.

    Raises:
        NoSuchKernel: where it is not installed.
    """
    specs = KernelSpecManager()
    specs.kernel_dirs.insert(0, str(jupyter_data_folder() / "kernels"))
    spec = specs.get_kernel_spec(KERNEL_NAME)
    options = spec.argv[1 : spec.argv.index(_LAUNCHER[0])]
    return [sys.executable, *options], spec.metadata["kernel_provisioner"]["config"]["preload"]


def _wanted(cmd: list[str], kwargs: dict[str, Any]) -> Wanted:
    """Return what a command and jupyter_client's arguments for ``Popen`` ask for.

    Raises:
        NoFork: when that is something other than an ordinary Python kernel of this interpreter.
    """
    start = cmd.index(_LAUNCHER[0]) if _LAUNCHER[0] in cmd else len(cmd)
    arguments = cmd[start + len(_LAUNCHER) :]
    if cmd[0] != sys.executable or cmd[start : start + len(_LAUNCHER)] != _LAUNCHER:
        raise NoFork(f"the command {cmd[0]} is not this Python's kernel")
    if kwargs.get("independent") or kwargs.keys() - _UNDERSTOOD - {"kernel_id"}:
        raise NoFork("they were asked to start in a way of their own")
    return Wanted(
        interpreter=cmd[:start],
        arguments=arguments,
        env=dict(kwargs.get("env") or os.environ),
        cwd=str(Path(kwargs.get("cwd") or Path.cwd()).absolute()),
    )


@contextlib.contextmanager
def streams_for(kwargs: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the file descriptors a kernel is to print to: those it is given, or else our own.

    Raises:
        NoFork: for a pipe, which ``Popen`` would have to make.
    """
    with Path(os.devnull).open("wb") as nowhere:
        streams: list[int] = []
        for name, ours in (("stdout", 1), ("stderr", 2)):
            given = kwargs.get(name)
            if given == subprocess.PIPE:
                raise NoFork("what they print was asked for as a pipe")
            if given is None:
                streams.append(ours if _is_open(ours) else nowhere.fileno())
            elif given == subprocess.DEVNULL:
                streams.append(nowhere.fileno())
            elif given == subprocess.STDOUT:
                streams.append(streams[0])
            else:
                streams.append(given if isinstance(given, int) else given.fileno())
        yield streams


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
