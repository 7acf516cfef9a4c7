"""Who may begin a page, and when: a room has so many places, and starts a few pages at a time.

A page is a kernel, and kernels take memory and a processor's time. So many may be there; a few
begin at a time; a few more wait on the doorstep, their request kept open; whoever comes then gets
the waiting page, which keeps their place in line by asking for it. A line is made of those who
ask: somebody who does not come back takes no place in it, and costs the server nothing.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

# What a page's kernel takes for itself when a team has worked in it, and what is left alone for
# the server, the store and the system.
_PAGE_MB = 50
_SHARE_OF_MEMORY = 0.75
_MOST_EVER = 1000
# Pages of one visitor that nobody has open (any more), and those that somebody has.
MOST_UNATTENDED = 3
MOST_ATTENDED = 12
_DOORSTEP = 8
_LONGEST_LINE = 3000
_FIRST_ANSWER_SECONDS = 0.2
# Who is called comes within seconds; who has not asked for so long is passed over, then forgotten.
_COMES_SECONDS = 15.0
_PASSED_OVER_SECONDS = 9.0
_FORGOTTEN_SECONDS = 60.0


@dataclass(eq=False, slots=True)
class Turn:
    """One visitor's leave to begin a page; ``kernel_id`` is there once its kernel is."""

    visitor: str
    kernel_id: str = ""


# In whose turn this task works; a kernel that starts meanwhile is theirs.
page_turn: ContextVar[Turn | None] = ContextVar("page_turn", default=None)


@dataclass(eq=False, slots=True)
class _Ticket:
    visitor: str
    seen: float
    asking: int = 0
    called_at: float = 0.0
    called: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_called(self) -> bool:
        return self.called.is_set()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in line: 0 is called, 1 is next; and whether only somebody's leaving makes room."""

    number: int
    is_full: bool


class Admission:
    """Lets visitors begin pages, in turn."""

    def __init__(
        self,
        most: int,
        *,
        kernels: Callable[[], int],
        unattended: Callable[[str], int] = lambda _: 0,
        at_once: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nobody there; ``kernels`` counts what runs, ``unattended`` a visitor's."""
        self.most = most
        self.at_once = at_once or min(8, max(2, 2 * (os.cpu_count() or 1)))
        self._kernels = kernels
        self._unattended = unattended
        self._clock = clock
        self._turns: set[Turn] = set()
        self._line: dict[str, _Ticket] = {}
        self._starts = asyncio.Semaphore(self.at_once)

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        return sum(not one.is_called for one in self._line.values())

    def ask(self, visitor: str, *, is_known: bool) -> Turn | None:
        """Return a turn, or None for who has to wait in line.

        A visitor is known who brings our cookie back. Others get no more than half of the places,
        so that a client that forgets its cookie each time leaves room for people.
        """
        self._call_next()
        ticket = self._line.get(visitor)
        if ticket is None:
            most = self.most if is_known else self.most // 2 or 1
            if any(map(self._is_waiting, self._line.values())) or not self._has_room(most):
                return None
        elif not ticket.is_called:
            return None
        if self._share_is_taken(visitor):
            return None
        self._line.pop(visitor, None)
        turn = Turn(visitor)
        self._turns.add(turn)
        return turn

    @asynccontextmanager
    async def begin(self, turn: Turn) -> AsyncIterator[None]:
        """Wait on the doorstep until few enough pages begin; hold one of their places meanwhile."""
        try:
            async with self._starts:
                token = page_turn.set(turn)
                try:
                    yield
                finally:
                    page_turn.reset(token)
        finally:
            self._turns.discard(turn)
            self._call_next()

    async def wait(self, visitor: str, seconds: float) -> Place:
        """Keep a visitor's place in line; return it when they are called, or after so long."""
        ticket = self._line.get(visitor)
        if ticket is None:
            if len(self._line) >= _LONGEST_LINE:
                return Place(len(self._line) + 1, is_full=True)
            ticket = self._line.setdefault(visitor, _Ticket(visitor, self._clock()))
            seconds = min(seconds, _FIRST_ANSWER_SECONDS)  # who has just come is told at once
        ticket.asking += 1
        ticket.seen = self._clock()
        self._call_next()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(ticket.called.wait(), seconds)
        finally:
            ticket.asking -= 1
            ticket.seen = self._clock()
        return self.place(visitor)

    def place(self, visitor: str) -> Place:
        """Return where a visitor stands; who is not in line would be the last."""
        is_full = self._free(self.most) <= 0
        number = 0
        for one in self._line.values():
            number += not one.is_called
            if one.visitor == visitor:
                return Place(0 if one.is_called else number, is_full)
        return Place(number + 1, is_full)

    def _call_next(self) -> None:
        now = self._clock()
        for ticket in list(self._line.values()):
            since = ticket.called_at if ticket.is_called else ticket.seen
            limit = _COMES_SECONDS if ticket.is_called else _FORGOTTEN_SECONDS
            if not ticket.asking and now - since > limit:
                del self._line[ticket.visitor]
        for ticket in self._line.values():
            if not self._has_room(self.most):
                return
            if self._is_waiting(ticket):
                ticket.called_at = now
                ticket.called.set()

    def _is_waiting(self, ticket: _Ticket) -> bool:
        """Say whether somebody stands there and would come if called."""
        is_there = ticket.asking or self._clock() - ticket.seen < _PASSED_OVER_SECONDS
        return bool(is_there and not ticket.is_called and not self._share_is_taken(ticket.visitor))

    def _has_room(self, most: int) -> bool:
        """Say whether one more may begin or stand on the doorstep."""
        expected = len(self._turns) + sum(one.is_called for one in self._line.values())
        return expected < self.at_once + _DOORSTEP and self._free(most) > 0

    def _free(self, most: int) -> int:
        without_kernel = sum(not turn.kernel_id for turn in self._turns)
        called = sum(one.is_called for one in self._line.values())
        return most - self._kernels() - without_kernel - called

    def _share_is_taken(self, visitor: str) -> bool:
        begun = sum(turn.visitor == visitor and not turn.kernel_id for turn in self._turns)
        return begun + self._unattended(visitor) >= MOST_UNATTENDED


def most_pages(available_mb: float | None = None) -> int:
    """Return how many pages this machine's free memory holds: 50 MB each in three quarters of it.

    Where a service or a container may use less than the machine has, that is what counts.
    """
    megabytes = _available_mb() if available_mb is None else available_mb
    return max(4, min(_MOST_EVER, int(megabytes * _SHARE_OF_MEMORY / _PAGE_MB)))


def _available_mb() -> float:
    found = [4096.0]  # a guess, where nothing can be read
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        line = next((one for one in lines if one.startswith("MemAvailable:")), "")
        found = [int(line.split()[1]) / 1024]
    with suppress(OSError, ValueError):
        group = Path("/proc/self/cgroup").read_text(encoding="ascii").strip().rsplit(":", 1)[1]
        limit = Path("/sys/fs/cgroup", group.lstrip("/"), "memory.max").read_text(encoding="ascii")
        found.append(int(limit) / 1024**2)
    return min(found)
