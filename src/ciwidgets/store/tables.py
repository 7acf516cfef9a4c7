"""The two tables of a store, and the check that a database is one."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    inspect,
    select,
)

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.store.backend import Backend
from ciwidgets.store.failures import nothing_at

SCHEMA_VERSION: Final = 1
# Longer than any id the model allows; PostgreSQL enforces it, and so does the check of a draft.
ID_LENGTH: Final = 120

metadata = MetaData()

stores = Table(
    "ciwidgets_stores",
    metadata,
    Column("schema_version", Integer, primary_key=True, autoincrement=False),
)

entries = Table(
    "entries",
    metadata,
    # Given under the write lock, so it has no gaps and its order is the order of the commits.
    Column(
        "seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    ),
    Column("record_id", String(ID_LENGTH), nullable=False),
    Column("kind", String(ID_LENGTH), nullable=False),
    Column("schema", Integer, nullable=False),
    Column("team_id", String(ID_LENGTH), nullable=False),
    Column("author_id", String(ID_LENGTH), nullable=False),
    Column("occasion", String(ID_LENGTH), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
    # ISO 8601 in UTC as text: the same on every database, and readable in a public-records export.
    Column("created_at", String(40), nullable=False),
    Column("request_id", String(ID_LENGTH), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("retracted", Boolean, nullable=False),
    Column("lookup", String(ID_LENGTH), nullable=True),
    UniqueConstraint("record_id", "revision", name="one_entry_a_revision"),
    UniqueConstraint("request_id", "author_id", "ordinal", name="one_entry_a_request"),
    Index("entries_by_kind", "kind", "team_id"),
    Index("entries_by_lookup", "lookup"),
    Index("entries_by_team", "team_id", "seq"),
)


def make_ready(backend: Backend, *, make: bool = True) -> None:
    """Create the tables in an empty database, or check that the ones there are ours.

    Raises:
        SchemaMismatch: the store was made by another version.
        StoreUnavailable: the database is something else, or cannot be reached, or is empty and
            nothing is to be made.
    """
    with backend.reading() as connection:
        version = version_of(connection, backend.place)
    if version is None and not make and not backend.is_in_memory:
        raise StoreUnavailable(nothing_at(backend.place))
    if version is None:
        with backend.writing() as connection:
            # Another process may have made the tables while this one waited for the lock.
            version = version_of(connection, backend.place)
            if version is None:
                metadata.create_all(connection, checkfirst=False)
                connection.execute(insert(stores).values(schema_version=SCHEMA_VERSION))
                version = SCHEMA_VERSION
    if version < SCHEMA_VERSION:
        raise SchemaMismatch(
            f"The store {backend.place} has format {version}, of an earlier version of ciwidgets; "
            f"this one reads format {SCHEMA_VERSION}. Nothing was changed. Bring it up to date "
            "with `ciwidgets upgrade`, which makes a backup first."
        )
    if version > SCHEMA_VERSION:
        raise SchemaMismatch(newer_format(backend.place, version))


def newer_format(place: str, version: int) -> str:
    """Return what is said of a store that a newer version made."""
    return (
        f"The store {place} has format {version}; this version of ciwidgets reads format "
        f"{SCHEMA_VERSION}. Nothing was changed. Upgrade this program with "
        "`pip install --upgrade ciwidgets` and open the store again."
    )


def version_of(connection: Connection, place: str) -> int | None:
    """Return the store's format, or None for a database without any table."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if stores.name not in names or entries.name not in names:
        raise StoreUnavailable(
            f"{place} is a database, but not a ciwidgets store: it holds other tables "
            f"({', '.join(sorted(names)[:3])}). Nothing was changed. Give ciwidgets a file or a "
            "database of its own."
        )
    versions = connection.scalars(select(stores.c.schema_version)).all()
    if len(versions) != 1:
        raise StoreUnavailable(
            f"The store {place} does not say which format it has, so it may be damaged. "
            "Keep it as it is and restore the newest backup."
        )
    return int(versions[0])
