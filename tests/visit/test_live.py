"""How often a page looks for news."""

from __future__ import annotations

import asyncio
import time

from ciwidgets.visit import live


def looks(each_takes: float, within: float) -> int:
    """Return how often a page looks in so many seconds, where each look takes so long."""
    seen: list[float] = []

    def look() -> None:
        seen.append(time.perf_counter())
        time.sleep(each_takes)
        if len(seen) == 2:
            raise ValueError("a bad moment of the store")

    async def work() -> None:
        live.Pulse(look, lambda: 0.01).start()
        await asyncio.sleep(within)

    asyncio.run(work())
    return len(seen)


def test_a_page_looks_again_and_again_whatever_goes_wrong() -> None:
    assert looks(0.0, 0.5) >= 10


def test_a_page_that_is_slow_to_look_leaves_its_time_to_who_presses_something() -> None:
    assert 2 <= looks(0.05, 1.0) <= 5
