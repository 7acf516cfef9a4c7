"""What a forked kernel says is sent by whoever says it, and comes in its order."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from ciwidgets.serving.forking import TEMPLATE_VARIABLE
from ciwidgets.shipped import jupyter_data_folder
from tests.support.kernels import Kernel, in_a_loop, kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

IN_TURN = """
import sys
from IPython.display import display
for number in range(40):
    print("out", number)
    print("err", number, file=sys.stderr)
    display({"text/plain": str(number)}, raw=True)
"""
# How often the thread for what is sent is woken while it has nothing to send by itself.
WOKEN = """
import sys
thread = sys.stdout.pub_thread
woken, puller = [], thread._event_puller
puller.on_recv(lambda message: (woken.append(1), thread._handle_event(message)))
for _ in range(50):
    sys.stdout.flush()
"""
MANY = """
import threading
from IPython.display import display
def say(name):
    for number in range(100):
        display({"text/plain": f"{name} {number}"}, raw=True)
threads = [threading.Thread(target=say, args=(name,)) for name in "abcd"]
for one in threads: one.start()
for one in threads: one.join()
"""
CHILD = """
import multiprocessing
child = multiprocessing.get_context("fork").Process(target=print, args=("from a child",))
child.start()
child.join()
import time
time.sleep(0.3)
"""


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(jupyter_data_folder()))
    monkeypatch.delenv(TEMPLATE_VARIABLE, raising=False)


async def shown(one: Kernel, code: str) -> list[str]:
    """What a cell prints and shows, in the order it comes."""
    said: list[str] = []

    def hear(message: dict) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            said.extend(content["text"].split("\n")[:-1])
        elif message["msg_type"] == "display_data":
            said.append(content["data"]["text/plain"])

    await one.client.execute_interactive(code, timeout=60, output_hook=hear)
    return said


def test_what_is_printed_and_shown_comes_in_its_order(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            said = await shown(one, IN_TURN)
            turns = [said[start : start + 3] for start in range(0, len(said), 3)]
            assert turns == [[f"out {n}", f"err {n}", str(n)] for n in range(40)]

    in_a_loop(work)


def test_nobody_is_woken_to_send_nothing(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            await one.run(WOKEN)
            assert await one.value("len(woken)") == 0

    in_a_loop(work)


def test_what_threads_show_at_once_comes_whole(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            said = await shown(one, MANY)
            assert sorted(said) == sorted(f"{name} {n}" for name in "abcd" for n in range(100))

    in_a_loop(work)


def test_what_nobody_flushes_comes_while_the_cell_still_runs(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            begun = asyncio.Event()
            cell = asyncio.create_task(one.run("import time; print('in'); time.sleep(30)", begun))
            await asyncio.wait_for(begun.wait(), 10)
            await one.manager.interrupt_kernel()
            assert (await cell).startswith("in")

    in_a_loop(work)


def test_what_a_child_prints_comes_too(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            assert await one.run(CHILD) == "from a child"

    in_a_loop(work)
