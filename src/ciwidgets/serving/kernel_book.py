"""A notebook's cells, run in a fork of the template by ipykernel's own kernel without its sockets.

Nobody talks to the kernel of a report: all its cells are known when it begins, and what it says is
read when it has ended. So it has no sockets, no threads that serve them and nobody to be woken;
what it would send is written to a file, a message a line. The same code as ever runs the cells and
makes the messages, so what a cell leaves is the same. A cell that opens a line to whoever looks on,
as a widget does, needs somebody to be there: the process then ends with ``NEEDS_CLIENT``.

    cells.json  ←  ``[[0, "1 + 1", false], …]``: a cell's number, its source, whether it may fail
    said.jsonl  →  messages as clients read them, the number of the cell being ``parent_header``'s
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session, json_packer

from ciwidgets.serving.forked import CELLS, NEEDS_CLIENT, NOBODY_ASKS, SAID
from ciwidgets.serving.kernel_memory import modules_as_noted


class _WrittenSession(Session):
    """A session whose messages are lines of a file, also those of a child that a cell forks."""

    file = -1
    has_failed = False

    def send(  # type: ignore[override] # which takes what only sockets need, one by one
        self,
        _stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        *_how: Any,
        header: Any = None,
        metadata: Any = None,
        **_more: Any,
    ) -> Any:
        """Write a message and return it; whatever writes at the same time, a line stays whole."""
        said = msg_or_type
        if not isinstance(said, dict):
            said = self.msg(said, content=content, parent=parent, header=header, metadata=metadata)
        if said["msg_type"].startswith("comm"):
            os._exit(NEEDS_CLIENT)
        if said["msg_type"] == "execute_reply":
            self.has_failed = said["content"]["status"] == "error"
        cell = said["parent_header"].get("msg_id", "")
        told = {
            "msg_type": said["msg_type"],
            "header": {"msg_type": said["msg_type"]},
            "parent_header": {"msg_id": cell},
            "content": said["content"],
        }
        os.write(self.file, json_packer(told) + b"\n")
        return said


class _Publisher(IOPubThread):
    """The thread that would send; as it never starts, what it is given is done at once."""

    def _setup_event_pipe(self) -> None:
        """Have nothing to be woken by."""

    def _setup_xpub_listener(self) -> None:
        """Have nobody to listen to."""


class _Kernel(IPythonKernel):
    """A kernel that is asked for one cell after the other, so that none waits behind another."""

    def _abort_queues(self, _subshell_id: str | None = None) -> None:
        """Have nothing to abort."""


class _Application(IPKernelApp):
    """What prepares a kernel, without what connects it."""

    def init_poller(self) -> None:
        """Leave it to the system to end this process with the template."""

    def init_connection_file(self) -> None:
        """Have no address."""

    log_connection_info = init_heartbeat = init_connection_file

    def write_connection_file(self, **_more: Any) -> None:
        """Tell nobody where it is."""

    def init_sockets(self) -> None:
        """Give messages to the session's file."""
        self.iopub_thread = _Publisher(SimpleNamespace(), session=self.session)
        self.iopub_socket = self.iopub_thread.background_socket
        self.configure_tornado_logger()

    def init_kernel(self) -> None:
        """Make the kernel."""
        kernel = _Kernel.instance(
            parent=self,
            session=self.session,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            # All it asks of this one is in which thread a cell that awaits can be interrupted.
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.kernel = kernel
        self.displayhook.get_execution_count = lambda: kernel.execution_count


def run_book(folder: Path) -> None:
    """Run the cells that lie in a folder up to the first that fails, and end the process."""
    session = _WrittenSession()
    try:
        session.file = os.open(folder / SAID, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        cells = json.loads((folder / CELLS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        os._exit(NOBODY_ASKS)  # whoever asked has gone, and has taken the folder along
    app = _Application.instance(parent_handle=os.getppid(), session=session)
    with modules_as_noted(app):
        app.initialize()
    asyncio.run(_run(app.kernel, cells))
    session.send(None, "kernel_info_reply", app.kernel.kernel_info)
    os._exit(0)


async def _run(kernel: Any, cells: list[tuple[int, str, bool]]) -> None:
    for number, source, may_fail in cells:
        asked = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = kernel.session.msg("execute_request", asked)
        request["header"]["msg_id"] = str(number)
        kernel.set_parent([], request, channel="shell")
        await kernel.execute_request(None, [], request)
        # What a process of the cell printed may have come only now.
        sys.stdout.flush()
        sys.stderr.flush()
        if not may_fail and kernel.session.has_failed:
            return
        await asyncio.sleep(0)  # what a cell left running has its turn, as between two messages
