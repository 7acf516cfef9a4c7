"""What a result asks of whoever keeps the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ciwidgets.model import Entry
    from ciwidgets.model.entries import B


class Record(Protocol):
    """What is asked of a store, and of a page's own copy of a team's entries."""

    def current(
        self,
        body: type[B],
        *,
        team_id: str | None = None,
        occasion: str | None = None,
        as_of: int | None = None,
        with_retracted: bool = False,
    ) -> list[Entry[B]]:
        """Return the latest revision of each record of a kind, oldest record first."""

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record, oldest first."""
