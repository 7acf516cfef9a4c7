"""The files of ``binder/`` in an environment of their own, below a path as JupyterHub gives one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.server import free_port

CHECKOUT = Path(__file__).parents[2]
BASE = "/user/x/"
TOKEN = "made-up-for-this-test"  # opens a server that ends with the test


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A clean copy of the repository, built by ``binder/postBuild`` in a new environment."""
    folder = tmp_path_factory.mktemp("binder")
    checkout = folder / "repository"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (CHECKOUT / name).is_file():
            target = checkout / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, target)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    dropped = {"PYTHONPATH", "VIRTUAL_ENV", "CIWIDGETS_STORE", "JUPYTER_PATH"}
    clean = {name: value for name, value in os.environ.items() if name not in dropped}
    clean["PATH"] = f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    clean["JUPYTER_DATA_DIR"] = str(folder / "jupyter")
    built = subprocess.run(
        ["bash", "binder/postBuild"],
        cwd=checkout,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return checkout, clean


@pytest.fixture(scope="module")
def address(environment: tuple[Path, dict[str, str]]) -> Iterator[str]:
    """A training server started by ``binder/start``, as Binder would start it."""
    checkout, clean = environment
    port = free_port()
    log = checkout.parent / "start.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                "bash",
                "binder/start",
                "jupyter",
                "server",
                "--no-browser",
                "--allow-root",
                f"--ServerApp.port={port}",
                "--ServerApp.ip=127.0.0.1",
                f"--ServerApp.base_url={BASE}",
                f"--IdentityProvider.token={TOKEN}",
            ],
            cwd=checkout,
            env=clean,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}{BASE}"
            until = time.monotonic() + 90
            while time.monotonic() < until and process.poll() is None:
                try:
                    urllib.request.urlopen(f"{url}api", timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.2)
            else:
                pytest.fail(f"The server did not start: {log.read_text(errors='replace')}")
            yield url
        finally:
            process.terminate()
            process.wait(20)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_binder_opens_the_workbook_on_the_sample_program(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url)
            if not request.url.startswith((address, "data:", "ws:"))
            else None
        ),
    )
    page.goto(f"{address}ciwidgets/start?token={TOKEN}")
    expect(page.get_by_text("A sample: places")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("All of it is deleted when the session ends")).to_be_visible()
    code = page.get_by_role("button", name="as a participant")
    code.click()
    page.get_by_label("Which part of the community").select_option(index=1)
    page.get_by_role("button", name="Join the team").click()
    page.get_by_role("link", name="Go on:").click()
    # The sample's team worked in its month last: the way on is the step all of it answers there.
    step = page.locator("#step-five-conditions")
    expect(step).to_be_visible(timeout=60_000)
    answer = step.get_by_role("radio").first
    expect(answer).to_be_visible(timeout=60_000)
    answer.check()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    assert outside == []
    with urllib.request.urlopen(f"{address}api/kernels?token={TOKEN}", timeout=5) as listed:
        assert {kernel["name"] for kernel in json.load(listed)} == {"ciwidgets"}
    context.close()
