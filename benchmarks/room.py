"""A hundred people in a room on one machine, and three hundred: arriving, answering, leaving."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient

from benchmarks.page_load import stock_voila
from benchmarks.processes import available_gib, private_mb, processor_seconds
from benchmarks.room_client import open_stock
from benchmarks.room_people import ARRIVE_SECONDS, EVERY_SECONDS, WORKBOOK, Found, Room, arrive
from ciwidgets.enrolment import codes, current_program
from ciwidgets.model import Role, StepState
from ciwidgets.opening import load_sample_program
from ciwidgets.serving import proxy
from ciwidgets.store import Store
from tests.support.nginx import running_nginx
from tests.support.postgres import running_postgres
from tests.support.requirements import nginx, postgres_programs
from tests.support.server import free_port, served

PEOPLE = 100
SAVING_SECONDS = 60.0
LONG_SECONDS = 300.0
STEPS = (100, 100, 100)
_GONE_SECONDS = 3.0
# What a room needs: seconds until the last page is usable, until "saved", and on the screen.
_USABLE, _SAVED, _SHOWN = 20.0, 0.3, 1.0


def main() -> None:
    """Print the table for a minute of answers."""
    _one_process(SAVING_SECONDS)


def five_minutes() -> None:
    """Print the table for five minutes of answers."""
    _one_process(LONG_SECONDS)


def three_hundred() -> None:
    """Let a hundred more come, three times, to two workers on PostgreSQL; say where it stops."""
    programs = postgres_programs()
    if programs is None or nginx() is None:
        print("Not measured: three hundred people need PostgreSQL and nginx on this machine.")
        return
    _open_lines()
    with tempfile.TemporaryDirectory() as name, running_postgres(
        programs, most=400, is_durable=True
    ) as database:  # fmt: skip
        folder = Path(name)
        # nginx gives up its rights when it is started as root, and has to get into the folder.
        folder.chmod(0o755)
        url = database.new_store_url()
        with _workers(url, folder) as (address, pid, ports):
            print(f"two workers on PostgreSQL behind nginx; in each step {STEPS[0]} more arrive "
                  f"within {ARRIVE_SECONDS:.0f} s")  # fmt: skip
            asyncio.run(_in_steps(_room(url, address), pid, ports))


def _one_process(seconds: float) -> None:
    _open_lines()
    people = int(os.environ.get("CIWIDGETS_BENCH_PEOPLE", PEOPLE))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        _sample(url)
        print(f"{people} people arrive within {ARRIVE_SECONDS:.0f} s on {WORKBOOK}")
        with served(url, folder, is_lent_a_template=False) as server:
            room = _room(url, server.url)
            asyncio.run(_whole(room, server.process.pid, [server.url], people, seconds))
        with stock_voila(url, folder) as address:
            stock = asyncio.run(arrive(people, lambda: open_stock(address, WORKBOOK, 12)))
        _line("  stock voila: usable after", stock.usable)
        print(f"  stock voila: last usable {stock.last_usable:.1f} s after the first came, "
              f"{len(stock.lost)} lost{_why(stock.lost)}")  # fmt: skip


async def _whole(
    room: Room, pid: int, addresses: Sequence[str], people: int, seconds: float
) -> None:
    await room.prepare()
    found = await room.welcome(people)
    _tell_arrival(found)
    await room.watch()
    await _answering(room, pid, seconds, found)
    await room.leave()
    await asyncio.sleep(_GONE_SECONDS)
    print(f"  kernels left {_GONE_SECONDS:.0f} s after all have left: {_kernels(addresses)}")


async def _in_steps(room: Room, pid: int, addresses: Sequence[str]) -> None:
    await room.prepare()
    await room.watch()
    for more in STEPS:
        print(f"\n  {len(room.guests) + more} people")
        busy = _Busy(pid)
        found = await room.welcome(more)
        _tell_arrival(found)
        arriving = busy.told()
        print(f"  while they came and joined: {arriving}")
        answering = await _answering(room, pid, SAVING_SECONDS, found)
        over = _over(found)
        if over:
            print(f"  it stops here: {'; '.join(over)}. {arriving}, then {answering}")
        elif found.usable:
            print("  within every bound")
    await room.leave()
    await asyncio.sleep(_GONE_SECONDS)
    print(f"\n  kernels left {_GONE_SECONDS:.0f} s after all have left: {_kernels(addresses)}")


async def _answering(room: Room, pid: int, seconds: float, found: Found) -> str:
    """Let all answer, print what was measured, and return what the machine did meanwhile."""
    busy = _Busy(pid)
    await room.answer(seconds, found)
    meanwhile = busy.told()
    _line(f"  press to saved, one each {EVERY_SECONDS:.0f} s for {seconds:.0f} s", found.saved)
    _line("  press to the facilitator's page", found.shown)
    print(f"  {len(found.not_saved)} not saved{_why(found.not_saved)}; {meanwhile}")
    kernels, server = private_mb(pid)
    print(f"  private memory: {kernels / max(1, len(room.guests)):.1f} MB a participant, "
          f"server and template {server:.0f} MB; {available_gib():.1f} GiB of the machine's "
          "are free")  # fmt: skip
    return meanwhile


def _over(found: Found) -> list[str]:
    """Return in words which bounds of a room are broken."""
    saved, shown = _late(found.saved), _late(found.shown)
    return [
        text
        for text, is_over in (
            (
                f"the last page is usable after {found.last_usable:.1f} s",
                found.last_usable > _USABLE,
            ),
            (f"{len(found.lost)} are lost", bool(found.lost)),
            (f"{len(found.not_saved)} answers are not saved", bool(found.not_saved)),
            (f"saving takes {_told(saved)} at 95 %", saved > _SAVED),
            (f"the facilitator's page takes {_told(shown)} at 95 %", shown > _SHOWN),
        )
        if is_over
    ]


class _Busy:
    """How many processors the server takes from now on, and how many these people here."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._server, self._people = processor_seconds(pid), time.process_time()
        self._began = time.perf_counter()

    def told(self) -> str:
        """Return it as words."""
        seconds = time.perf_counter() - self._began
        server = (processor_seconds(self._pid) - self._server) / seconds
        people = (time.process_time() - self._people) / seconds
        return (
            f"the server and its kernels took {server:.2f} of {os.cpu_count()} processors, "
            f"the people of this measurement {people:.2f}"
        )


