"""Several servers behind one address, and what is printed to put nginx and systemd around them."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ciwidgets.cli import main
from ciwidgets.errors import CiwidgetsError
from ciwidgets.serving import proxy
from ciwidgets.serving.workers import Served as WorkerServed
from ciwidgets.serving.workers import Workers
from ciwidgets.store import Store
from tests.support.nginx import running_nginx
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail
from tests.support.room import Room
from tests.support.server import free_port, served

HERE = {"host": "127.0.0.1", "port": 8866, "base_url": "/"}


@dataclass
class Visitor:
    """A browser's cookies, and the address they are for."""

    address: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def ask(self, path: str) -> tuple[int, str]:
        """Return the status and the text at a path."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(f"{self.address}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def open_page(self) -> str:
        """Open a page and return its kernel's address."""
        _, text = self.ask("start")
        config = json.loads(re.findall(r'id="ci-page">(.*?)</script>', text)[0])
        return str(config["kernel_url"]).removeprefix("/")

    def socket(self, path: str) -> int:
        """Try to open a socket; return the status, 101 when it opened."""
        where = urlsplit(self.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port or 0, timeout=30)
        headers = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
            "Origin": self.address[:-1],
            "Cookie": "; ".join(f"{one.name}={one.value}" for one in self.jar),
        }
        line.request("GET", f"/{path}", headers=headers)
        with closing(line), line.getresponse() as answer:
            return answer.status


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    """A store on PostgreSQL with the small program."""
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        url = server.new_store_url()
        with Store(url) as store:
            Room(store)
        yield url


def health(port: int) -> dict[str, int]:
    """Return what the server at a port says of itself; nothing while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            return dict(json.load(answer))
    except OSError:
        return {}


def wait_for(port: int) -> dict[str, int]:
    """Return what the server at a port says once it answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if said := health(port):
            return said
        time.sleep(0.1)
    raise TimeoutError(port)


def worker_pid(parent: int, port: int) -> int:
    """Return the process of the worker that listens at a port, by its place among the parent's."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    inode = socket_inode(port)
    for child in children:
        links = (
            str(one.readlink()) for one in Path(f"/proc/{child}/fd").iterdir() if one.is_symlink()
        )
        if f"socket:[{inode}]" in links:
            return int(child)
    raise LookupError(port)


def socket_inode(port: int) -> str:
    """Return the inode of the socket that listens at a port of 127.0.0.1."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        words = line.split()
        if words[1].endswith(f":{port:04X}") and words[3] == "0A":
            return words[9]
    raise LookupError(port)


