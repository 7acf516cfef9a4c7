"""What the cells of a notebook put a page together with."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from ciwidgets.visit.presence import Part, Presence

Shown = TypeVar("Shown", bound=Part)


class Page(Presence):
    """A person at a workbook, and the parts its cells ask for."""

    @abstractmethod
    def _show(self, part: Shown) -> Shown:
        """Put a part on the page, and listen to it."""
