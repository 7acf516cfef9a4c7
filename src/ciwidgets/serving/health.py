"""Whether the server is well, for whoever watches it: figures, and nothing about anybody."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from tornado.web import RequestHandler

from ciwidgets.errors import CiwidgetsError
from ciwidgets.serving.admission import Admission
from ciwidgets.store import Store

_FRESH_SECONDS = 2.0
_STORE_SECONDS = 3.0
_OVERLOADED = 503


class StoreCheck:
    """Asks the store now and then; however many ask, it is asked once in two seconds."""

    def __init__(self, url: str) -> None:
        """Remember which store."""
        self._url = url
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: asyncio.Future[float | None] | None = None
        self._asked_at = float("-inf")

    async def milliseconds(self) -> float | None:
        """Return how long the store took to answer, None when it does not."""
        now = time.monotonic()
        is_old = now - self._asked_at > _FRESH_SECONDS
        if self._asked is None or (is_old and self._asked.done()):
            self._asked_at = now
            loop = asyncio.get_running_loop()
            self._asked = loop.run_in_executor(self._reader, self._ask)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asked), _STORE_SECONDS)
        except TimeoutError:
            return None

    def _ask(self) -> float | None:
        began = time.perf_counter()
        try:
            with Store(self._url, make=False) as store:
                store.last_seq()
        except CiwidgetsError:
            return None
        return round(1000 * (time.perf_counter() - began), 1)


class HealthHandler(RequestHandler):
    """``/healthz``: 200 while pages can be made and the store answers, else 503."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    async def get(self) -> None:
        """Answer in JSON."""
        admission: Admission = self.settings["ciwidgets_admission"]
        check: StoreCheck = self.settings["ciwidgets_store_check"]
        milliseconds = await check.milliseconds()
        is_well = milliseconds is not None
        self.set_status(200 if is_well else _OVERLOADED)
        self.set_header("Cache-Control", "no-store")
        self.finish(
            {
                "ok": is_well,
                "kernels": len(self.settings["kernel_manager"]),
                "most": admission.most,
                "waiting": admission.waiting,
                "store_ms": milliseconds,
            }
        )

    async def head(self) -> None:
        """Answer the same without saying it."""
        await self.get()
