"""Forked kernels: each its own, none left behind, and an ordinary one wherever forking fails."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import AsyncExitStack
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from traitlets.config import Config

from ciwidgets.opening import load_sample_program
from ciwidgets.serving import forking, kernels
from ciwidgets.serving.forking import TEMPLATE_VARIABLE
from ciwidgets.shipped import jupyter_data_folder
from ciwidgets.store import Store
from tests.support.kernels import (
    PROMPT,
    Kernel,
    children_of,
    command_of,
    has_gone,
    in_a_loop,
    kernel,
    parent_of,
)
from tests.support.server import served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

# What should differ from kernel to kernel, each told once.
RANDOM = """
import hashlib, gc, json, multiprocessing, os, random, secrets, ssl, tempfile, uuid
import numpy, sqlalchemy
gc.unfreeze()
things = gc.get_objects()
told = {
    "random": random.random(),
    "numpy": numpy.random.rand(),
    "numpy's own": float(numpy.random.default_rng().random()),
    "uuid4": str(uuid.uuid4()),
    "uuid1": str(uuid.uuid1()),
    "secrets": secrets.token_hex(),
    "urandom": os.urandom(8).hex(),
    "temporary": tempfile.mktemp(),
    "tls": ssl.RAND_bytes(8).hex(),
    "authkey": bytes(multiprocessing.current_process().authkey).hex(),
    "session": get_ipython().kernel.session.session,
    "pid": os.getpid(),
}
generators = [one for one in things if type(one) is random.Random]
told |= {f"generator {n}": str(one.getstate())[:200] for n, one in enumerate(generators)}
states = [one for one in things if isinstance(one, numpy.random.RandomState)]
told |= {f"state {n}": str(one.get_state()) for n, one in enumerate(states)}
engines = [str(one) for one in things if isinstance(one, sqlalchemy.Engine | sqlalchemy.Pool)]
print(json.dumps([told, engines]))
"""
# Starts a kernel and waits to be killed.
STARTS_ONE = """
import asyncio, os, sys
from pathlib import Path
from tests.support.kernels import kernel

