"""From pressing to "saved" while twenty people answer, through the real server and the store."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.client import Participant
from benchmarks.machine import spread
from ciwidgets.enrolment import codes, current_program
from ciwidgets.model import Role
from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store
from tests.support.server import served

PEOPLE, ANSWERS, EVERY_SECONDS = 20, 10, 3.0


def main() -> None:
    """Print the time from a sent answer to its acknowledgement, after the commit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        with Store(url) as store:
            load_sample_program(store)
            today = current_program(store).current_occasion
            team_codes = [
                one.code
                for one in codes(store)
                if one.role is Role.PARTICIPANT and one.occasion_id == today and one.is_open
            ]
            statements = [one.id for one in current_program(store).surveys[0].statements]
        with served(url, folder) as server:
            waits = asyncio.run(_room(server.url, team_codes, statements))
    print(f"From an answer to “saved”, {PEOPLE} people, each answering about every 3 s")
    ordered = sorted(waits)
    print(
        f"  median {1000 * statistics.median(ordered):.0f} ms, "
        f"95 % under {1000 * ordered[int(0.95 * len(ordered))]:.0f} ms "
        f"({spread([1000 * one for one in ordered], 'ms')})"
    )


async def _room(address: str, team_codes: list[str], statements: list[str]) -> list[float]:
    people = [Participant(address) for _ in range(PEOPLE)]
    for start in range(0, PEOPLE, 4):
        await asyncio.gather(*(one.open("needs_assessment") for one in people[start : start + 4]))
    for number, one in enumerate(people):
        # Two tables of ten, as in a hall.
        code = team_codes[2 + number % 2]
        joined = await one.ask(
            "join_strip", {"type": "join", "code": code, "name": "", "sector": ""}
        )
        if joined["type"] != "joined":
            raise RuntimeError(joined)
    waits = await asyncio.gather(*(_answer(one, statements) for one in people))
    for one in people:
        await one.close()
    return [wait for each in waits for wait in each]


async def _answer(person: Participant, statements: list[str]) -> list[float]:
    waits = []
    answers: dict[str, int] = {}
    for number in range(ANSWERS):
        await asyncio.sleep(EVERY_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311
        answers[statements[number % len(statements)]] = random.randint(1, 5)  # noqa: S311
        began = time.perf_counter()
        reply = await person.ask(
            "rating", {"type": "save", "base_revision": number, "answers": dict(answers)}
        )
        waits.append(time.perf_counter() - began)
        if reply["type"] != "saved":
            raise RuntimeError(reply)
    return waits
