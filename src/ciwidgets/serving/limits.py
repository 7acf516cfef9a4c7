"""How often a code may be tried: what the pages' kernels cannot know of each other.

A page that guesses waits longer and longer (``visit.identity.Door``); one that is loaded anew has
forgotten. So the server counts by the device's cookie, and for all devices together. Never by
address: a hall has one. Whoever has not tried yet may always try, so nobody can shut others out.

Each of several workers counts for itself. What all devices may try together is divided among them;
a device that goes from one to another on purpose has its own tries at each.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

# Wrong codes a device may try before it waits; fewer while many are being tried everywhere.
_FREE_TRIES = 10
_FREE_TRIES_WHEN_MANY = 2
_FIRST_WAIT_SECONDS = 15.0
_LONGEST_WAIT_SECONDS = 600.0
_FORGIVEN_SECONDS = 300.0  # one wrong try is forgotten in five minutes
_FORGIVEN_BY_ONE_RIGHT = 3  # a table that shares a laptop also mistypes together
# For all together: a hall that mistypes stays below it.
_COMMON_TRIES = 120.0
_COMMON_A_SECOND = 0.5
_MOST_DEVICES = 10_000


@dataclass(slots=True)
class _Device:
    wrong: float
    at: float


class JoinLimits:
    """Counts tries; each is taken for a wrong one until its answer says otherwise."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, workers: int = 1) -> None:
        """Begin with nothing tried; ``workers`` is how many server processes share the tries."""
        self._clock = clock
        self._devices: dict[str, _Device] = {}
        self._most_common = _COMMON_TRIES / workers
        self._a_second = _COMMON_A_SECOND / workers
        self._common = self._most_common
        self._common_at = clock()

    def try_now(self, device: str) -> float:
        """Count a try and return 0, or return how many seconds the device has to wait for one."""
        now = self._clock()
        known = self._devices.pop(device, None) or _Device(0.0, now)
        self._devices[device] = known  # the one that tried last stands last
        self._forget(now)
        free = _FREE_TRIES if self._left(now) >= 1 else _FREE_TRIES_WHEN_MANY
        if round(known.wrong) >= free:
            doubled = min(max(known.wrong - free, 0), 10)
            wait = min(_FIRST_WAIT_SECONDS * 2**doubled, _LONGEST_WAIT_SECONDS)
            if (left := known.at + wait - now) > 0:
                return float(left)
        known.wrong = max(0.0, known.wrong - (now - known.at) / _FORGIVEN_SECONDS) + 1
        known.at = now
        self._common = max(0.0, self._common - 1)
        return 0.0

    def was_right(self, device: str) -> None:
        """Take back a try that was a right code."""
        self._take_back(device, 1 + _FORGIVEN_BY_ONE_RIGHT)

    def was_no_guess(self, device: str) -> None:
        """Take back a try of a device that is known, and forgive nothing else."""
        self._take_back(device, 1)

    def _take_back(self, device: str, tries: int) -> None:
        self._common = min(self._most_common, self._common + 1)
        known = self._devices.get(device)
        if known is not None:
            known.wrong = max(0.0, known.wrong - tries)

    def _left(self, now: float) -> float:
        """Return how many tries all together have left."""
        gained = (now - self._common_at) * self._a_second
        self._common = min(self._most_common, self._common + gained)
        self._common_at = now
        return self._common

    def _forget(self, now: float) -> None:
        while len(self._devices) > _MOST_DEVICES:
            del self._devices[next(iter(self._devices))]
        if len(self._devices) > _MOST_DEVICES // 2:
            for name, one in list(islice(self._devices.items(), 8)):
                if (now - one.at) / _FORGIVEN_SECONDS > one.wrong:
                    del self._devices[name]
