"""Many processes on one store; run as a program, because only a program without threads may fork.

    python swarm.py append URL FOLDER WRITERS EACH    every writer appends EACH ideas
    python swarm.py same URL FOLDER WRITERS           every writer sends the same draft
    python swarm.py kill URL FOLDER WRITERS KILLS     writers are killed with signal 9 and replaced
    python swarm.py groups URL FOLDER WRITERS TIMES   all are killed at the same moment, and again

Writers note in FOLDER/tried what they are about to send and in FOLDER/saved what was
acknowledged, one request id a line.
"""

from __future__ import annotations

import importlib
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ciwidgets.errors import StoreUnavailable
from ciwidgets.model import Draft, Idea, record_id_for
from ciwidgets.store import Store

PARTS = 3
_TRIES = 5
_MOST_SECONDS = 40
_SEED = 20_261_122


def batch(request_id: str) -> list[Draft]:
    """Return the drafts this request id stands for, the same ones every time."""
    return [
        Draft(
            record_id=record_id_for(request_id, str(part)),
            body=Idea(step="needs_assessment/ideas", text=f"{request_id} part {part}"),
            request_id=request_id,
            team_id=f"team-{part}",
            author_id="ada",
            ordinal=part,
        )
        for part in range(PARTS)
    ]


def send(store: Store, folder: Path, request_id: str) -> None:
    """Append one batch, and note it before and after.

    Where the store is too busy the same is sent again, as a page does.
    """
    _note(folder / "tried", request_id)
    for _ in range(_TRIES):
        try:
            store.append(batch(request_id))
        except StoreUnavailable:
            continue
        _note(folder / "saved", request_id)
        return
    raise TimeoutError(request_id)


def _note(path: Path, line: str) -> None:
    # One write to a file opened for appending is whole, even when the next moment kills us.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        # Straight out: what the parent meant to do at its end is not the child's business.
        if status:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(status)


def together(writers: int, work: Callable[[int], None]) -> int:
    """Let every writer open the store and work at the same moment; return how many failed."""
    gate, opener = os.pipe()

    def one(number: int) -> None:
        os.close(opener)
        os.read(gate, 1)
        work(number)

    children = [_fork(partial(one, number)) for number in range(writers)]
    os.close(opener)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


def kill_and_replace(url: str, folder: Path, writers: int, kills: int) -> None:
    """Kill one writer after another, each somewhere in its work."""
    chance = random.Random(_SEED)
    numbers = iter(range(writers + kills))

    def work(name: str) -> None:
        with Store(url) as store:
            for turn in range(100_000):
                send(store, folder, f"{name}-{turn}")

    def start() -> int:
        name = f"writer-{next(numbers)}"
        return _fork(partial(work, name))

    alive = [start() for _ in range(writers)]
    until = time.monotonic() + _MOST_SECONDS
    for _ in range(kills):
        # On a slow machine too, there is something to lose before each kill.
        before = _size(folder / "saved")
        while _size(folder / "saved") == before and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.03))
        place = chance.randrange(writers)
        os.kill(alive[place], signal.SIGKILL)
        os.waitpid(alive[place], 0)
        alive[place] = start()
    for child in alive:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def kill_together(url: str, folder: Path, writers: int, times: int) -> None:
    """Kill a whole group of writers at one moment, as when the server is stopped, and again."""
    chance = random.Random(_SEED)

    def work(store: Store, name: str) -> None:
        for turn in range(100_000):
            send(store, folder, f"{name}-{turn}")

    def lead(time_: int) -> None:
        os.setsid()
        # Opened once for all: a forked writer takes connections of its own.
        store = Store(url)
        for number in range(writers):
            _fork(partial(work, store, f"writer-{time_}-{number}"))
        signal.pause()

    for time_ in range(times):
        before = _size(folder / "saved")
        leader = _fork(partial(lead, time_))
        until = time.monotonic() + _MOST_SECONDS
        # So many bytes are a dozen or two of saves: all are at work.
        while _size(folder / "saved") < before + 300 and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        os.killpg(leader, signal.SIGKILL)
        os.waitpid(leader, 0)


def main() -> int:
    """Do what the command line says; return how many writers failed."""
    mode, url, folder, writers, *more = sys.argv[1:]
    place = Path(folder)
    # What opening a store imports late is imported once here, not by every child.
    driver = "postgresql.psycopg" if url.startswith("postgresql") else "sqlite.pysqlite"
    importlib.import_module(f"sqlalchemy.dialects.{driver}").dialect.import_dbapi()

    def append(number: int) -> None:
        with Store(url) as store:
            for turn in range(int(more[0])):
                send(store, place, f"writer-{number}-{turn}")

    def same(_: int) -> None:
        with Store(url) as store:
            send(store, place, "the-one-request")

    if mode == "kill":
        kill_and_replace(url, place, int(writers), int(more[0]))
        return 0
    if mode == "groups":
        kill_together(url, place, int(writers), int(more[0]))
        return 0
    return together(int(writers), {"append": append, "same": same}[mode])


if __name__ == "__main__":
    sys.exit(main())
