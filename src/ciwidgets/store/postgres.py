"""PostgreSQL, for a program on more than one machine."""

from __future__ import annotations

from typing import Final

from sqlalchemy import URL, create_engine

from ciwidgets.store.backend import Backend

# Whoever appends holds this lock until the commit is visible: the order of seq is the order of
# commits, and since() can never pass over an entry that shows up later. The number spells "ciwi".
_WRITE_LOCK: Final = f"SELECT pg_advisory_xact_lock({0x63697769})"

# A server set up for speed must not lose what was acknowledged, and nobody may hold the lock for
# ever. The operator's own options in the URL come later and win.
_OPTIONS: Final = (
    "-c synchronous_commit=on -c lock_timeout=8s -c idle_in_transaction_session_timeout=30s"
)


def open_postgres(url: URL) -> Backend:
    """Return the store in a PostgreSQL database; connections are made when they are needed.

    One idle connection is kept per process: there is a process for every open page.
    """
    options = url.query.get("options", "")
    own = options if isinstance(options, str) else " ".join(options)
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # else the lock would be waited for with an old view
        pool_size=1,
        max_overflow=9,
        pool_timeout=8,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": f"{_OPTIONS} {own}".strip(), "connect_timeout": 8},
    )
    where = url.host or url.query.get("host") or "this machine"
    place = f"{url.database or url.username} on {where}"
    return Backend(place, engine, _WRITE_LOCK, read_options={"isolation_level": "AUTOCOMMIT"})
