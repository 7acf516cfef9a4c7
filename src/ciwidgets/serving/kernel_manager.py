"""The kernels of a room: each belongs to a page, and goes when nobody is there any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback
from traitlets import Float

from ciwidgets.serving.admission import MOST_ATTENDED, MOST_UNATTENDED, page_turn

# A page that is younger may still be on its way to a phone.
_LEFT_SECONDS = 5.0
# Linux ends what has most of this when memory runs out; 0 is ordinary, 1000 the most.
_ENDED_FIRST = "500"


class RoomKernelManager(AsyncMappingKernelManager):
    """Kernels with an owner, ended once no page has been connected for a while.

    Activity does not count: a workbook whose page is gone still hears what the team does.
    """

    absent_seconds = Float(
        240.0,
        config=True,
        help="How long a kernel waits for its page to come back; longer than a wifi outage.",
    )
    arrival_seconds = Float(
        60.0, config=True, help="How long a kernel waits for its page to come for the first time."
    )
    check_seconds = Float(5.0, config=True, help="How often kernels without a page are looked for.")

    def __init__(self, **kwargs: Any) -> None:
        """Begin with no kernels."""
        super().__init__(**kwargs)
        self._owners: dict[str, str] = {}
        self._absent_since: dict[str, float] = {}
        self._were_there: set[str] = set()
        self._absence_check: PeriodicCallback | None = None

    def owner_of(self, kernel_id: str) -> str:
        """Return whose page started a kernel, or nothing for a kernel that is not there."""
        return self._owners.get(kernel_id, "") if kernel_id in self else ""

    def unattended(self, visitor: str) -> int:
        """Return how many of a visitor's kernels have no page connected."""
        return sum(self._owners.get(one) == visitor for one in self._absent_since)

    def has_too_many(self, visitor: str) -> bool:
        """Say whether a visitor has more pages open than one person looks at."""
        mine = sum(owner == visitor for owner in self._owners.values())
        return mine - self.unattended(visitor) >= MOST_ATTENDED

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        kernel_id = await super()._async_start_kernel(**kwargs)
        self._let_it_go_first(kernel_id)
        turn = page_turn.get()
        if turn is not None:
            turn.kernel_id = kernel_id
            self._owners[kernel_id] = turn.visitor
        self._absent_since[kernel_id] = time.monotonic()
        if self._absence_check is None:
            self._absence_check = PeriodicCallback(self.end_absent, self.check_seconds * 1000)
            self._absence_check.start()
        return kernel_id

    start_kernel: Callable[..., Any] = _async_start_kernel

    def start_watching_activity(self, kernel_id: str) -> None:
        """Watch nothing: whether a page is there counts, and reading all that kernels say costs."""
        kernel: Any = self.get_kernel(kernel_id)
        kernel.reason = ""
        kernel.execution_state = "idle"
        kernel.last_activity = datetime.now(UTC)

    def page_is_sent(self, kernel_id: str) -> None:
        """Note that a page is whole; from now on it is waited for."""
        if kernel_id in self._absent_since:
            self._absent_since[kernel_id] = time.monotonic()

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page is there."""
        super().notify_connect(kernel_id)
        self._were_there.add(kernel_id)
        self._absent_since.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page has gone, perhaps for good."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self and self._kernel_connections.get(kernel_id, 0) <= 0:
            self._absent_since[kernel_id] = time.monotonic()

    async def end_absent(self) -> None:
        """End kernels whose page has been away too long; what was saved is in the store."""
        now = time.monotonic()
        for kernel_id, since in list(self._absent_since.items()):
            was_there = kernel_id in self._were_there
            if now - since > (self.absent_seconds if was_there else self.arrival_seconds):
                try:
                    await self.end(kernel_id)
                except Exception as error:  # noqa: BLE001  # it keeps no other from ending
                    # Not what it says: that may hold the kernel's id.
                    self.log.warning("A page's kernel could not be ended (%s) and is tried again.",
                                     type(error).__name__)  # fmt: skip
        for kernel_id in [one for one in self._owners if one not in self]:
            self._forget(kernel_id)

    async def end_left_behind(self, visitor: str) -> None:
        """End the oldest kernel a visitor left behind, where they have no more to spare."""
        mine = {one: at for one, at in self._absent_since.items() if self.owner_of(one) == visitor}
        oldest = min(mine, key=mine.__getitem__, default="")
        if len(mine) >= MOST_UNATTENDED and time.monotonic() - mine[oldest] > _LEFT_SECONDS:
            await self.end(oldest)

    async def end(self, kernel_id: str) -> None:
        """End a kernel at once, if it is still there."""
        if kernel_id in self:
            with suppress(KeyError):  # its page may have said goodbye meanwhile
                await self.shutdown_kernel(kernel_id, now=True)
        self._forget(kernel_id)

    def _let_it_go_first(self, kernel_id: str) -> None:
        """Where memory runs short, let the system end a page's kernel and not the server."""
        pid = getattr(self.get_kernel(kernel_id).provisioner, "pid", None)
        if pid:
            with suppress(OSError):  # there is no such thing elsewhere, or it has ended already
                Path(f"/proc/{pid}/oom_score_adj").write_text(_ENDED_FIRST, encoding="ascii")

    def _forget(self, kernel_id: str) -> None:
        self._absent_since.pop(kernel_id, None)
        self._owners.pop(kernel_id, None)
        self._were_there.discard(kernel_id)
