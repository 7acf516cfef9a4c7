"""Reports made by other machines: the same jobs over ``dask.distributed``."""
# ruff: noqa: PLC0415 - who does not use it need not have it

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import WrongRequest
from ciwidgets.reports.batch.pool import Workers

if TYPE_CHECKING:
    from concurrent.futures import Executor

_PATIENCE = "20s"
# Enough to keep many machines busy, few enough that a batch of thousands is never all in memory.
_AT_ONCE = 64


@contextmanager
def dask_workers(address: str, url: str) -> Iterator[Workers]:
    """Lend the workers of a Dask scheduler, such as ``tls://10.0.0.5:8786``.

    They find the store in the environment they were started in, and how to trust each other in
    Dask's own configuration: they are told nothing secret from here.

    Raises:
        WrongRequest: for a store in a file, without the package, or when nobody answers.
    """
    if url.startswith("sqlite:"):
        raise WrongRequest(
            "Other machines cannot read a store in a file of this one. Keep the store in "
            "PostgreSQL (postgresql+psycopg://…), or leave out --dask."
        )
    try:
        from distributed import Client
    except ImportError:
        raise WrongRequest(
            "Making reports on other machines takes the package dask, which is not installed. "
            "Run `pip install 'ciwidgets[dask]'` here and on the other machines."
        ) from None
    try:
        client: Any = Client(  # type: ignore[no-untyped-call] # it publishes half of its types
            address, timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise WrongRequest(
            f"No Dask scheduler answers at {address} ({type(error).__name__}). Start one with "
            "`dask scheduler`, or see whether its address and its certificates are right."
        ) from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise WrongRequest(
                f"The Dask scheduler at {address} has no workers yet. Start some with "
                "`dask worker`, then try again."
            )

        def executor() -> Executor:
            found: Executor = client.get_executor(pure=False)
            return found

        yield Workers(executor, _AT_ONCE)
