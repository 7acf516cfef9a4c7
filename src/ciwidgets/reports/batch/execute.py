"""The one door to papermill: run a report's notebook with parameters, in a kernel of its own."""

from __future__ import annotations

import difflib
import logging
import re
import secrets
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

TIME_LIMIT = 120.0
_ENGINE = "ciwidgets"
_NAME = re.compile(r"^[a-z_]{1,40}$")
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
    """Papermill's own engine, except that a notebook whose kernel died is not lost."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, keep: list[NotebookNode], **options: Any
    ) -> None:
        """Run the notebook, leaving it in ``keep`` whatever happens."""
        keep.append(nb_man.nb)
        super().execute_managed_notebook(nb_man, kernel_name, **options)


papermill_engines.register(_ENGINE, _KeepingEngine)


def check_parameters(notebook: Path, parameters: Mapping[str, object]) -> None:
    """Refuse parameters the notebook does not have; papermill would run their names as code.

    Raises:
        ReportError: for a name that is not the notebook's, or a value of another type.
    """
    known = papermill.inspect_notebook(str(notebook))
    for name, value in parameters.items():
        if name not in known or not _NAME.match(name):
            near = difflib.get_close_matches(name, known, n=1, cutoff=0)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ReportError(
                f"{notebook.name} has no parameter {name[:60]!r}; it has "
                f"{', '.join(known) or 'none'}.{hint}"
            )
        expected = known[name]["inferred_type_name"]
        if expected != type(value).__name__:
            raise ReportError(
                f"The parameter {name!r} of {notebook.name} takes a {expected}, "
                f"and {value!r} is a {type(value).__name__}."
            )


def run_notebook(
    notebook: Path, parameters: Mapping[str, object], *, time_limit: float = TIME_LIMIT
) -> NotebookNode:
    """Run a notebook to its end and return it with its outputs.

    ``time_limit`` is in seconds, for the whole notebook. The kernel works in an empty folder of
    its own and finds the store through the environment.

    Raises:
        ReportError: for parameters that are not the notebook's.
        NotebookError: when a cell raised, took too long, or took its kernel down.
    """
    check_parameters(notebook, parameters)
    deadline = time.monotonic() + time_limit
    kept: list[NotebookNode] = []
    with (
        tempfile.TemporaryDirectory(prefix="ci-", ignore_cleanup_errors=True) as folder,
        _plain_words(kept, time_limit),
    ):
        executed: NotebookNode = papermill.execute_notebook(
            str(notebook.resolve()),
            None,
            parameters=dict(parameters),
            engine_name=_ENGINE,
            keep=kept,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=folder,
            config=_kernel_config(folder),
            timeout_func=lambda _cell: max(1, round(deadline - time.monotonic())),
            shutdown_kernel="immediate",
        )
    return executed


@contextmanager
def _plain_words(kept: list[NotebookNode], time_limit: float) -> Iterator[None]:
    try:
        yield
    except PapermillExecutionError as error:
        text = f"The notebook stopped with {error.ename} {_where(kept)}."
        failed = NotebookError(text, _last(kept))
        failed.error_name, failed.error_text = error.ename, error.evalue
        raise failed from error
    except CellTimeoutError as error:
        text = f"It was not done after {time_limit:.0f} seconds and was stopped."
        raise NotebookError(text, _last(kept)) from error
    except DeadKernelError as error:
        text = "The process that ran the notebook ended before its work was done."
        raise NotebookError(text, _last(kept)) from error


def _kernel_config(folder: str) -> Config:
    if sys.platform == "win32":
        return Config()
    # Kernels started at once over TCP can be given one port; over IPC each has its own sockets,
    # as long as each has its own connection file before they are named after it.
    return Config(
        {
            "KernelManager": {
                "transport": "ipc",
                "connection_file": str(Path(folder) / f"{secrets.token_hex(4)}.json"),
            }
        }
    )


def _where(kept: list[NotebookNode]) -> str:
    cells = kept[-1].cells if kept else []
    failing = [cell.get("id", "") for cell in cells if _failed(cell)]
    return f"in its cell {failing[0]!r}" if failing else "in one of its cells"


def _failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _last(kept: list[NotebookNode]) -> NotebookNode | None:
    return kept[-1] if kept else None
