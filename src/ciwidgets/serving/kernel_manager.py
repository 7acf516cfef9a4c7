"""The kernels of a room: each belongs to a page, and goes when nobody is there any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback
from traitlets import Float

from ciwidgets.serving.identity import page_owner


class RoomKernelManager(AsyncMappingKernelManager):
    """Kernels with an owner, ended once no page has been connected for a while.

    Activity does not count: a workbook whose page is gone still hears what the team does.
    """

    absent_seconds = Float(
        240.0,
        config=True,
        help="How long a kernel waits for its page to come back; longer than a wifi outage.",
    )
    check_seconds = Float(5.0, config=True, help="How often kernels without a page are looked for.")

    def __init__(self, **kwargs: Any) -> None:
        """Begin with no kernels."""
        super().__init__(**kwargs)
        self._owners: dict[str, str] = {}
        self._absent_since: dict[str, float] = {}
        self._absence_check: PeriodicCallback | None = None

    def owner_of(self, kernel_id: str) -> str:
        """Return whose page started a kernel, or nothing for a kernel that is not there."""
        return self._owners.get(kernel_id, "") if kernel_id in self else ""

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        kernel_id = await super()._async_start_kernel(**kwargs)
        self._owners[kernel_id] = page_owner.get()
        self._absent_since[kernel_id] = time.monotonic()
        if self._absence_check is None:
            self._absence_check = PeriodicCallback(self.end_absent, self.check_seconds * 1000)
            self._absence_check.start()
        return kernel_id

    start_kernel: Callable[..., Any] = _async_start_kernel

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page is there."""
        super().notify_connect(kernel_id)
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
            if kernel_id not in self:
                self._forget(kernel_id)
            elif now - since > self.absent_seconds:
                self._forget(kernel_id)
                await self.shutdown_kernel(kernel_id, now=True)

    def _forget(self, kernel_id: str) -> None:
        self._absent_since.pop(kernel_id, None)
        self._owners.pop(kernel_id, None)
