"""An entry as it lies in the store: its body is read only when somebody asks for it.

A page keeps thousands of entries of its team at hand and shows a few dozen: reading what each says
costs a hundred times what fetching it does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ciwidgets.store.reading import body_of, entry_as

if TYPE_CHECKING:
    from sqlalchemy import Row

    from ciwidgets.model import Body, Entry


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
