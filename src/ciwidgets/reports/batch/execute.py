"""The one door to papermill: run a report's notebook with parameters, in a kernel of its own."""

from __future__ import annotations

import logging
import os
import secrets
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import (
    CellControlSignal,
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from ciwidgets.errors import ReportError
from ciwidgets.reports.batch.sources import check_parameters
from ciwidgets.results.withheld import WITHHELD_VARIABLE
from ciwidgets.shipped import jupyter_data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

TIME_LIMIT: Final = 120.0
_ENGINE = "ciwidgets"
# What papermill puts among a notebook's own cells, by its tags.
_ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})
# The kernelspec that forks, and the client that does not wait for nothing (serving/kernels.py).
_KERNEL = "ciwidgets"
_CLIENT = "ciwidgets.serving.kernel_client.PromptClient"
# What runs cells without a wire between their kernel and us, where it can (serving/forked_book.py).
_FORKED = "ciwidgets.serving.forked_book"
_MAY_FAIL, _SKIPPED = "raises-exception", "skip-execution"
# Papermill says at each run which file it reads and writes; we say what a person wants to know.
logging.getLogger("papermill").setLevel(logging.ERROR)


class NotebookError(ReportError):
    """A notebook that stopped before its end.

    The error's own text may be shown to anybody. ``error_name`` and ``error_text`` are what the
    failing cell said and may hold a path or an address; ``notebook`` is what had been run by then.
    """

    def __init__(self, text: str, notebook: NotebookNode | None) -> None:
        super().__init__(text)
        self.notebook = notebook
        self.error_name = ""
        self.error_text = ""


