"""The first load of the workbook on a slow phone: ours, and stock Voila on the same notebook."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.machine import spread
from ciwidgets.opening import load_sample_program
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from tests.support.browser import browser_arguments
from tests.support.requirements import chromium
from tests.support.server import free_port, served

# Slow 4G as the field's tools define it, and a phone's processor at a quarter of this machine's.
MBIT, LATENCY_MS, CPU_SLOWDOWN = 1.6, 150, 4
READY = "Which part of the community"
WORKBOOKS = ("needs_assessment", "mental_models")


class Load(NamedTuple):
    """One load: seconds until a person could join, bytes over the wire, requests, foreign ones."""

    seconds: float
    kilobytes: float
    requests: int
    foreign: int


def main(runs: int = 5, stock_runs: int = 2) -> None:
    """Print both, and the ratios."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        with Store(url) as store:
            load_sample_program(store)
        browser = playwright.chromium.launch(executable_path=chromium(), args=browser_arguments())
        for workbook in WORKBOOKS:
            with served(url, folder) as server:
                ours = [load(browser, f"{server.url}{workbook}") for _ in range(runs)]
            with stock_voila(url, folder) as address:
                stock = [load(browser, f"{address}{workbook}.ipynb") for _ in range(stock_runs)]
            tell(workbook, ours, stock)
        browser.close()


def tell(workbook: str, ours: list[Load], stock: list[Load]) -> None:
    """Print both and how they compare."""
    print(f"First load of {workbook} (1.6 Mbit/s, 150 ms, processor 4x slower, empty cache)")
    for name, loads in (("ciwidgets serve", ours), ("stock voila", stock)):
        print(
            f"  {name:16} usable after {spread([one.seconds for one in loads])}; "
            f"{statistics.median(one.kilobytes for one in loads):,.0f} KB; "
            f"{statistics.median(one.requests for one in loads):.0f} requests, "
            f"{max(one.foreign for one in loads)} of them to other machines"
        )
    ratio = statistics.median(o.seconds for o in stock) / statistics.median(o.seconds for o in ours)
    size = statistics.median(o.kilobytes for o in stock) / statistics.median(
        o.kilobytes for o in ours
    )
    print(f"  ratio            {ratio:.1f} times sooner, {size:.0f} times smaller")


def load(browser: Browser, url: str) -> Load:
    """Load a page once with an empty cache on a slow line; wait until a person could join."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": MBIT * 1e6 / 8,
            "uploadThroughput": MBIT * 1e6 / 8,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    counted = {"bytes": 0.0, "requests": 0, "foreign": 0}

    def on_finished(event: dict[str, float]) -> None:
        counted["bytes"] += event["encodedDataLength"]

    def on_request(event: dict[str, dict[str, str]]) -> None:
        address = event["request"]["url"]
        if not address.startswith("data:"):
            counted["requests"] += 1
            counted["foreign"] += "//127.0.0.1" not in address

    def on_frame(event: dict[str, dict[str, str]]) -> None:
        counted["bytes"] += len(event["response"]["payloadData"].encode())

    session.on("Network.loadingFinished", on_finished)
    session.on("Network.requestWillBeSent", on_request)
    session.on(
        "Network.webSocketCreated", lambda _: counted.update(requests=counted["requests"] + 1)
    )
    session.on("Network.webSocketFrameReceived", on_frame)
    session.on("Network.webSocketFrameSent", on_frame)
    began = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=180_000)
    page.get_by_label(READY).wait_for(state="visible", timeout=180_000)
    seconds = time.perf_counter() - began
    page.wait_for_timeout(300)
    context.close()
    return Load(seconds, counted["bytes"] / 1000, int(counted["requests"]), int(counted["foreign"]))


@contextmanager
def stock_voila(store_url: str, folder: Path) -> Iterator[str]:
    """Serve the same notebooks with the ``voila`` command as it comes."""
    port = free_port()
    environment = {**os.environ, "CIWIDGETS_STORE": store_url}
    environment.pop("CIWIDGETS_PAGE_LOADS_CODE", None)
    with (folder / "voila.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "voila",
                str(workbooks_folder()),
                "--no-browser",
                f"--port={port}",
                "--Voila.ip=127.0.0.1",
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}voila/static/voila.js", timeout=2).close()  # noqa: S310
                break
            except urllib.error.HTTPError as error:
                error.close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"{address}voila/render/"
    finally:
        process.terminate()
        process.wait(20)
