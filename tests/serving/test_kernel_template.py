"""The template outlives whatever is said to it, and whatever becomes of its kernels."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from ciwidgets.serving.forked import ForkedKernel, NoFork, Wanted, fork
from ciwidgets.serving.forking import TEMPLATE_VARIABLE, lend_template
from tests.support.kernels import children_of, has_gone, in_a_loop, parent_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

SLOW_FORK = """
import os, time
_fork, _count = os.fork, 0
def fork():
    global _count
    _count += 1
    time.sleep({seconds})  # a busy template: meanwhile several things happen at once
    if {refused} and _count % {refused} == 0:
        raise {error}
    return _fork()
os.fork = fork
"""
FAILS_IN_THE_FORK = """
import selectors
def close(self):
    raise MemoryError
selectors.DefaultSelector.close = close
"""
REAPS_ALONE = """
import os
_wait = os.waitpid
def wait(pid, options):
    ended = _wait(pid, options)
    if ended[0]:
        raise ChildProcessError(10, "No child processes")
    return ended
os.waitpid = wait
"""
NO_PROCESS_LEFT = "BlockingIOError(11, 'Resource temporarily unavailable')"
FEW_DESCRIPTORS = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
"""
JUNK = [
    b"\n",
    b"{}\n",
    b"nonsense\n",
    b"\xff\xfe\xfa\n",
    b"7\n",
    b"null\n",
    b"[" * 50_000 + b"\n",
    b'{"signal": "many"}\n{"signal": 999}\n{"signal": 1e999}\n',
    b'{"signal": 9}\n',
    b'{"interpreter": [], "newer": 1}\n',
    b'{"interpreter": 1, "arguments": 2, "env": 3, "cwd": 4}\n',
    b'{"interpreter": [], "arguments": [], "env": {"A": "\\u0000"}, "cwd": "/"}\n',
    b'{"interpreter": ["half',
]
UNREAD = b'{"signal": 0}\nx\n' * 2000


NOWHERE = os.open(os.devnull, os.O_WRONLY)


