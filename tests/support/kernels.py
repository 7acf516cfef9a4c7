"""Kernels for tests, as anybody starts them, and a look at the processes they are."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager

PROMPT = "ciwidgets.serving.kernel_client.PromptClient"
_SECONDS = 60.0


@dataclass(frozen=True)
class Kernel:
    """A kernel with its manager and a client."""

    manager: AsyncKernelManager
    client: AsyncKernelClient

    @property
    def pid(self) -> int:
        """The process that the kernel is."""
        return int(self.manager.provisioner.pid)  # type: ignore[union-attr] # a LocalProvisioner's

    async def run(self, code: str, begun: asyncio.Event | None = None) -> str:
        """Run a cell and return what it printed; an error is printed as its name and value.

        ``begun`` is set when it first prints something.
        """
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                said.append(content["text"])
                if begun:
                    begun.set()
            elif message["msg_type"] == "error":
                said.append(f"{content['ename']}: {content['evalue']}")

        await self.client.execute_interactive(code, timeout=_SECONDS, output_hook=hear)
        return "".join(said).strip()

    async def value(self, expression: str) -> Any:
        """Return the value of an expression that JSON can hold."""
        return json.loads(await self.run(f"import json; print(json.dumps({expression}))"))


@asynccontextmanager
async def kernel(
    folder: Path, name: str = "ciwidgets", *, transport: str = "ipc", client: str = PROMPT
) -> AsyncIterator[Kernel]:
    """Start a kernel that works in a folder, and end it with the block."""
    manager = AsyncKernelManager(kernel_name=name, transport=transport, client_class=client)
    manager.connection_file = str(folder / f"{secrets.token_hex(4)}.json")
    await manager.start_kernel(cwd=str(folder))
    channels = manager.client()
    try:
        channels.start_channels()
        await channels.wait_for_ready(timeout=_SECONDS)
        yield Kernel(manager, channels)
    finally:
        channels.stop_channels()
        await manager.shutdown_kernel(now=True)


def in_a_loop(work: Callable[[], Awaitable[None]]) -> None:
    """Run a test's coroutine to its end."""

    async def run() -> None:
        await work()

    asyncio.run(run())


def parent_of(pid: int) -> int:
    """Return a process's parent."""
    return int(_stat(pid)[1])


def children_of(pid: int) -> list[int]:
    """Return the processes whose parent this is, those included that have ended unasked."""
    numbers = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdecimal()]
    return sorted(one for one in numbers if _parent_or_none(one) == pid)


def command_of(pid: int) -> list[str]:
    """Return the command a process was started as."""
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")


def has_gone(pid: int, seconds: float = 20.0) -> bool:
    """Say whether a process ends within a time; a zombie has ended, and nobody has asked how."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if _stat(pid)[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def _parent_or_none(pid: int) -> int | None:
    try:
        return parent_of(pid)
    except OSError:
        return None


def _stat(pid: int) -> list[str]:
    """Return a process's state, its parent and so on: what follows its name in brackets."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
