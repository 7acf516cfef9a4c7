"""A PostgreSQL of the tests' own: started on a private socket, stopped."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

import psycopg

OWNER = "ciwidgets"
_NUMBERS = count(1)


@dataclass
class PostgresServer:
    """A running server: where its socket is, and the password of its one user."""

    socket_folder: Path
    password: str
    process: subprocess.Popen[bytes]
    programs: Path
    settings: dict[str, str]

    def restart(self, how: signal.Signals) -> None:
        """Stop the server, by SIGINT fast or by SIGQUIT at once, and start it again."""
        self.process.send_signal(how)
        self.process.wait(timeout=30)
        self.process = _start(self.programs, self.socket_folder, _rights(), self.settings)
        _wait_until_it_answers(self)

    def url(
        self,
        options: str = "",
        *,
        user: str = OWNER,
        password: str = "",
        database: str = "postgres",
    ) -> str:
        """Return a store's URL on this server."""
        return (
            f"postgresql+psycopg://{user}:{quote(password or self.password)}@/{database}"
            f"?host={quote(str(self.socket_folder), safe='')}&options={quote(options)}"
        )

    def new_store_url(self, options: str = "") -> str:
        """Return the URL of an empty store of its own, in a schema of its own."""
        name = f"forum_{next(_NUMBERS)}"
        self.run(f"CREATE SCHEMA {name}")
        return self.url(f"-c search_path={name} {options}".strip())

    def run(self, statement: str) -> None:
        """Run one statement as the server's owner."""
        with psycopg.connect(
            host=str(self.socket_folder), user=OWNER, password=self.password, dbname="postgres"
        ) as connection:
            connection.autocommit = True
            connection.execute(statement.encode())


class _Rights(TypedDict, total=False):
    """Whom to run as, in the words of ``subprocess``."""

    user: int
    group: int
    extra_groups: list[int]


@contextmanager
def running_postgres(
    programs: Path, *, most: int = 60, is_durable: bool = False
) -> Iterator[PostgresServer]:
    """Start a server in a new folder, reached by a socket there and by nothing else.

    Args:
        programs: the folder that holds ``initdb`` and ``postgres``.
        most: how many connections it allows.
        is_durable: whether it waits for the disk; nothing a test keeps outlives it.
    """
    settings = {"fsync": "on" if is_durable else "off", "max_connections": str(most)}
    rights = _rights()
    folder = Path(tempfile.mkdtemp(prefix="ciwidgets-pg-"))
    password = secrets.token_urlsafe(12)
    secret = folder / "password"
    secret.write_text(password)
    for path in (folder, secret):
        os.chown(path, rights.get("user", -1), rights.get("group", -1))
    try:
        _make_cluster(programs, folder, rights)
        process = _start(programs, folder, rights, settings)
        server = PostgresServer(folder, password, process, programs, settings)
        try:
            _wait_until_it_answers(server)
            yield server
        finally:
            server.process.send_signal(signal.SIGINT)  # a fast shutdown: clients are sent away
            server.process.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rights() -> _Rights:
    """PostgreSQL refuses to run as root: then it runs as somebody with fewer rights."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name for account in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _make_cluster(programs: Path, folder: Path, rights: _Rights) -> None:
    subprocess.run(
        [
            str(programs / "initdb"),
            f"--pgdata={folder / 'data'}",
            f"--username={OWNER}",
            f"--pwfile={folder / 'password'}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
        **rights,
    )


def _start(
    programs: Path, folder: Path, rights: _Rights, more: dict[str, str]
) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        **more,
    }
    given = [f"-c{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(programs / "postgres"), f"-D{folder / 'data'}", *given],
            stdout=log,
            stderr=log,
            cwd=folder,
            **rights,
        )


def _wait_until_it_answers(server: PostgresServer) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > until or server.process.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return
