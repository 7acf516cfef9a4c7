"""A hundred people in a room on one machine: arriving, answering, being seen, leaving."""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient

from benchmarks.page_load import stock_voila
from benchmarks.room_client import Guest, open_stock
from ciwidgets.enrolment import codes, current_program
from ciwidgets.model import Role, StepState
from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store
from tests.support.server import served

PEOPLE = 100
ARRIVE_SECONDS = 10.0
EVERY_SECONDS = 5.0
SAVING_SECONDS = 60.0
LONG_SECONDS = 300.0
BOARD = "idea_board"
_WORKBOOK = "needs_assessment"
_GONE_SECONDS = 3.0


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


def main() -> None:
    """Print the table for a minute of answers."""
    _print(SAVING_SECONDS)


def five_minutes() -> None:
    """Print the table for five minutes of answers."""
    _print(LONG_SECONDS)


def _print(seconds: float) -> None:
    AsyncHTTPClient.configure(None, max_clients=1000, max_buffer_size=2**26)
    people = int(os.environ.get("CIWIDGETS_BENCH_PEOPLE", PEOPLE))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        with Store(url) as store:
            load_sample_program(store)
            today = current_program(store).current_occasion
            closed = {
                one.team_id
                for one in store.every(StepState)
                if one.occasion == today and not one.body.is_open
            }
            teams = {
                one.team_id: one.code
                for one in codes(store)
                if one.role is Role.PARTICIPANT and one.occasion_id == today and one.is_open
                if one.team_id not in closed
            }
            leader = next(one.code for one in codes(store) if one.role is Role.FACILITATOR)
            statements = [one.id for one in current_program(store).surveys[0].statements]
        print(f"{people} people arrive within {ARRIVE_SECONDS:.0f} s on {_WORKBOOK}")
        with served(url, folder, is_lent_a_template=False) as server:
            room = Room(server.url, server.process.pid, teams, leader, statements)
            asyncio.run(room.run(people, seconds))
        with stock_voila(url, folder) as address:
            stock = asyncio.run(_arrive(people, lambda: open_stock(address, _WORKBOOK, 12)))
        _line("  stock voila: usable after", stock.usable)
        print(f"  stock voila: last usable {stock.last_usable:.1f} s after the first came, "
              f"{len(stock.lost)} lost{_why(stock.lost)}")  # fmt: skip


