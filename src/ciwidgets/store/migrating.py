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

from ciwidgets.errors import SchemaMismatch
from ciwidgets.store import tables
from ciwidgets.store.backup import Backup, make_backup
from ciwidgets.store.facade import open_backend
from ciwidgets.store.tables import stores, version_of

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
    backend = open_backend(url)
    try:
        with backend.reading() as connection:
            before = version_of(connection, backend.place) or tables.SCHEMA_VERSION
        if before > tables.SCHEMA_VERSION:
            raise SchemaMismatch(tables.newer_format(backend.place, before))
        if before == tables.SCHEMA_VERSION:
            return Upgraded(before, before, None)
        made = make_backup(backend, backup)
        with backend.writing() as connection:
            # Somebody else may have upgraded it while this one waited for the lock.
            now = version_of(connection, backend.place) or before
            for step in range(now, tables.SCHEMA_VERSION):
                STEPS[step](connection)
            connection.execute(update(stores).values(schema_version=tables.SCHEMA_VERSION))
        return Upgraded(before, tables.SCHEMA_VERSION, made)
    finally:
        backend.close()
