"""People in a served room: they arrive, join, answer every few seconds, and leave."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.room_client import Guest

ARRIVE_SECONDS = 10.0
EVERY_SECONDS = 5.0
WORKBOOK = "needs_assessment"
_BOARD = "idea_board"
_PATIENCE = 240.0
_TURNS_A_MINUTE = int(60 / EVERY_SECONDS)


@dataclass
class Found:
    """What was measured, in seconds; one figure a person or a press."""

    usable: list[float] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    not_saved: list[str] = field(default_factory=list)
    last_usable: float = 0.0
    waited: int = 0


@dataclass
class Room:
    """A served room and those in it; ``teams`` and ``leader`` are codes."""

    address: str
    teams: dict[str, str]
    leader: str
    statements: list[str]
    guests: list[Guest] = field(default_factory=list)
    asked: dict[str, float] = field(default_factory=dict)
    facilitator: Guest | None = None
    _expected: set[str] = field(default_factory=set)
    _answers: dict[int, dict[str, int]] = field(default_factory=dict)
    _revisions: dict[int, int] = field(default_factory=dict)

    async def prepare(self) -> None:
        """Learn from one page, before anybody is timed, what a whole page holds."""
        before = Guest(self.address)
        await before.open(WORKBOOK)
        self._expected = set(before.models)
        await before.leave()

    async def welcome(self, people: int) -> Found:
        """Let people come; a page counts once every widget of it has its state."""
        newcomers: list[Guest] = []

        async def come() -> None:
            guest = Guest(self.address)
            await guest.open(WORKBOOK)
            missing = [one for one in self._expected if not guest.states.get(one)]
            if missing:
                raise RuntimeError(f"without {missing}")
            newcomers.append(guest)

        found = await arrive(people, come)
        found.waited = sum(guest.has_waited for guest in newcomers)
        first = len(self.guests)
        self.guests += newcomers
        await asyncio.gather(
            *(self._join(first + n, one, found) for n, one in enumerate(newcomers))
        )
        return found

    async def _join(self, number: int, guest: Guest, found: Found) -> None:
        team_codes = list(self.teams.values())
        began = time.perf_counter()
        code = team_codes[number % len(team_codes)]
        said = {"type": "join", "code": code, "name": "", "sector": ""}
        answer = await _until_taken(guest, "join_strip", said)
        if answer["type"] != "joined":
            raise RuntimeError(answer)
        found.joined.append(time.perf_counter() - began)

    async def watch(self) -> None:
        """Open a facilitator's page of the first team's board, where ideas are seen to come in."""
        guest = Guest(self.address)
        await guest.open(WORKBOOK)
        said = {"type": "join", "code": self.leader, "name": "", "sector": ""}
        answer = await guest.ask("join_strip", said)
        if answer["type"] != "joined":
            raise RuntimeError(answer)
        await guest.ask("join_strip", {"type": "look", "team_id": next(iter(self.teams))})
        self.facilitator = guest

    async def answer(self, seconds: float, found: Found) -> None:
        """Let everybody save every few seconds for so long."""

        def look(text: str) -> None:
            for mark in [one for one in self.asked if one in text]:
                found.shown.append(time.perf_counter() - self.asked.pop(mark))

        if self.facilitator is not None:
            self.facilitator.on_update = look
        await asyncio.gather(
            *(self._answer(n, one, seconds, found) for n, one in enumerate(self.guests))
        )

    async def leave(self) -> None:
        """Let everybody go."""
        everybody = [*self.guests, *([self.facilitator] if self.facilitator else [])]
        await asyncio.gather(*(one.leave() for one in everybody))

    async def _answer(self, number: int, guest: Guest, seconds: float, found: Found) -> None:
        chance = random.Random(number)  # noqa: S311
        answers = self._answers.setdefault(number, {})
        revision = self._revisions.get(number, 0)
        await asyncio.sleep(chance.uniform(0, EVERY_SECONDS))
        for turn in range(int(seconds / EVERY_SECONDS)):
            began = time.perf_counter()
            # In the first team each person has an idea a minute, which the facilitator sees.
            if number % len(self.teams) == 0 and turn % _TURNS_A_MINUTE == number % _TURNS_A_MINUTE:
                mark = secrets.token_hex(8)
                self.asked[mark] = began
                said = {"type": "add", "record_id": secrets.token_hex(16), "text": f"idea {mark}"}
                answer = await _until_taken(guest, _BOARD, said)
            else:
                answers[self.statements[turn % len(self.statements)]] = chance.randint(1, 5)
                said = {"type": "save", "base_revision": revision, "answers": dict(answers)}
                answer = await _until_taken(guest, "rating", said)
                revision = self._revisions[number] = answer.get("revision", revision)
            found.saved.append(time.perf_counter() - began)
            if answer["type"] != "saved":
                found.not_saved.append(str(answer.get("text", answer)))
            await asyncio.sleep(max(0.0, EVERY_SECONDS - (time.perf_counter() - began)))


async def _until_taken(guest: Guest, module: str, said: dict[str, Any]) -> dict[str, Any]:
    """Send a message until the store has room for it, as a page does."""
    while True:
        answer = await guest.ask(module, said)
        if answer["type"] != "later":
            return answer
        await asyncio.sleep(1)


async def arrive(people: int, come: Callable[[], Awaitable[None]]) -> Found:
    """Let people come, spread over the same seconds; note when each can begin to work."""
    found = Found()
    chance = random.Random(7)  # noqa: S311
    first = time.perf_counter()

    async def one(after: float) -> None:
        await asyncio.sleep(after)
        began = time.perf_counter()
        try:
            await asyncio.wait_for(come(), _PATIENCE)
        except Exception as error:  # noqa: BLE001  # whatever it was, this person is lost
            found.lost.append(f"{type(error).__name__} {error}"[:90])
            return
        found.usable.append(time.perf_counter() - began)
        found.last_usable = time.perf_counter() - first

    await asyncio.gather(*(one(chance.uniform(0, ARRIVE_SECONDS)) for _ in range(people)))
    return found
