"""A notebook's cells run by a forked kernel that nobody talks to; see ``kernel_book.py``."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import run_sync

from ciwidgets.serving.forked import BOOK_OPTION, CELLS, NEEDS_CLIENT, SAID, NoFork, Wanted
from ciwidgets.serving.forking import fork_kernel
from ciwidgets.serving.kernels import of_our_kernel, streams_for

_HISTORY = "--HistoryManager.hist_file=:memory:"
_our_kernel = cache(of_our_kernel)


@dataclass(frozen=True, slots=True)
class Said:
    """What a kernel said, in order, and how it ended: None when it was not done in time.

    A message is as clients read it; the ``msg_id`` of its parent is the number of its cell, or
    nothing.
    """

    messages: Sequence[dict[str, Any]]
    exit_code: int | None


def run_cells(
    cells: Sequence[tuple[int, str, bool]], folder: Path, work: Path, seconds: float
) -> Said | None:
    """Run cells (number, source, whether it may fail), up to the first that fails.

    ``folder`` takes what is said, ``work`` is where the kernel works, ``seconds`` is for all of
    them. None says that an ordinary kernel has to run them, from the first.
    """
    (folder / CELLS).write_text(json.dumps(cells), encoding="utf-8")
    try:
        exit_code = run_sync(_run)(folder, work, seconds)
    except (NoFork, NoSuchKernel):
        return None  # whoever starts the ordinary one says why
    if exit_code == NEEDS_CLIENT:
        return None
    return Said(_messages(folder / SAID), exit_code)


async def _run(folder: Path, work: Path, seconds: float) -> int | None:
    interpreter, modules = _our_kernel()
    wanted = Wanted(
        interpreter=interpreter,
        arguments=[f"{BOOK_OPTION}{folder}", _HISTORY],
        env=dict(os.environ),
        cwd=str(work),
    )
    with streams_for({}) as streams:
        kernel = await fork_kernel(wanted, modules, streams)
    try:
        await kernel.ended(seconds)
    finally:
        kernel.hang_up()
    return kernel.returncode


def _messages(file: Path) -> list[dict[str, Any]]:
    """Return what was written; a process that was ended may have left half a line."""
    if not file.exists():
        return []
    *lines, _rest = file.read_bytes().split(b"\n")
    return [json.loads(line) for line in lines]
