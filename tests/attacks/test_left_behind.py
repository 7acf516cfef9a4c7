"""Kernels whose page has gone: how long each is kept, and that it is ended then.

Time is a test's own here, and a kernel is only its name. That a real one ends when its page has
been away, and that one page's leaving lets the next in, is shown in ``faults/test_page_faults.py``
and ``serving/test_room.py``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from ciwidgets.serving import kernel_manager
from ciwidgets.serving.admission import MOST_UNATTENDED, Turn, page_turn
from ciwidgets.serving.kernel_manager import RoomKernelManager
from tests.serving.test_routes import Visitor
from tests.support.server import Served


class Hall:
    """A manager of kernels that are only names, and a clock."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        """Begin with no kernels, at no time in particular."""
        self.now = 1000.0
        self.ended: list[str] = []
        self.stuck: set[str] = set()
        patched.setattr(kernel_manager, "time", SimpleNamespace(monotonic=lambda: self.now))
        patched.setattr(AsyncMappingKernelManager, "_async_start_kernel", self._start)
        self.manager = RoomKernelManager()
        patched.setattr(self.manager, "shutdown_kernel", self._end)

    async def _start(self, *_: Any, kernel_id: str) -> str:
        self.manager._kernels[kernel_id] = SimpleNamespace(provisioner=None)
        self.manager._kernel_connections[kernel_id] = 0
        return kernel_id

    async def _end(self, kernel_id: str, *, now: bool) -> None:
        assert now
        if kernel_id in self.stuck:
            raise OSError(kernel_id)
        del self.manager._kernels[kernel_id]
        self.ended.append(kernel_id)

    async def begin(self, kernel_id: str, visitor: str = "ada") -> None:
        """Start the kernel of a visitor's page."""
        token = page_turn.set(Turn(visitor))
        await self.manager.start_kernel(kernel_id=kernel_id)
        page_turn.reset(token)

    async def after(self, seconds: float) -> list[str]:
        """Return which kernels have been ended once so much time has gone by."""
        self.now += seconds
        await self.manager.end_absent()
        return sorted(self.ended)


def in_a_hall(work: Callable[[Hall], Any]) -> None:
    """Do something in a hall of its own."""
    with pytest.MonkeyPatch.context() as patched:
        asyncio.run(work(Hall(patched)))


def test_a_kernel_is_ended_when_its_page_never_comes_or_stays_away() -> None:
    async def work(hall: Hall) -> None:
        arrival, absent = hall.manager.arrival_seconds, hall.manager.absent_seconds
        for name in ("never came", "went", "came back", "stays"):
            await hall.begin(name)
        for name in ("went", "came back", "stays"):
            hall.manager.notify_connect(name)
        assert await hall.after(arrival - 1) == []
        for name in ("went", "came back"):
            hall.manager.notify_disconnect(name)
        assert await hall.after(2) == ["never came"]
        assert await hall.after(absent - 3) == ["never came"]
        hall.manager.notify_connect("came back")
        assert await hall.after(2) == ["never came", "went"]
        assert await hall.after(100 * absent) == ["never came", "went"]
        assert hall.manager.owner_of("stays") == "ada"
        assert hall.manager.owner_of("went") == ""

    in_a_hall(work)


def test_a_kernel_that_will_not_end_is_tried_again_and_keeps_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work(hall: Hall) -> None:
        for name in ("stuck", "goes"):
            await hall.begin(name)
        hall.stuck.add("stuck")
        assert await hall.after(hall.manager.arrival_seconds + 1) == ["goes"]
        assert hall.manager.owner_of("stuck") == "ada", "it still takes its owner's place"
        hall.stuck.clear()
        assert await hall.after(1) == ["goes", "stuck"]
        assert hall.manager.owner_of("stuck") == ""

    with caplog.at_level("WARNING"):
        in_a_hall(work)
    assert "could not be ended (OSError)" in caplog.text
    assert "stuck" not in caplog.text


def test_who_leaves_pages_behind_makes_room_with_their_own_oldest_one() -> None:
    async def work(hall: Hall) -> None:
        await hall.begin("another's", "ben")
        for number in range(MOST_UNATTENDED):
            await hall.begin(f"page {number}")
            hall.now += 1
        await hall.manager.end_left_behind("ada")
        assert hall.ended == [], "the page may still be on its way"
        hall.now += 10
        await hall.manager.end_left_behind("ada")
        await hall.manager.end_left_behind("ada")
        assert hall.ended == ["page 0"]
        assert hall.manager.unattended("ada") == MOST_UNATTENDED - 1

    in_a_hall(work)


def test_who_reloads_time_and_again_is_let_in_and_holds_few_kernels(server: Served) -> None:
    visitor = Visitor(server)
    kernels = [visitor.open_page() for _ in range(MOST_UNATTENDED + 2)]
    found = [visitor.ask(f"api/kernels/{one}")[0] for one in kernels]
    assert found == [403] * 2 + [200] * MOST_UNATTENDED
