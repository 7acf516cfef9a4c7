"""Saving over what somebody else saved first: again with the newest, and not for ever."""

from __future__ import annotations

from typing import Final

from ciwidgets.errors import Conflict, StoreUnavailable

_MOST: Final = 5


class Tries:
    """The tries of one save; each begins by looking at the record anew."""

    def __init__(self) -> None:
        """Begin with all of them left."""
        self._left = _MOST

    def lost(self, conflict: Conflict) -> None:
        """Note that somebody else was quicker.

        Raises:
            StoreUnavailable: that was the last try; the page sends it again by itself.
        """
        self._left -= 1
        if not self._left:
            raise StoreUnavailable(
                f"Nothing was saved: {_MOST} times in a row somebody else saved the "
                f"{conflict.theirs.kind} {conflict.theirs.record_id} first. Please try again."
            ) from conflict
