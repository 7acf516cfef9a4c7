"""From an earlier format to this program's: forward only, whole or not at all, a backup before it.

Each format has one step to the next one in ``STEPS``. A step sees a connection that holds the write
lock and changes tables and rows; nothing of it stands until all steps are done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, update

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.store import tables
from ciwidgets.store.backend import Backend
from ciwidgets.store.backup import Backup, make_backup, note_of
from ciwidgets.store.facade import open_backend
from ciwidgets.store.rows import count_in
from ciwidgets.store.tables import stores, version_of

_TRIES: Final = 3

# From this format to the next. There is one format so far.
STEPS: Final[dict[int, Callable[[Connection], None]]] = {}


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which format to which a store went, and the backup made before."""

    before: int
    after: int
    backup: Backup | None


def upgrade_store(url: str, backup: Path) -> Upgraded:
    """Bring a store to the format of this program; a backup is made first, at ``backup``.

    A store of this format is left alone. Stopped at any moment, it is as it was before, and can be
    upgraded again.

    Raises:
        SchemaMismatch: the store is of a newer version.
        StoreUnavailable: it cannot be read or written, or the backup cannot be made.
    """
    backend = open_backend(url, make=False)
    try:
        with backend.reading() as connection:
            before = version_of(connection, backend.place) or tables.SCHEMA_VERSION
        if before > tables.SCHEMA_VERSION:
            raise SchemaMismatch(tables.newer_format(backend.place, before))
        if before == tables.SCHEMA_VERSION:
            return Upgraded(before, before, None)
        for _ in range(_TRIES):
            made = make_backup(backend, backup)
            if _go_forward(backend, before, made):
                return Upgraded(before, tables.SCHEMA_VERSION, made)
            for there in (made.path, note_of(made.path)):
                there.unlink()
        raise StoreUnavailable(
            f"Each time a backup of the store {backend.place} was made, something more was saved, "
            "so it was not upgraded. Nothing was changed. Stop what serves it, then try again."
        )
    finally:
        backend.close()


def _go_forward(backend: Backend, before: int, made: Backup) -> bool:
    """Take the steps; say whether they were taken: not where the backup lacks something."""
    with backend.writing() as connection:
        # An erasure is an entry too. What was saved since would be in no backup.
        if count_in(connection) != made.entries:
            return False
        # Somebody else may have upgraded it while this one waited for the lock.
        now = version_of(connection, backend.place) or before
        for step in range(now, tables.SCHEMA_VERSION):
            STEPS[step](connection)
        connection.execute(update(stores).values(schema_version=tables.SCHEMA_VERSION))
    return True