async def main():
    async with kernel(Path(sys.argv[1]), sys.argv[2]) as one:
        print(await one.run("import os; print([os.getppid(), os.getpid()])"), flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(jupyter_data_folder()))
    monkeypatch.delenv(TEMPLATE_VARIABLE, raising=False)
    monkeypatch.setattr(kernels, "_said", set())
    forking._deaths.clear()


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A kernelspec of another name, whose template imports other modules."""

    def make(*modules: str, **change: object) -> str:
        spec = json.loads((jupyter_data_folder() / "kernels/ciwidgets/kernel.json").read_text())
        spec["metadata"]["kernel_provisioner"]["config"]["preload"] = list(modules)
        folder = tmp_path / "data" / "kernels" / "other"
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps({**spec, **change}))
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
        return "other"

    return make


def module(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> Path:
    """A module that only this test's processes can import."""
    path = folder / "modules" / f"{name}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    monkeypatch.setenv("PYTHONPATH", f"{path.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    return path


def template_of(one: Kernel) -> int:
    """The process a kernel was forked from; it fails for one that was not forked."""
    above = parent_of(one.pid)
    assert "ciwidgets.serving.kernel_template" in command_of(above)
    return above


def start(folder: Path, name: str) -> tuple[subprocess.Popen, list[int]]:
    """A process with a kernel of its own: it, and its kernel's template and itself."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTS_ONE, str(folder), name],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())


def test_jupyter_lists_our_kernel_beside_the_ordinary_one():
    program = [sys.executable, "-m", "jupyter", "kernelspec", "list", "--json"]
    listed = json.loads(subprocess.run(program, capture_output=True, check=True).stdout)
    spec = listed["kernelspecs"]["ciwidgets"]["spec"]
    assert spec["display_name"] == "Python (ciwidgets)"
    assert "python3" in listed["kernelspecs"]


def test_two_kernels_share_no_random_numbers_no_identity_and_no_database(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as first, kernel(tmp_path) as second:
            assert template_of(first) == template_of(second)
            one, engines = json.loads(await first.run(RANDOM))
            two, more_engines = json.loads(await second.run(RANDOM))
            assert {name for name in one if one[name] == two.get(name)} == set()
            assert "state 0" in one
            assert "generator 0" in one
            assert engines == more_engines == []

    in_a_loop(work)


def test_a_kernel_has_the_folder_the_environment_and_the_settings_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "matplotlibrc").write_text("figure.dpi: 37\n")
    (tmp_path / "mine").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "mine"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("MPLBACKEND", "svg")
    monkeypatch.setenv("OF_THIS_TEST", "ümläut")

    async def work() -> None:
        async with kernel(tmp_path) as one:
            template_of(one)
            await one.run("import os, tempfile, time, matplotlib, sys, threading")
            assert await one.value("os.getcwd()") == str(tmp_path)
            assert await one.value("os.environ['OF_THIS_TEST']") == "ümläut"
            assert await one.value("tempfile.gettempdir()") == str(tmp_path / "mine")
            assert await one.value("time.tzname[0]") == "NZST"
            assert await one.value("matplotlib.rcParams['figure.dpi']") == 37
            assert await one.value("matplotlib.get_backend()") == "svg"
            assert await one.value("sys.argv[1:2]") == ["-f"]
            assert await one.value("os.getpgid(0) == os.getsid(0) == os.getpid()")

    in_a_loop(work)


def test_an_interrupt_stops_a_cell_and_nothing_else(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            await one.run("x = 41")
            begun = asyncio.Event()
            code = "import time; print('in', flush=True); time.sleep(30)"
            cell = asyncio.create_task(one.run(code, begun))
            await begun.wait()
            await one.manager.interrupt_kernel()
            assert (await cell).endswith("KeyboardInterrupt:")
            assert await one.value("x + 1") == 42

    in_a_loop(work)


def test_a_kernel_answers_whoever_asks_for_its_widgets_as_an_ordinary_one_does(tmp_path: Path):
    async def work() -> None:
        asked = "sorted(get_ipython().kernel.comm_manager.targets)"
        async with kernel(tmp_path) as ours, kernel(tmp_path, "python3") as ordinary:
            for each in (ours, ordinary):
                await each.run("import ipywidgets")
            assert await ours.value(asked) == await ordinary.value(asked) != []

    in_a_loop(work)


def test_a_kernel_that_nobody_asks_for_any_more_ends_without_a_word():
    program = """
import socket
from ciwidgets.serving.kernel_child import _say_ready
ours, theirs = socket.socketpair()
theirs.close()
_say_ready(ours)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (1, b"")


def test_a_restarted_kernel_is_a_new_one_on_the_same_line(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            await one.run("x = 1")
            before = one.pid
            await one.manager.restart_kernel()
            await one.client.wait_for_ready(timeout=30)
            assert await one.value("'x' in globals()") is False
            assert one.pid != before
            assert has_gone(before)
            template_of(one)

    in_a_loop(work)


@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), 9)", "ctypes.string_at(0)", "os._exit(3)"], ids=str
)
def test_a_kernel_that_dies_is_reported_and_hurts_nobody_else(tmp_path: Path, end: str):
    cells = [nbformat.v4.new_code_cell("import ctypes, os"), nbformat.v4.new_code_cell(end)]
    book = nbformat.v4.new_notebook(cells=cells)
    config = Config(KernelManager={"transport": "ipc", "client_class": PROMPT})
    config.KernelManager.connection_file = str(tmp_path / "dies.json")
    dies = NotebookClient(book, kernel_name="ciwidgets", config=config)

    async def work() -> None:
        async with kernel(tmp_path) as one:
            await one.run("x = 41")
            with pytest.raises(DeadKernelError):
                await dies.async_execute()
            assert await one.value("x + 1") == 42
            assert children_of(template_of(one)) == [one.pid]

    in_a_loop(work)


def test_how_a_kernel_ended_is_known_and_no_zombie_is_left(tmp_path: Path):
    async def work() -> None:
        async with kernel(tmp_path) as one:
            template = template_of(one)
            provisioner = one.manager.provisioner
            assert provisioner is not None
            process = provisioner.process  # type: ignore[attr-defined]
            assert await provisioner.poll() is None
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01)
            os.kill(one.pid, signal.SIGTERM)
            assert process.wait(10) == -signal.SIGTERM
            assert await provisioner.poll() == -signal.SIGTERM
            await provisioner.send_signal(signal.SIGKILL)  # to nobody
            assert children_of(template) == []
            # A kernel that is asked to goes by itself.
            await one.manager.restart_kernel(now=True)
            await one.client.wait_for_ready(timeout=30)
            await one.manager.shutdown_kernel()
            assert children_of(template) == []

    in_a_loop(work)