class _KeepingEngine(NBClientEngine):  # type: ignore[misc] # papermill publishes no types
    """Papermill's own engine, but that most notebooks need no wire to their kernel.

    A notebook whose kernel died is not lost either.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, keep: list[NotebookNode], folder: Path,
        deadline: float, **options: Any,
    ) -> None:  # fmt: skip
        """Run the notebook, leaving it in ``keep`` whatever happens."""
        keep.append(nb_man.nb)
        cells = list(_to_run(nb_man.nb))
        seconds = max(1.0, deadline - time.monotonic())
        said = kernel_name == _KERNEL and import_module(_FORKED).run_cells(
            cells, folder, folder / "work", seconds
        )
        if said:
            _take_down(nb_man, [number for number, _, _ in cells], said, seconds)
        else:
            super().execute_managed_notebook(nb_man, kernel_name, **options)


def _to_run(notebook: NotebookNode) -> Iterator[tuple[int, str, bool]]:
    """Yield the cells that nbclient would run: number, source, and whether it may fail."""
    for number, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and cell.source.strip() and _SKIPPED not in tags:
            yield number, cell.source, _MAY_FAIL in tags


def _take_down(nb_man: Any, cells: list[int], said: Any, seconds: float) -> None:
    """Give each cell what its kernel said, as papermill and nbclient do while they listen.

    Raises:
        CellTimeoutError: when the kernel was not done in time.
        DeadKernelError: when it ended before its work was done.
    """
    client = PapermillNotebookClient(nb_man, record_timing=False, store_widget_state=False)
    client.clear_before_next_output = False
    left = dict.fromkeys(cells)
    for message in said.messages:
        content = message["content"]
        if message["msg_type"] == "kernel_info_reply":
            nb_man.nb.metadata["language_info"] = content["language_info"]
        if not message["parent_header"]["msg_id"]:
            continue
        number = int(message["parent_header"]["msg_id"])
        cell = nb_man.nb.cells[number]
        if message["msg_type"] != "execute_reply":
            with suppress(CellControlSignal):
                client.process_message(message, cell, number)
            continue
        del left[number]
        client.clear_before_next_output = False  # a cell that ends takes its wish along
        if content["status"] == "error" and _MAY_FAIL not in cell.metadata.get("tags", []):
            failed = CellExecutionError.from_cell_and_msg(cell, content)
            nb_man.cell_exception(cell, cell_index=number, exception=failed)
            return
    if left and said.exit_code is None:
        cell = nb_man.nb.cells[next(iter(left))]
        raise CellTimeoutError.error_from_timeout_and_cell("It took too long", round(seconds), cell)
    if left:
        raise DeadKernelError("Kernel died")


papermill_engines.register(_ENGINE, _KeepingEngine)


def run_notebook(
    notebook: str,
    parameters: Mapping[str, object],
    *,
    name: str = "The notebook",
    time_limit: float = TIME_LIMIT,
    withheld: str = "",
) -> NotebookNode:
    """Run a notebook, given as its text, to its end and return it with its outputs.

    ``time_limit`` is in seconds, for the whole notebook; ``withheld`` is what the batch hides in
    this report. The kernel works in an empty folder of its own and finds the store through the
    environment.

    Raises:
        ReportError: for parameters that are not the notebook's.
        NotebookError: when a cell raised, took too long, or took its kernel down.
    """
    check_parameters(notebook, name, parameters)
    deadline = time.monotonic() + time_limit
    kept: list[NotebookNode] = []
    with (
        tempfile.TemporaryDirectory(prefix="ci-", ignore_cleanup_errors=True) as folder,
        _plain_words(kept, time_limit),
        _withholding(Path(folder), withheld),
    ):
        work = Path(folder) / "work"
        work.mkdir()
        # What papermill.execute_notebook does, but for writing the result as text to nowhere.
        ready = parameterize_notebook(
            deepcopy(_loaded(notebook)), dict(parameters), engine_name=_ENGINE
        )
        executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
            _ENGINE,
            ready,
            _kernel_name() or ready.metadata.kernelspec.name,
            keep=kept,
            folder=Path(folder),
            deadline=deadline,
            progress_bar=False,
            log_output=False,
            resources={"metadata": {"path": str(work)}},
            config=_kernel_config(folder),
            timeout_func=lambda _cell: max(1, round(deadline - time.monotonic())),
            shutdown_kernel="immediate",
        )
        raise_for_execution_errors(executed, None)
    return executed


@lru_cache(maxsize=8)
def _loaded(notebook: str) -> NotebookNode:
    """Return a notebook as papermill reads it; a batch runs the same one team after team."""
    with tempfile.TemporaryDirectory(prefix="ci-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "report.ipynb"
        file.write_text(notebook, encoding="utf-8")
        loaded: NotebookNode = load_notebook_node(str(file))
    return loaded


@contextmanager
def _plain_words(kept: list[NotebookNode], time_limit: float) -> Iterator[None]:
    try:
        yield
    except PapermillExecutionError as error:
        text = f"The notebook stopped {_where(kept)}."
        failed = NotebookError(text, _last(kept))
        failed.error_name, failed.error_text = error.ename, error.evalue
        raise failed from error
    except CellTimeoutError as error:
        seconds = "one second" if time_limit == 1 else f"{time_limit:.0f} seconds"
        text = f"It was not done after {seconds} and was stopped."
        raise NotebookError(text, _last(kept)) from error
    except DeadKernelError as error:
        text = "The process that ran the notebook ended before its work was done."
        raise NotebookError(text, _last(kept)) from error


@contextmanager
def _withholding(folder: Path, withheld: str) -> Iterator[None]:
    """Lay what the batch hides beside the kernel; its environment says where."""
    if not withheld:
        os.environ.pop(WITHHELD_VARIABLE, None)
        yield
        return
    file = folder / "withheld.json"
    file.write_text(withheld, encoding="utf-8")
    os.environ[WITHHELD_VARIABLE] = str(file)
    try:
        yield
    finally:
        os.environ.pop(WITHHELD_VARIABLE, None)


def _kernel_name() -> str | None:
    """Return the kernel that forks, or None for the notebook's own where there is none."""
    # Of a checkout, Jupyter does not know the folder by itself.
    ours, paths = str(jupyter_data_folder()), os.environ.get("JUPYTER_PATH", "")
    if ours not in paths.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [ours, paths]))
    try:
        KernelSpecManager().get_kernel_spec(_KERNEL)
    except NoSuchKernel:
        return None
    return _KERNEL


def _kernel_config(folder: str) -> Config:
    manager = {"client_class": _CLIENT}
    if sys.platform != "win32":
        # Kernels started at once over TCP can be given one port; over IPC each has its own
        # sockets, as long as each has its own connection file before they are named after it.
        manager["transport"] = "ipc"
        manager["connection_file"] = str(Path(folder) / f"{secrets.token_hex(4)}.json")
    return Config({"KernelManager": manager})


def _where(kept: list[NotebookNode]) -> str:
    """Return the place of the failing cell as somebody finds it who opens the notebook."""
    heading, number = "", 0
    for cell in kept[-1].cells if kept else ():
        if _ADDED & set(cell.metadata.get("tags", ())):
            continue
        number += 1
        if cell.cell_type == "markdown":
            found = [line.lstrip("#").strip() for line in cell.source.splitlines()
                     if line.startswith("#")]  # fmt: skip
            heading = next((one for one in reversed(found) if one), heading)
        elif _failed(cell):
            after = f"after the heading “{heading}”"
            return f"{after} (cell {number})" if heading else f"in its cell {number}"
    return "in one of its cells"


def _failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _last(kept: list[NotebookNode]) -> NotebookNode | None:
    return kept[-1] if kept else None
