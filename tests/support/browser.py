"""A real Chromium, without a screen, for the tests that look at pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, WebError, expect, sync_playwright

from tests.support.requirements import MISSING, chromium, skip_or_fail

# Nothing but the page under test is asked for anything.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_arguments() -> list[str]:
    """What to start Chromium with; its sandbox cannot be had as root, and is kept elsewhere."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] if is_root else [])]


# A page is waited for as long as two busy cores may take; how fast it is, `make bench` says.
expect.set_options(timeout=20_000)


# What broke in a page's own code since the last test: a person would see a page that stands still.
_BROKEN: list[str] = []


# While it runs, Playwright keeps an event loop in this thread, which other tests' own loops would
# meet; so it lives for the file that asked for it, not for the whole run.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of tests; give each person of a test a ``browser.new_context()``."""
    program = chromium()
    if program is None:
        skip_or_fail("browser", MISSING["browser"])
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=program, args=browser_arguments(), headless=True
            )
        except Error as error:
            reason = str(error).strip().splitlines()[0]
            skip_or_fail("browser", f"The Chromium at {program} does not start: {reason}")
        vars(started)["new_context"] = _watched(started)
        yield started
        started.close()


def _watched(started: Browser) -> Any:
    make = started.new_context

    def note(error: WebError) -> None:
        # A server that a test has ended is no fault of the page that was just asking it.
        if "Failed to fetch" not in str(error.error):
            _BROKEN.append(f"{error.page and error.page.url}: {error.error}")

    def new_context(**options: Any) -> BrowserContext:
        context = make(**options)
        context.on("weberror", note)
        return context

    return new_context


@pytest.fixture(autouse=True)
def pages_end_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test left open, which would go on asking for news; no page may have broken."""
    if "browser" not in request.fixturenames:
        yield
        return
    started: Browser = request.getfixturevalue("browser")
    before = list(started.contexts)
    _BROKEN.clear()
    yield
    for context in started.contexts:
        if context not in before:
            context.close()
    assert _BROKEN == []