def _open_lines() -> None:
    AsyncHTTPClient.configure(None, max_clients=1000, max_buffer_size=2**26)


def _sample(url: str) -> None:
    with Store(url) as store:
        load_sample_program(store)


def _room(url: str, address: str) -> Room:
    """Return the room of the teams whose steps are open today."""
    with Store(url) as store:
        program = current_program(store)
        today = program.current_occasion
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
        statements = [one.id for one in program.surveys[0].statements]
    return Room(address, teams, leader, statements)


@contextmanager
def _workers(url: str, folder: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Serve by two workers behind nginx: the address, the parent process, each one's address."""
    _sample(url)
    port, front = free_port(), free_port()
    public = f"http://127.0.0.1:{front}/"
    text = proxy.nginx(
        host="127.0.0.1", port=port, workers=2, base_url="/", public_url=public, logs=str(folder)
    )
    options = ("--workers", "2", "--public-url", public)
    with (
        served(url, folder, *options, port=port, is_lent_a_template=False) as parent,
        running_nginx(text, folder, front),
    ):
        addresses = [f"http://127.0.0.1:{one}/" for one in (port, port + 1)]
        _wait_for(addresses)
        yield public, parent.process.pid, addresses


def _wait_for(addresses: Sequence[str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            _kernels(addresses)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(addresses)


def _tell_arrival(found: Found) -> None:
    _line("  usable after", found.usable)
    in_time = sum(one <= _USABLE for one in found.usable)
    print(f"  last usable {found.last_usable:.1f} s after the first came, {in_time} within "
          f"{_USABLE:.0f} s of their coming, {found.waited} saw the waiting page, "
          f"{len(found.lost)} lost{_why(found.lost)}")  # fmt: skip
    _line("  joined after, all pressing at once", found.joined)


def _line(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    if not ordered:
        print(f"{what}: nothing measured")
        return
    print(f"{what}: median {_told(ordered[len(ordered) // 2])}, 95 % under "
          f"{_told(_late(ordered))}, most {_told(ordered[-1])} (n={len(ordered)})")  # fmt: skip


def _late(seconds: Sequence[float]) -> float:
    """Return the 95th percentile, 0 for nothing."""
    ordered = sorted(seconds)
    return ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0.0


def _told(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _why(reasons: Sequence[str]) -> str:
    return f" (such as: {reasons[0]})" if reasons else ""


def _kernels(addresses: Sequence[str]) -> int:
    total = 0
    for address in addresses:
        with urllib.request.urlopen(f"{address}healthz", timeout=30) as answer:  # noqa: S310
            total += int(json.load(answer)["kernels"])
    return total
