"""A database as the store uses it: a way to read, and a way to write one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store.failures import plain_words

IN_MEMORY: Final = "in memory"


class Backend:
    """One database: its engine, its name for people, and the statement that takes the write lock.

    ``read_options`` are SQLAlchemy's execution options for reading. ``guard`` is held around every
    use, for a database that only one thread at a time may touch; a ``queue`` around every writing.
    ``file`` is where a store in a file lies.
    """

    def __init__(
        self,
        place: str,
        engine: Engine,
        write_lock: str,
        *,
        read_options: dict[str, str] | None = None,
        guard: AbstractContextManager[object] | None = None,
        queue: Callable[[], AbstractContextManager[object]] = nullcontext,
        file: Path | None = None,
    ) -> None:
        """Keep the parts; nothing is opened yet."""
        self.place = place
        self.file = file
        self._engine = engine
        self._write_lock = write_lock
        self._queue = queue
        self._reader = engine.execution_options(**(read_options or {}))
        self._guard = guard or nullcontext()
        self._process = os.getpid()
        self._is_closed = False

    @property
    def is_in_memory(self) -> bool:
        """Whether it begins empty and is gone with its program."""
        return self.place == IN_MEMORY

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection to read with; each statement sees one moment of the store."""
        with self._guard, plain_words(self.place):
            self._check_use()
            with self._reader.connect() as connection:
                yield connection

    @property
    def engine(self) -> Engine:
        """The engine itself, for what is neither reading nor writing entries."""
        self._check_use()
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection that holds the write lock; committed at the end, or not at all."""
        with self._guard, plain_words(self.place):
            self._check_use()
            # In this order: who waits for a turn while a backup is put in place must open the file
            # that is there then.
            with self._queue(), self._engine.connect() as connection:
                connection.exec_driver_sql(self._write_lock)
                yield connection
                connection.commit()

    def close(self) -> None:
        """Give back every connection; later use is refused."""
        self._is_closed = True
        self._engine.dispose()

    def _check_use(self) -> None:
        if self._is_closed:
            raise StoreUnavailable(
                f"The store {self.place} was closed by this program. Open it again to use it."
            )
        if os.getpid() != self._process:
            # A forked child must not speak on its parent's connections.
            self._process = os.getpid()
            self._engine.dispose(close=False)