@dataclass
class Room:
    """A served room and those in it."""

    address: str
    pid: int
    teams: dict[str, str]
    leader: str
    statements: list[str]
    guests: list[Guest] = field(default_factory=list)
    asked: dict[str, float] = field(default_factory=dict)

    async def run(self, people: int, seconds: float) -> None:
        """Arrive, answer, leave; print each."""
        before = Guest(self.address)
        await before.open(_WORKBOOK)
        expected = before.models.keys()
        await before.leave()

        async def come() -> None:
            guest = Guest(self.address)
            await guest.open(_WORKBOOK)
            missing = [one for one in expected if not guest.states.get(one)]
            if missing:
                raise RuntimeError(f"without {missing}")
            self.guests.append(guest)

        found = await _arrive(people, come)
        found.waited = sum(guest.has_waited for guest in self.guests)
        _line("  usable after", found.usable)
        print(f"  last usable {found.last_usable:.1f} s after the first came, {found.waited} saw "
              f"the waiting page, {len(found.lost)} lost{_why(found.lost)}")  # fmt: skip
        await self._join(found)
        _line("  joined after", found.joined)
        facilitator = await self._facilitator(found)
        cpu = _processor_seconds(self.pid)
        began = time.perf_counter()
        await asyncio.gather(*(self._answer(n, one, seconds, found)
                               for n, one in enumerate(self.guests)))  # fmt: skip
        load = (_processor_seconds(self.pid) - cpu) / (time.perf_counter() - began)
        _line(f"  press to saved, one each {EVERY_SECONDS:.0f} s for {seconds:.0f} s", found.saved)
        _line("  press to the facilitator's page", found.shown)
        print(f"  {len(found.not_saved)} not saved{_why(found.not_saved)}; "
              f"the server and its kernels took {load:.2f} processors")  # fmt: skip
        kernels, server = _private_mb(self.pid)
        print(f"  private memory: {kernels / max(1, len(self.guests)):.0f} MB a participant, "
              f"server and template {server:.0f} MB")  # fmt: skip
        await asyncio.gather(*(one.leave() for one in [*self.guests, facilitator]))
        await asyncio.sleep(_GONE_SECONDS)
        print(f"  kernels left {_GONE_SECONDS:.0f} s after all have left: {_kernels(self.address)}")

    async def _join(self, found: Found) -> None:
        team_codes = list(self.teams.values())

        async def join(number: int, guest: Guest) -> None:
            began = time.perf_counter()
            said = {
                "type": "join",
                "code": team_codes[number % len(team_codes)],
                "name": "",
                "sector": "",
            }
            answer = await _until_taken(guest, "join_strip", said)
            if answer["type"] != "joined":
                raise RuntimeError(answer)
            found.joined.append(time.perf_counter() - began)

        await asyncio.gather(*(join(n, one) for n, one in enumerate(self.guests)))

    async def _facilitator(self, found: Found) -> Guest:
        """Open the facilitator's page of the first team's board, and note when ideas come in."""
        guest = Guest(self.address)
        await guest.open(_WORKBOOK)
        said = {"type": "join", "code": self.leader, "name": "", "sector": ""}
        answer = await guest.ask("join_strip", said)
        if answer["type"] != "joined":
            raise RuntimeError(answer)
        await guest.ask("join_strip", {"type": "look", "team_id": next(iter(self.teams))})

        def look(text: str) -> None:
            for mark in [one for one in self.asked if one in text]:
                found.shown.append(time.perf_counter() - self.asked.pop(mark))

        guest.on_update = look
        return guest

    async def _answer(self, number: int, guest: Guest, seconds: float, found: Found) -> None:
        chance = random.Random(number)  # noqa: S311
        answers: dict[str, int] = {}
        revision = 0
        await asyncio.sleep(chance.uniform(0, EVERY_SECONDS))
        for turn in range(int(seconds / EVERY_SECONDS)):
            began = time.perf_counter()
            # In the first team every other press is an idea, which the facilitator sees.
            if number % len(self.teams) == 0 and turn % 2:
                mark = secrets.token_hex(8)
                self.asked[mark] = began
                said = {"type": "add", "record_id": secrets.token_hex(16), "text": f"idea {mark}"}
                answer = await _until_taken(guest, BOARD, said)
            else:
                answers[self.statements[turn % len(self.statements)]] = chance.randint(1, 5)
                said = {"type": "save", "base_revision": revision, "answers": dict(answers)}
                answer = await _until_taken(guest, "rating", said)
                revision = answer.get("revision", revision)
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


async def _arrive(people: int, come: Callable[[], Awaitable[None]]) -> Found:
    """Let people come, spread over the same seconds; note when each can begin to work."""
    found = Found()
    chance = random.Random(7)  # noqa: S311
    first = time.perf_counter()

    async def one(after: float) -> None:
        await asyncio.sleep(after)
        began = time.perf_counter()
        try:
            await asyncio.wait_for(come(), 240)
        except Exception as error:  # noqa: BLE001  # whatever it was, this person is lost
            found.lost.append(f"{type(error).__name__} {error}"[:90])
            return
        found.usable.append(time.perf_counter() - began)
        found.last_usable = time.perf_counter() - first

    await asyncio.gather(*(one(chance.uniform(0, ARRIVE_SECONDS)) for _ in range(people)))
    return found


def _line(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    if not ordered:
        print(f"{what}: nothing measured")
        return
    p50, p95 = ordered[len(ordered) // 2], ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what}: median {_told(p50)}, 95 % under {_told(p95)}, "
          f"most {_told(ordered[-1])} (n={len(ordered)})")  # fmt: skip


def _told(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _why(reasons: list[str]) -> str:
    return f" (such as: {reasons[0]})" if reasons else ""


def _kernels(address: str) -> int:
    with urllib.request.urlopen(f"{address}healthz", timeout=30) as answer:  # noqa: S310
        return int(json.load(answer)["kernels"])


def _family(pid: int) -> list[tuple[int, int]]:
    """Return a process and those below it, each with how many it has itself started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    below = [one for child in children for one in _family(int(child))]
    return [(pid, len(children)), *below]


def _private_mb(pid: int) -> tuple[float, float]:
    """Return the private memory of the kernels, and of the server and its template."""
    kernels = others = 0.0
    for one, children in _family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        private = sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024
        if children or one == pid:
            others += private
        else:
            kernels += private
    return kernels, others


def _processor_seconds(pid: int) -> float:
    ticks = 0
    for one, _ in _family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