def test_twenty_kernels_started_at_once_all_answer(tmp_path: Path):
    async def work() -> None:
        async with AsyncExitStack() as stack:
            starts = [stack.enter_async_context(kernel(tmp_path)) for _ in range(20)]
            all_of_them = await asyncio.gather(*starts)
            sums = await asyncio.gather(
                *(one.value(f"{n} * 2") for n, one in enumerate(all_of_them))
            )
            assert sums == list(range(0, 40, 2))
            assert len({one.pid for one in all_of_them}) == 20

    in_a_loop(work)


def test_a_killed_process_takes_its_template_and_kernels_along(
    tmp_path: Path, other, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "t").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    starter, pids = start(tmp_path, other("json"))
    with starter:
        assert len(list((tmp_path / "t").glob("*/template"))) == 1
        starter.kill()
    assert [has_gone(pid) for pid in pids] == [True, True]
    assert list((tmp_path / "t").iterdir()) == []


def test_a_killed_template_takes_its_kernels_along_and_the_next_kernel_has_another(
    tmp_path: Path, other
):
    name = other("json")

    async def work() -> None:
        async with kernel(tmp_path, name) as one:
            template, pid = template_of(one), one.pid
            os.kill(template, signal.SIGKILL)
            assert has_gone(pid)
            assert await one.manager.is_alive() is False
            async with kernel(tmp_path, name) as two:
                assert template_of(two) != template

    in_a_loop(work)


