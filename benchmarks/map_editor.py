"""The picture of a person's map under a hand: 60 words, 150 links, a slow phone's processor."""

from __future__ import annotations

import functools
import json
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any, NamedTuple

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from benchmarks.machine import spread
from ciwidgets.serving.assets import BUILT
from ciwidgets.words import section
from tests.support.browser import browser_arguments
from tests.support.requirements import chromium

WORDS, LINKS, CPU_SLOWDOWN, BOUND_MS = 60, 150, 4, 50
MOVES = 60
# A phone, a laptop.
SIZES = ((360, 740), (1280, 800))

# The built widget with a kernel that says nothing back.
HARNESS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>
<link rel="stylesheet" href="{css}"></head><body><main><div id="map"></div></main>
<script type="module">
import widget from "./{module}";
const state = {state};
const model = {{ get: (name) => state[name], on() {{}}, off() {{}}, send() {{}} }};
widget.render({{ model, el: document.getElementById("map") }});
</script></body></html>"""

# How long each frame took, as the page itself sees it (milliseconds).
RECORD = """() => {
  const frames = [];
  let last = performance.now();
  window.stopRecording = () => { last = null; return frames; };
  const next = (now) => {
    if (last === null) return;
    frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(next); });
}"""


class Hand(NamedTuple):
    """What a hand did: its longest frame of each run, and all frames (milliseconds)."""

    longest: list[float]
    frames: list[float]


def main(runs: int = 7) -> None:
    """Print how long frames took while a word was dragged and while the map was moved."""
    with built_files() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=browser_arguments())
        done = {size: moved(browser, address, size, runs) for size in SIZES}
        browser.close()
    print(f"My map in a hand: {WORDS} words, {LINKS} links, processor {CPU_SLOWDOWN}x slower")
    for (width, height), hands in done.items():
        for name, (longest, frames) in hands.items():
            over = sum(frame > BOUND_MS for frame in frames)
            print(
                f"  {width}x{height}, while {name:17} longest frame {spread(longest, 'ms')}; "
                f"all {statistics.median(frames):.3g} ms; "
                f"{over} of {len(frames):,} over {BOUND_MS} ms"
            )


def moved(browser: Browser, address: str, size: tuple[int, int], runs: int) -> dict[str, Hand]:
    """Open the picture on a screen of this size, and measure what is done to it."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.route("**/map", lambda route: route.fulfill(body=harness(), content_type="text/html"))
    page.goto(f"{address}map")
    page.get_by_role("button", name=section("my_map")["picture_show"]).click()
    page.locator(".ci-pic-word").nth(WORDS - 1).wait_for(state="visible")
    page.locator(".ci-pic-frame").scroll_into_view_if_needed()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    hands = {"a word is dragged": drag, "the map is moved": pan}
    for act in hands.values():
        measured(page, act, 1)  # the first use compiles the code
    done = {name: measured(page, act, runs) for name, act in hands.items()}
    page.close()
    return done


def measured(page: Page, act: Callable[[Page], None], runs: int) -> Hand:
    """Do something several times and return its frames."""
    all_frames: list[list[float]] = []
    for _ in range(runs):
        page.evaluate(RECORD)
        act(page)
        page.wait_for_timeout(100)
        all_frames.append(page.evaluate("window.stopRecording()"))
    return Hand([max(frames) for frames in all_frames], list(chain(*all_frames)))


def drag(page: Page) -> None:
    """Drag the word nearest the middle to and fro, and let it go where it was."""
    frame = box(page, ".ci-pic-frame")
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2

    def away(one: FloatRect) -> float:
        return abs(one["x"] + one["width"] / 2 - x) + abs(one["y"] + one["height"] / 2 - y)

    boxes = [one.bounding_box() for one in page.locator(".ci-pic-word").all()]
    word = min((one for one in boxes if one), key=away)
    move(page, word["x"] + word["width"] / 2, word["y"] + word["height"] / 2)


def pan(page: Page) -> None:
    """Move the whole map to and fro by its empty corner."""
    frame = box(page, ".ci-pic-frame")
    move(page, frame["x"] + 8, frame["y"] + 8)


def move(page: Page, x: float, y: float) -> None:
    """Press the mouse here, go to and fro, and let go."""
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(MOVES):
        far = min(step, MOVES - step - 1)
        page.mouse.move(x + far * 5, y + far * 3)
        page.wait_for_timeout(8)
    page.mouse.up()


def box(page: Page, selector: str) -> FloatRect:
    """Return where an element stands."""
    found = page.locator(selector).bounding_box()
    if found is None:
        raise RuntimeError(f"The page shows no {selector}.")
    return found


def harness() -> str:
    """Return a page that mounts the built widget with a large map."""
    manifest = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    state: dict[str, Any] = {
        "module": "my_map",
        "words": section("my_map"),
        "step": "mental_models/my-map",
        "person": "somebody",
        "phase": "open",
        "may": ["answer"],
        "answered": 0,
        "people": 1,
        "question": "What keeps people from asking for help?",
        "deck": [],
        "strengths": [0.25, 0.62, 1],
        "mine": large_map(),
    }
    told = json.dumps(state).replace("<", "\\u003c")
    return HARNESS.format(css=manifest["css"], module=manifest["modules"]["my_map"], state=told)


def large_map() -> dict[str, Any]:
    """Return a made-up map whose links go all over the place, the same each time."""
    names = ["Stigma", "Asking for help", "Rides to treatment", "Trust between agencies", "Jobs"]
    words = [
        {"id": f"w{at}", "label": f"{names[at % len(names)]} {at}", "stands_for": ""}
        for at in range(WORDS)
    ]
    weights = [0.25, -0.62, 1.0, -0.25, 0.62, -1.0]
    pairs = ((at * 7 % WORDS, (at * 13 + 5 + at // WORDS) % WORDS) for at in range(10 * LINKS))
    drawn = list(dict.fromkeys((one, other) for one, other in pairs if one != other))[:LINKS]
    links = [
        {"source": f"w{one}", "target": f"w{other}", "weight": weights[at % len(weights)]}
        for at, (one, other) in enumerate(drawn)
    ]
    placed = [{**word, "x": None, "y": None} for word in words]
    return {"words": placed, "links": links, "is_handed_in": False, "revision": 1}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing of requests."""


@contextmanager
def built_files() -> Iterator[str]:
    """Serve what was built for pages, on this machine only; yield the address."""
    handler = functools.partial(_Quiet, directory=str(BUILT))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


if __name__ == "__main__":
    main()