@pytest.mark.postgres
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_visitor_stays_with_one_of_two_workers_and_a_dead_one_comes_back(
    postgres_url: str, tmp_path: Path
) -> None:
    port, address = free_port(), free_port()
    public = f"http://127.0.0.1:{address}/"
    options = ("--workers", "2", "--public-url", public)
    text = proxy.nginx(
        host="127.0.0.1",
        port=port,
        workers=2,
        base_url="/",
        public_url=public,
        logs=str(tmp_path),
    )
    with (
        served(postgres_url, tmp_path, *options, port=port) as parent,
        running_nginx(text, tmp_path, address),
    ):
        wait_for(port + 1)
        visitors = []
        while len(visitors) < 2 or not all(health(one)["kernels"] for one in (port, port + 1)):
            assert len(visitors) < 14, "all visitors came to the same worker"
            visitor = Visitor(public)
            visitors.append((visitor, visitor.open_page()))
        for visitor, kernel in visitors:
            assert {visitor.ask(kernel)[0] for _ in range(4)} == {200}
            assert visitor.socket(f"{kernel}/channels") == 101
        stranger = Visitor(public)
        assert {stranger.ask(visitors[0][1])[0] for _ in range(2)} == {403}

        killed = worker_pid(parent.process.pid, port + 1)
        command = Path(f"/proc/{killed}/cmdline").read_bytes().split(b"\0")
        assert command[1:3] == [b"-m", b"ciwidgets.serving.worker"]
        assert not any(command[3:]), "what a worker is told is nobody's to read"
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + 30
        while health(port + 1) and time.monotonic() < until:
            time.sleep(0.05)
        said = [visitor.ask(kernel)[0] for visitor, kernel in visitors]
        assert 200 in said, "the other worker's visitors notice nothing"
        assert wait_for(port + 1)["kernels"] == 0
        assert "is started again" in parent.log.read_text()
        again = [visitor.ask(kernel)[0] for visitor, kernel in visitors]
        assert set(again) == {200, 403}, "a page whose kernel is gone is told, and loads itself"
        for _ in range(3):
            Visitor(public).ask("network-check?code=K7M2Q9XD")

        parent.process.terminate()
        assert parent.process.wait(20) == 0
        assert health(port) == health(port + 1) == {}
        status, moment = Visitor(public).ask("start")
        assert (status, "opens here by itself" in moment) == (503, True)
    written = "".join(one.read_text() for one in tmp_path.glob("*.log"))
    assert "K7M2Q9XD" not in written
    assert not [kernel for _, kernel in visitors if kernel.rsplit("/", 1)[1] in written]


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(url) as store:
        Room(store)
    port = free_port()
    told = WorkerServed(url, "00" * 32, "127.0.0.1", port, "/", "", 4)
    parent = (
        "import json, sys, os, signal\n"
        "from ciwidgets.serving.workers import Served, Workers\n"
        f"Workers(Served(**json.loads({told.line().decode().strip()!r})), 1).run()\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent], cwd=tmp_path) as process:
        wait_for(port)
        process.kill()
    until = time.monotonic() + 20
    while health(port) and time.monotonic() < until:
        time.sleep(0.1)
    assert health(port) == {}


def test_a_worker_that_cannot_live_is_not_started_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr("ciwidgets.serving.workers._LOOK_SECONDS", 0.05)
    handlers = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    try:
        told = WorkerServed("sqlite:///x.db", "", "127.0.0.1", 1, "/", "", 4)
        assert Workers(told, 1, said.append).run() == 1
    finally:
        for one, handler in zip((signal.SIGTERM, signal.SIGINT), handlers, strict=True):
            signal.signal(one, handler)
    assert "so all are stopped" in said[-1]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--workers", "2", "--store", "sqlite:///forum.db"], "needs a store on PostgreSQL"),
        (["--host", "192.0.2.1"], "This computer has no address 192.0.2.1"),
        (["--workers", "2", "--store", "postgresql+psycopg://h/d"], "needs --public-url"),
    ],
)
def test_what_cannot_be_served_is_refused_in_plain_words(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 1
    assert expected in capsys.readouterr().err


def test_nginx_has_to_know_the_address_people_use() -> None:
    with pytest.raises(CiwidgetsError, match="add --public-url"):
        proxy.nginx(**HERE, workers=2, public_url="")
    with pytest.raises(CiwidgetsError, match="'forum.example.org' is not an address"):
        proxy.nginx(**HERE, workers=2, public_url="forum.example.org")


@pytest.mark.parametrize("typed", ["forum", "/forum", "forum/", "/forum/"])
def test_a_path_is_the_same_however_its_slashes_are_typed(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--base-url", typed, "--public-url", "https://example.org/forum/"]
    assert main(["proxy", "--systemd", *there]) == 0
    assert " --base-url /forum/ " in capsys.readouterr().out
    assert main(["proxy", "--nginx", *there]) == 0
    assert "location /forum/ {" in capsys.readouterr().out


def test_an_encrypted_address_is_listened_to_as_such() -> None:
    text = proxy.nginx(**HERE, workers=1, public_url="https://forum.example.org/")
    assert "listen 443 ssl;" in text
    assert "\n    ssl_certificate " in text
    assert "server_name forum.example.org;" in text


def test_a_unit_starts_the_command_as_it_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--workers", "2", "--public-url", "https://forum.example.org/"]
    assert main(["proxy", "--systemd", *asked]) == 0
    unit = capsys.readouterr().out
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    assert start.endswith(
        "serve --host 127.0.0.1 --port 8866 --workers 2 --public-url https://forum.example.org/"
    )
    for line in ("Restart=always", "OOMScoreAdjust=-500", "MemoryMax=", "NoNewPrivileges=yes"):
        assert line in unit
    assert "password" not in start
