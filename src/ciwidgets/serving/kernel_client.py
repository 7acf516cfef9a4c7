"""A kernel's client that knows at once when its kernel is ready."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_RETRY_SECONDS = 1.0
# Long enough for a status that follows its answer over another socket.
_STATUS_SECONDS = 0.2


class PromptClient(AsyncKernelClient):
    """An ``AsyncKernelClient`` that does not wait 0.2 s for silence before it begins.

    The ordinary client throws away what a kernel says while it starts, until nothing has come for
    0.2 s. What is to be thrown away ends with the ``idle`` that follows the answer to its own
    question; all that comes later belongs to what is asked later.
    """

    async def wait_for_ready(
        self,
        timeout: float | None = None,  # noqa: ASYNC109  # jupyter_client's own parameter
    ) -> None:
        """Ask the kernel who it is until it answers and its messages reach us.

        Raises:
            RuntimeError: when the kernel has died, or did not answer within ``timeout`` seconds.
        """
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            reply = await self._next(self.shell_channel, asked, _RETRY_SECONDS)
            if reply and await self._next(self.iopub_channel, asked, _STATUS_SECONDS):
                self._handle_kernel_info_reply(reply)
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _next(self, channel: Any, asked: str, seconds: float) -> dict[str, Any] | None:
        """Return the answer to a question, or the status idle that ends it; None if none comes."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message: dict[str, Any] = await channel.get_msg(timeout=left)
            except Empty:
                return None
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["content"].get("execution_state", "idle") == "idle":
                return message
        return None