def test_templates_that_end_time_and_again_are_given_up(
    tmp_path: Path, other, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    starts = tmp_path / "starts"
    module(
        tmp_path,
        monkeypatch,
        "dies",
        f"import os; open({str(starts)!r}, 'a').write('x'); os._exit(1)",
    )
    name = other("dies")

    async def work() -> None:
        for _ in range(4):
            async with kernel(tmp_path, name) as one:
                assert await one.value("1 + 1") == 2

    in_a_loop(work)
    assert len(starts.read_text()) == 4
    assert [text.split(": ")[1] for text in caplog.messages] == [
        "its template process ended without an answer.",
        "its template process has ended time and again.",
    ]


def test_where_there_is_no_fork_kernels_start_as_ever_and_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(forking, "can_fork", lambda: False)

    async def work() -> None:
        async with kernel(tmp_path) as one, kernel(tmp_path) as two:
            assert parent_of(one.pid) == parent_of(two.pid) == os.getpid()
            assert await one.value("1 + 1") == 2

    with caplog.at_level(logging.INFO, "ciwidgets"):
        in_a_loop(work)
        with kernels.template() as env:
            assert set(env) == {"JUPYTER_PATH"}
        kernels.warm_up()
    assert caplog.messages == [
        "Kernels are not forked but start one by one, more slowly: this system cannot fork them."
    ]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_only_linux_forks(platform: str, monkeypatch: pytest.MonkeyPatch):
    assert forking.can_fork()
    monkeypatch.setattr(sys, "platform", platform)
    assert not forking.can_fork()


def test_a_module_that_cannot_be_imported_is_named_and_kernels_start_as_ever(
    tmp_path: Path, other, caplog: pytest.LogCaptureFixture
):
    name = other("json", "no_such_module")

    async def work() -> None:
        for _ in range(2):
            async with kernel(tmp_path, name) as one:
                assert parent_of(one.pid) == os.getpid()

    in_a_loop(work)
    assert len(caplog.messages) == 1
    assert "could not import no_such_module" in caplog.text


def test_a_template_with_two_threads_refuses_to_fork(
    tmp_path: Path, other, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    module(
        tmp_path,
        monkeypatch,
        "busy",
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
    )
    name = other("busy")

    async def work() -> None:
        async with kernel(tmp_path, name) as one:
            assert parent_of(one.pid) == os.getpid()

    in_a_loop(work)
    assert len(caplog.messages) == 1
    assert "has 2 threads, and a fork takes only one of them" in caplog.text


def test_a_kernel_that_python_itself_must_start_otherwise_is_not_forked(
    tmp_path: Path, other, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    name = other("json")

    async def work() -> None:
        async with kernel(tmp_path, name) as one:
            template_of(one)
        monkeypatch.setenv("PYTHONHASHSEED", "0")
        async with kernel(tmp_path, name) as one:
            assert await one.run("import sys; print(sys.flags.hash_randomization)") == "0"

    in_a_loop(work)
    assert [text.rpartition(" ")[2] for text in caplog.messages] == ["PYTHONHASHSEED."]


def test_kernels_see_code_that_was_changed_after_the_template_read_it(
    tmp_path: Path, other, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    code = module(tmp_path, monkeypatch, "edited", "answer = 41")
    name = other("edited")

    async def work() -> None:
        async with kernel(tmp_path, name) as before:
            assert await before.run("import edited; print(edited.answer)") == "41"
            old = template_of(before)
            code.write_text("answer = 42  # now")
            async with kernel(tmp_path, name) as after:
                assert await after.run("import edited; print(edited.answer)") == "42"
                assert template_of(after) != old
            assert await before.value("edited.answer") == 41  # it goes on
        assert has_gone(old)

    in_a_loop(work)
    assert caplog.messages == []


def test_processes_of_a_batch_share_one_template_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async def work(worker: subprocess.Popen, template: int, pid: int) -> None:
        async with kernel(tmp_path) as one:
            assert template_of(one) == template
            worker.kill()  # its kernel goes, the template and ours stay
            assert has_gone(pid)
            assert await one.value("1 + 1") == 2

    async def work_afterwards() -> None:
        async with kernel(tmp_path) as one:
            assert template_of(one) != template

    with kernels.template() as env:
        monkeypatch.setenv(TEMPLATE_VARIABLE, env[TEMPLATE_VARIABLE])
        worker, (template, pid) = start(tmp_path, "ciwidgets")
        with worker:
            in_a_loop(lambda: work(worker, template, pid))
    assert has_gone(template)
    in_a_loop(work_afterwards)  # the address leads nowhere any more


@pytest.mark.parametrize("transport", ["ipc", "tcp"])
def test_the_prompt_client_begins_when_nothing_of_the_start_is_left(tmp_path: Path, transport: str):
    async def work() -> None:
        async with kernel(tmp_path, transport=transport) as one:
            assert not await one.client.iopub_channel.msg_ready()
            assert not await one.client.shell_channel.msg_ready()
            started = time.monotonic()
            await one.client.wait_for_ready(timeout=30)
            assert time.monotonic() - started < 0.2
            kinds = []
            await one.client.execute_interactive(
                "print('said')", output_hook=lambda message: kinds.append(message["msg_type"])
            )
            assert kinds == ["status", "execute_input", "stream", "status"]
            os.kill(one.pid, signal.SIGKILL)
            with pytest.raises(RuntimeError, match="Kernel died"):
                await one.client.wait_for_ready(timeout=30)

    in_a_loop(work)


def test_who_was_lent_a_template_starts_none_of_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(TEMPLATE_VARIABLE, "somebody's")
    monkeypatch.setattr(kernels, "ensure_template", lambda *_of: pytest.fail("it started one"))
    kernels.warm_up()


def test_our_server_has_a_template_before_its_first_page_and_forks_a_kernel_for_each(
    tmp_path: Path,
):
    store = f"sqlite:///{tmp_path / 'served.db'}"
    with Store(store) as opened:
        load_sample_program(opened)
    with served(store, tmp_path, is_lent_a_template=False) as server:
        (template,) = children_of(server.process.pid)
        assert "ciwidgets.serving.kernel_template" in command_of(template)
        assert children_of(template) == []
        for count in (1, 2):
            with urllib.request.urlopen(f"{server.url}start", timeout=60) as page:
                assert "ci-mount" in page.read().decode()
            assert len(children_of(template)) == count
        assert children_of(server.process.pid) == [template]
        pids = [template, *children_of(template)]
    assert [has_gone(pid) for pid in pids] == [True, True, True]