class Template:
    """A template of these modules' own, lent for a test."""

    def __init__(self, address: Path, folder: Path) -> None:
        self.address = address
        self.folder = folder
        self.pid = 0
        self.kernels: list[ForkedKernel] = []
        self._count = 0

    def wanted(self, **change: object) -> Wanted:
        self._count += 1
        arguments = ["-f", str(self.folder / f"{self._count}.json")]
        arguments.append("--HistoryManager.hist_file=:memory:")
        here = {"env": dict(os.environ), "cwd": str(self.folder), "arguments": arguments}
        return Wanted(**{"interpreter": [sys.executable], **here, **change})  # type: ignore[typeddict-item]

    async def fork(self) -> ForkedKernel:
        kernel = await fork(self.address, self.wanted(), [NOWHERE, NOWHERE])
        assert kernel.is_ready
        self.kernels.append(kernel)
        self.pid = parent_of(kernel.pid)
        return kernel

    def line(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(5)
        line.connect(str(self.address))
        return line

    def ask(self, **change: object) -> socket.socket:
        """Ask for a kernel, and do not wait for an answer."""
        line = self.line()
        socket.send_fds(line, [b" "], [NOWHERE, NOWHERE])
        line.sendall(json.dumps(self.wanted(**change)).encode() + b"\n")
        return line

    def descriptors(self) -> int:
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def processor_seconds(self) -> float:
        stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def lent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Lend a template that has imported a module of this text."""
    monkeypatch.delenv(TEMPLATE_VARIABLE, raising=False)

    @contextmanager
    def lend(text: str) -> Iterator[Template]:
        modules = tmp_path / "modules"
        modules.mkdir()
        (modules / "hostile.py").write_text(text)
        path = os.environ.get("PYTHONPATH", "")
        monkeypatch.setenv("PYTHONPATH", f"{modules}{os.pathsep}{path}")
        with lend_template([sys.executable], ["hostile"]) as env:
            template = Template(Path(env[TEMPLATE_VARIABLE]), tmp_path)
            yield template
            for kernel in template.kernels:
                kernel.hang_up()

    return lend


def slow_fork(seconds: float, refused: int = 0, error: str = NO_PROCESS_LEFT) -> str:
    return SLOW_FORK.format(seconds=seconds, refused=refused, error=error)


def so(is_so: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not (now := is_so()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return now


def said_on(line: socket.socket) -> list[dict]:
    """All that is said on a line until its other end lets go."""
    heard = b""
    with suppress(ConnectionResetError):
        while data := line.recv(4096):
            heard += data
    return [json.loads(text) for text in heard.splitlines()]


def test_a_kernel_that_ends_as_its_page_lets_go_hurts_nobody_else(lent):
    async def work(template: Template) -> None:
        bystander, goes = await template.fork(), await template.fork()
        with template.ask(cwd="/nowhere"):
            await asyncio.sleep(0.1)
            os.kill(goes.pid, signal.SIGKILL)
            assert has_gone(goes.pid)
            await asyncio.sleep(0.1)
            goes.hang_up()
            assert so(lambda: children_of(template.pid) == [bystander.pid])
        assert (await template.fork()).poll() is None
        assert bystander.poll() is None

    with lent(slow_fork(0.4)) as template:
        in_a_loop(lambda: work(template))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NO_PROCESS_LEFT, "its template process could not fork (Resource temporarily unavailable)"),
        ("MemoryError('no room')", "its template process stumbled (MemoryError: no room)"),
    ],
    ids=["no process left", "what nobody foresaw"],
)
def test_a_fork_that_fails_is_one_kernels_trouble(
    lent, error: str, reason: str, caplog: pytest.LogCaptureFixture
):
    async def work(template: Template) -> None:
        first = await template.fork()
        with pytest.raises(NoFork) as refusal:
            await template.fork()
        assert str(refusal.value) == reason
        assert (await template.fork()).poll() is None
        assert first.poll() is None

    with lent(slow_fork(0, 2, error)) as template:
        in_a_loop(lambda: work(template))
    stumbled = [f"Kernels are forked, but {reason}."] if "stumbled" in reason else []
    assert caplog.messages == stumbled


@pytest.mark.parametrize(
    ("text", "change", "code"),
    [(FAILS_IN_THE_FORK, {}, 1), (REAPS_ALONE, {"cwd": "/nowhere"}, 255)],
    ids=["it never becomes one", "somebody else asked how it ended"],
)
def test_a_kernel_that_ends_oddly_has_ended_and_nothing_else_has(
    lent, text: str, change: dict[str, str], code: int
):
    with lent(text) as template:
        for _ in range(2):
            with template.ask(**change) as line:
                told = said_on(line)
            assert told[-1] == {"exit": code}
            assert has_gone(told[0]["pid"])


def test_whoever_is_not_understood_is_told_so_and_let_go(lent):
    async def work(template: Template) -> None:
        bystander = await template.fork()
        for junk in (*JUNK[:-1], UNREAD):
            with template.line() as line:
                line.sendall(junk)
                if b'"signal": 9' not in junk:  # to a kernel that is not there
                    assert "refused" in said_on(line)[-1]
        with template.line() as line, pytest.raises((BrokenPipeError, ConnectionResetError)):
            line.sendall(b"x" * 12_000_000)  # and no end of the line
        with template.line() as line:
            line.sendall(json.dumps(template.wanted()).encode() + b"\n")
            assert "what they print to" in said_on(line)[-1]["refused"]
        with template.ask() as line:
            line.sendall(json.dumps(template.wanted()).encode() + b"\n")
            told = said_on(line)
            assert "has a kernel already" in told[-1]["refused"]
            assert has_gone(told[0]["pid"])
        assert bystander.poll() is None
        assert so(lambda: children_of(template.pid) == [bystander.pid])

    with lent("") as template:
        in_a_loop(lambda: work(template))


class Clients:
    """What anybody may do to a template, in an order that a seed decides."""

    def __init__(self, template: Template, seed: int, spared: int) -> None:
        self.template = template
        self.choose = random.Random(seed)
        self.spared = spared
        self.lines: list[socket.socket] = []

    def act(self) -> None:
        acts = [self.talk, self.talk, self.die, self.die, self.live, self.hand_over]
        self.choose.choice([*acts, self.leave, self.leave, self.kill])()

    def talk(self) -> None:
        self.lines.append(self.template.line())
        with suppress(OSError):
            self.lines[-1].sendall(self.choose.choice([*JUNK, UNREAD]))

    def die(self) -> None:
        self.lines.append(self.template.ask(cwd="/nowhere"))

    def live(self) -> None:
        self.lines.append(self.template.ask())

    def hand_over(self) -> None:
        self.lines.append(self.template.line())
        with suppress(OSError):
            for _ in range(self.choose.randint(1, 4)):
                files = [NOWHERE] * self.choose.randint(1, 3)
                socket.send_fds(self.lines[-1], [b" "], files)

    def leave(self, most: int = 4) -> None:
        for line in self.choose.sample(self.lines, min(len(self.lines), most)):
            line.close()
            self.lines.remove(line)

    def kill(self) -> None:
        for pid in children_of(self.template.pid):
            if pid != self.spared:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.leave(len(self.lines) // 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_order_of_clients_and_ends_takes_the_template_along(lent, seed: int):
    async def work(template: Template) -> None:
        bystander = await template.fork()
        before = template.descriptors()
        clients = Clients(template, seed, bystander.pid)
        for _ in range(150):
            clients.act()
        clients.leave(len(clients.lines))
        for _ in range(2):  # of three forks that follow each other, one is refused
            with suppress(NoFork):
                await template.fork()
        live = template.kernels
        assert len(live) >= 2
        assert so(lambda: children_of(template.pid) == sorted(one.pid for one in live))
        assert so(lambda: template.descriptors() == before + len(live) - 1)
        assert {one.poll() for one in live} == {None}
        bystander.send_signal(signal.SIGTERM)
        assert bystander.wait(10) == -signal.SIGTERM

    with lent(slow_fork(0.005, 3)) as template:
        in_a_loop(lambda: work(template))


def test_a_hundred_who_wait_at_once_are_all_answered(lent):
    async def work(template: Template) -> None:
        with ExitStack() as stack:  # before it listens, and has imported anything
            lines = [stack.enter_context(template.ask(cwd="/nowhere")) for _ in range(100)]
            for line in lines:
                line.settimeout(20)
            told = [said_on(line) for line in lines]
        assert all("pid" in one[0] for one in told)
        assert {one[-1]["exit"] for one in told} == {1}
        await template.fork()
        assert len(children_of(template.pid)) == 1

    with lent("") as template:
        in_a_loop(lambda: work(template))


def test_who_comes_when_the_queue_is_full_waits(tmp_path: Path):
    async def work() -> None:
        with socket.socket(socket.AF_UNIX) as listener, ExitStack() as stack:
            listener.bind(str(tmp_path / "full"))
            listener.listen(0)
            waits = stack.enter_context(socket.socket(socket.AF_UNIX))
            waits.connect(str(tmp_path / "full"))
            wanted = Wanted(interpreter=[], arguments=[], env={}, cwd="")
            asks = asyncio.create_task(fork(tmp_path / "full", wanted, [1, 2]))
            await asyncio.sleep(0.2)
            assert not asks.done()
            stack.enter_context(listener.accept()[0])
            await asyncio.sleep(0.2)
            answers = stack.enter_context(listener.accept()[0])
            answers.sendall(b'{"refused": "told"}\n')
            with pytest.raises(NoFork, match="told"):
                await asks

    in_a_loop(work)


def test_a_template_without_descriptors_waits_for_one_and_leaves_the_processor_to_others(
    lent, caplog: pytest.LogCaptureFixture
):
    async def work(template: Template) -> None:
        bystander = await template.fork()
        with ExitStack() as stack:
            for _ in range(150):
                stack.enter_context(template.line())
            assert so(lambda: template.descriptors() == 100)
            used = template.processor_seconds()
            await asyncio.sleep(1)
            assert template.processor_seconds() - used < 0.2
            asks = asyncio.create_task(template.fork())
            await asyncio.sleep(0.1)
        try:
            kernel = await asks
        except NoFork:  # its line came in when one descriptor was free, and none for its streams
            kernel = await template.fork()
        assert kernel.poll() is None
        assert bystander.poll() is None

    with lent(FEW_DESCRIPTORS) as template, caplog.at_level(logging.INFO):
        in_a_loop(lambda: work(template))
    assert [text for text in caplog.messages if "stumbled" in text] == []
