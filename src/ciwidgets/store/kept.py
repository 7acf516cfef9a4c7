"""An entry as it lies in the store: its body is read only when somebody asks for it.

A page keeps thousands of entries of its team at hand and shows a few dozen: reading what each says
costs a hundred times what fetching it does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BigInteger, BindParameter, Integer, bindparam, case, select

from ciwidgets.errors import StoreWentBack
from ciwidgets.store.reading import body_of, entry_as
from ciwidgets.store.tables import entries

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from ciwidgets.model import Body, Entry

_WENT_BACK: Final = (
    "A backup was put in the store's place meanwhile, so what was read of it no longer holds. "
    "Read it anew."
)


class Kept:
    """One entry; ``kind`` is known at once, and what it says on demand."""

    __slots__ = (
        "_entry",
        "_row",
        "author_id",
        "kind",
        "occasion",
        "record_id",
        "request_id",
        "retracted",
        "seq",
        "team_id",
    )

    def __init__(self, row: Row[Any]) -> None:
        """Take what is needed to find the entry again.

        Raises:
            SchemaMismatch: its kind was written by a newer version.
        """
        self.kind: type[Body] = body_of(row)
        self.seq: int = row.seq
        self.record_id: str = row.record_id
        self.team_id: str = row.team_id
        self.author_id: str = row.author_id
        self.occasion: str = row.occasion
        self.request_id: str = row.request_id
        self.retracted: bool = row.retracted
        self._row: Row[Any] | None = row
        self._entry: Entry[Any] | None = None

    @property
    def entry(self) -> Entry[Any]:
        """The whole entry.

        Raises:
            SchemaMismatch: the body was written by a newer version.
            StoreUnavailable: the body cannot be read, so the store is damaged.
        """
        if self._entry is None:
            assert self._row is not None
            self._entry = entry_as(self._row, self.kind)
            self._row = None  # the text would be kept twice
        return self._entry

    @property
    def step(self) -> str:
        """The step it belongs to, without reading the rest; empty where it has none."""
        if self._row is None:
            return str(getattr(self.entry.body, "step", ""))
        said = json.loads(self._row.body)
        return str(said.get("step", "")) if isinstance(said, dict) else ""

    @property
    def mark(self) -> tuple[str, str]:
        """What stays as it was even where something is erased: the request and the moment."""
        if self._row is not None:
            return self.request_id, self._row.created_at
        return self.request_id, self.entry.created_at.isoformat(timespec="microseconds")


# The entry read last is asked for along with what came after it, without what it says: one
# question tells both what is new and whether this is still the store that was read.
_LAST: Final[BindParameter[int]] = bindparam("last", type_=BigInteger)
_BODY: Final = case((entries.c.seq == _LAST, ""), else_=entries.c.body).label("body")
_OF_ALL: Final = (
    select(*(_BODY if one is entries.c.body else one for one in entries.columns))
    .where(entries.c.seq >= _LAST)
    .order_by(entries.c.seq)
    .limit(bindparam("most", type_=Integer))
)
_OF_TEAM: Final = _OF_ALL.where(entries.c.team_id.in_([bindparam("team"), ""]))


def kept_after(
    connection: Connection, last: Kept | None, team_id: str | None, limit: int
) -> list[Kept]:
    """Return up to ``limit`` entries after the one that was read last.

    Raises:
        StoreWentBack: that one is not there any more.
    """
    asked = {"last": last.seq if last else 0, "most": limit + 1}
    if team_id is None:
        rows = connection.execute(_OF_ALL, asked).all()
    else:
        rows = connection.execute(_OF_TEAM, asked | {"team": team_id}).all()
    if last is None:
        return [Kept(row) for row in rows[:limit]]
    if not rows or (rows[0].seq, rows[0].request_id, rows[0].created_at) != (last.seq, *last.mark):
        raise StoreWentBack(_WENT_BACK)
    return [Kept(row) for row in rows[1:]]
