"""Reports made by other machines: over Dask and PostgreSQL, encrypted, while one of them dies."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

import pytest

from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store
from tests.support.batches import small_notebook
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail
from tests.support.server import free_port

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(400)]

TEAMS = ("ambrin-falls", "corriden", "dunmarrow", "pellwood")


@pytest.fixture
def store_url():
    """The address of the sample program in a PostgreSQL of this test's own."""
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        url = server.new_store_url()
        with Store(url) as store:
            load_sample_program(store)
        yield url


@pytest.fixture
def trusted(tmp_path):
    """The environment in which scheduler, workers and the command trust each other."""
    if shutil.which("openssl") is None:
        pytest.skip("The program openssl, which makes the certificates, is not here.")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=reports", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    told = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True", f"{tls}CA_FILE": str(certificate)}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        told |= {f"{tls}{who}__KEY": str(key), f"{tls}{who}__CERT": str(certificate)}
    return told


@pytest.fixture
def machines(store_url, trusted, tmp_path):
    """A scheduler and two workers; yields its address and the workers' processes."""
    port = free_port()
    address = f"tls://127.0.0.1:{port}"
    # A short folder: the path of a kernel's socket may be about a hundred letters long.
    with tempfile.TemporaryDirectory(prefix="ci-d-") as folder, ExitStack() as stack:

        def start(*words, **more):
            log = stack.enter_context((tmp_path / f"{words[0]}-{len(started)}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
                env={**os.environ, **trusted, **more},
                cwd=folder, stdout=log, stderr=log,
            )  # fmt: skip
            stack.callback(end, process)
            started.append(process)
            return process

        started = []
        start("scheduler", "--host", address, "--no-dashboard")
        workers = [
            start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                  "--death-timeout", "60", "--local-directory", folder,
                  CIWIDGETS_STORE=store_url, TMPDIR=folder)
            for _ in range(2)
        ]  # fmt: skip
        for _ in workers:
            until(lambda: all(b"Registered to" in log.read_bytes()
                              for log in tmp_path.glob("worker-*.log")))  # fmt: skip
        yield address, workers


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(is_so, seconds=90):
    stop = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < stop, "It did not come to pass."
        time.sleep(0.05)


def test_a_worker_dies_in_the_middle_and_every_report_is_there_whole_and_once(
    machines, store_url, trusted, tmp_path
):
    address, workers = machines
    out = tmp_path / "out"
    notebook = small_notebook(tmp_path, "import time; time.sleep(0.5)")
    command = [
        sys.executable, "-m", "ciwidgets.cli", "report", "--dask", address, "--out", str(out),
        "--notebook", str(notebook), "--formats", "html,ipynb", "--log",
        *(word for team in TEAMS for word in ("--team", team)),
    ]  # fmt: skip
    environment = {**os.environ, **trusted, "CIWIDGETS_STORE": store_url}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    until(lambda: list(out.glob("*.html")) or process.poll() is not None)
    workers[0].kill()
    said = process.communicate(timeout=240)[0].decode()
    assert process.returncode == 0, said
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in told["rows"]] == list(TEAMS)
    for row in told["rows"]:
        assert row["status"] == "done"
        assert said.count(f"{row['id']}: done after") == 1
        assert [one["format"] for one in row["files"]] == ["html", "ipynb"]
        for one in row["files"]:
            assert hashlib.sha256((out / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    # The store's address is told to nobody: the workers have it from their own environment.
    for log in [*tmp_path.glob("*.log"), *out.glob("*.html"), *out.glob("*.json")]:
        assert store_url not in log.read_text(encoding="utf-8", errors="replace")
