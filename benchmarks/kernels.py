"""A kernel forked from the template beside a stock one: how soon it answers, what it costs."""

from __future__ import annotations

import asyncio
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager

from benchmarks.machine import spread
from ciwidgets.opening import load_sample_program
from ciwidgets.serving.kernels import warm_up
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import Store

STARTS, AT_ONCE, KEPT = 15, 20, 3
_FORKED = ("ciwidgets", "ciwidgets.serving.kernel_client.PromptClient")
_STOCK = ("python3", "jupyter_client.asynchronous.AsyncKernelClient")
_KINDS = {"forked": _FORKED, "stock": _STOCK}
_IMPORTS = (
    "import ciwidgets as ci; ci.TeamSummary\nimport matplotlib.pyplot, numpy, pandas, scipy.stats"
)
_PRIVATE = (
    "print(sum(int(line.split()[1]) for line in open('/proc/self/smaps_rollup')"
    " if line.startswith('Private')) / 1024)"
)


def main() -> None:
    """Print how long a kernel takes to its first answer, and its private memory."""
    os.environ["JUPYTER_PATH"] = str(jupyter_data_folder())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CIWIDGETS_STORE"] = f"sqlite:///{folder / 'bench.db'}"
        with Store.from_environment() as store:
            load_sample_program(store)
        asyncio.run(_measure(folder))


async def _measure(folder: Path) -> None:
    began = time.perf_counter()
    warm_up()
    async with _kernel(folder, *_FORKED):
        print(f"The template's start with its first kernel: {time.perf_counter() - began:.2g} s")
    for title, kind in _KINDS.items():
        ready, answered = zip(
            *[await _first_answer(folder, kind) for _ in range(STARTS)], strict=True
        )
        print(f"From the start to ready, {title}: {spread(ready, 'ms')}")
        print(f"  to the first answer: {spread(answered, 'ms')}")
        with_imports = [await _first_answer(folder, kind, _IMPORTS) for _ in range(STARTS // 3)]
        print(
            "  to the first answer that needs what a report imports: "
            f"{spread([answer for _, answer in with_imports], 'ms')}"
        )
        began = time.perf_counter()
        async with AsyncExitStack() as stack:
            kernels = (_kernel(folder, *kind) for _ in range(AT_ONCE))
            await asyncio.gather(*map(stack.enter_async_context, kernels))
            print(f"  {AT_ONCE} started at once, all ready: {time.perf_counter() - began:.2g} s")
    private = {
        title: [await _private_memory(folder, kind) for _ in range(KEPT)]
        for title, kind in _KINDS.items()
    }
    for state, moment in enumerate(("idle", "with what a report imports", "after a team summary")):
        forked, stock = (
            statistics.median(one[state] for one in sizes) for sizes in private.values()
        )
        print(
            f"Private memory {moment}: forked {forked:.0f} MB, stock {stock:.0f} MB "
            f"({forked / stock:.0%})"
        )


async def _first_answer(
    folder: Path, kind: tuple[str, str], code: str = "1 + 1"
) -> tuple[float, float]:
    """Return the milliseconds until a kernel is ready, and until it has run a cell."""
    began = time.perf_counter()
    async with _kernel(folder, *kind) as client:
        ready = 1000 * (time.perf_counter() - began)
        await client.execute_interactive(code, output_hook=_ignore, timeout=60)
        return ready, 1000 * (time.perf_counter() - began)


async def _private_memory(folder: Path, kind: tuple[str, str]) -> list[float]:
    book = nbformat.read(workbooks_folder() / "reports" / "team_summary.ipynb", as_version=4)
    report = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    sizes = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            sizes.append(float(message["content"]["text"]))

    async with _kernel(folder, *kind) as client:
        for code in ("", _IMPORTS, report):
            await client.execute_interactive(code, output_hook=_ignore, timeout=120)
            await client.execute_interactive(_PRIVATE, output_hook=hear, timeout=60)
    return sizes


def _ignore(_message: object) -> None:
    """Look at nothing of what a cell says."""


@asynccontextmanager
async def _kernel(folder: Path, name: str, client_class: str) -> AsyncIterator[AsyncKernelClient]:
    manager = AsyncKernelManager(kernel_name=name, transport="ipc", client_class=client_class)
    manager.connection_file = str(folder / f"{secrets.token_hex(4)}.json")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
