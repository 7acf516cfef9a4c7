"""A workbook opened in JupyterLab shows the same widgets and saves the same answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ciwidgets.model import Rating
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from tests.support.room import Room
from tests.support.server import free_port

TOKEN = "made-up-for-this-test"  # opens a server that ends with the test
KERNEL_IS_IDLE = (
    "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
)
ALL_CELLS_RAN = """[...window.jupyterapp.shell.currentWidget.content.model.cells]
    .every(cell => cell.type !== 'code' || cell.executionCount)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workbooks, so that running them changes nothing here."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copy(workbooks_folder() / "needs_assessment.ipynb", folder)
    return folder


@pytest.fixture(scope="module")
def hall(folder: Path) -> Iterator[Room]:
    """The small program in a file."""
    with Store(f"sqlite:///{folder / 'forum.db'}") as store:
        yield Room(store)


@pytest.fixture(scope="module")
def lab(hall: Room, folder: Path) -> Iterator[str]:
    """A JupyterLab on that folder."""
    port = free_port()
    environment = {**os.environ, "CIWIDGETS_STORE": f"sqlite:///{folder / 'forum.db'}"}
    environment.pop("CIWIDGETS_PAGE_LOADS_CODE", None)
    with (folder / "lab.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
                f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1",
                f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True",
                "--LabApp.news_url=",
            ],
            cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + 90
        while time.monotonic() < until and process.poll() is None:
            try:
                urllib.request.urlopen(f"{url}api", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail((folder / "lab.log").read_text(errors="replace"))
        yield url
    finally:
        process.terminate()
        process.wait(20)


def scroll_to(page: Page, target: Locator) -> None:
    """Scroll the notebook from its top until something is there: JupyterLab draws no more."""
    for _ in range(20):
        for top in range(0, 4000, 400):
            page.locator(".jp-WindowedPanel-outer").first.evaluate(
                "(panel, top) => panel.scrollTo(0, top)", top
            )
            page.wait_for_timeout(150)
            if target.count() and target.first.is_visible():
                target.first.scroll_into_view_if_needed()
                return
    pytest.fail("The notebook does not show it anywhere.")


def test_the_notebook_works_in_jupyterlab(browser: Browser, lab: str, hall: Room) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(f"{lab}lab/tree/needs_assessment.ipynb?token={TOKEN}")
    page.wait_for_function("window.jupyterapp !== undefined", timeout=60_000)
    expect(page.get_by_role("heading", name="What our community needs")).to_be_visible(
        timeout=60_000
    )
    # Cells sent before the kernel is there are lost: the command then returns and has run nothing.
    page.wait_for_function(KERNEL_IS_IDLE, timeout=120_000)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(ALL_CELLS_RAN, timeout=120_000)
    code = page.get_by_label("Team code")
    scroll_to(page, code)
    code.fill(hall.code())
    page.get_by_label("Which part of the community").select_option(label="Health")
    page.get_by_role("button", name="Join the team").click()
    answer = page.get_by_role("group", name="We talk.").get_by_label("Yes", exact=True)
    scroll_to(page, answer)
    answer.check()
    until = time.monotonic() + 20
    while not hall.store.current(Rating) and time.monotonic() < until:
        page.wait_for_timeout(200)
    assert [entry.body.answers for entry in hall.store.current(Rating)] == [{"talk": 5}]
    context.close()
