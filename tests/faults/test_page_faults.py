"""What goes wrong between a page and its kernel: it is said, and what was typed is saved once.

An outage of a minute is shortened: the kernel of a page that is away is let go after three
seconds instead of four minutes (``conftest.py``).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Idea, Role
from ciwidgets.serving.assets import BUILT
from tests.forum.pages import PHONE, join, lead, open_step
from tests.support.bad_line import BadLine
from tests.support.kernels import children_of, has_gone
from tests.support.room import Room
from tests.support.server import Served, served

STEP = "what-hurts-most"
# The second where words stand in a field that nobody has added.
_SAVED = ("Everything is saved", "Everything else is saved")
# A reload, or a whole outage: what is shown of it is read until then.
_SECONDS = 40.0


@contextmanager
def board(
    browser: Browser, server: Served, hall: Room, url: str = ""
) -> Iterator[tuple[BrowserPage, int]]:
    """A person's page of ideas, and the process of its kernel."""
    before = _kernels()
    context = browser.new_context(viewport=PHONE)
    page = open_step(context, server._replace(url=url or server.url), STEP, hall.code("ash"))
    join(page, "Health")
    expect(field(page)).to_be_visible()
    [kernel] = _kernels() - before
    yield page, kernel
    context.close()


def field(page: BrowserPage) -> Locator:
    """Where an idea is typed."""
    return page.locator(f"#step-{STEP}").get_by_role("textbox").first


def add(page: BrowserPage, text: str) -> None:
    """Type an idea and press the button."""
    field(page).fill(text)
    page.get_by_role("button", name="Add this idea").click()


def is_kept(hall: Room, text: str) -> bool:
    """Say whether the store has an idea, once and never changed."""
    found = [one for one in hall.store.current(Idea, team_id="ash") if one.body.text == text]
    assert len(found) < 2, f"{text!r} is kept twice."
    assert not found or len(hall.store.history(found[0].record_id)) == 1
    return bool(found)


def saved_in_the_end(page: BrowserPage, hall: Room, text: str) -> list[str]:
    """Wait until the page says that all is saved; return what it said on the way.

    It must not say so before it is: the page is read first and the store after it.
    """
    said: list[str] = [""]
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        # A page that loads anew, or has no strip yet, claims nothing.
        with suppress(Error):
            now = page.evaluate(
                "[...document.querySelectorAll('.ci-state, .ci-saved')].map(e => e.innerText)"
                ".join(' ')"
            )
            if now != said[-1]:
                said.append(now)
            if any(one in now for one in _SAVED):
                assert is_kept(hall, text), f"The page said {now!r}, and it is not saved: {said}"
                return said
        time.sleep(0.05)
    pytest.fail(f"After {_SECONDS:.0f} seconds the page has said: {said}")


def _kernels() -> set[int]:
    """Find the kernels of our pages: forks of a template that was started by us or our server."""
    found, parents = set(), [os.getpid()]
    while parents:
        parent = parents.pop()
        children = children_of(parent)
        parents += children
        found |= {one for one in children if _is_template(one) and _is_template(parent)}
    return found


def _is_template(pid: int) -> bool:
    with suppress(OSError):
        return b"kernel_template" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def test_a_network_that_is_gone_is_said_and_what_was_typed_is_sent_once(
    browser: Browser, server: Served, hall: Room, line: BadLine
) -> None:
    with board(browser, server, hall, line.url) as (page, kernel):
        line.swallow()
        add(page, "Into a black hole")
        began = time.monotonic()
        expect(page.get_by_text("Not saved yet").first).to_be_visible()
        assert time.monotonic() - began < 8
        line.mend()
        saved_in_the_end(page, hall, "Into a black hole")

        line.cut()
        add(page, "Into a cut line")
        field(page).fill("Not yet added")
        expect(
            page.get_by_text("No connection. What you added or changed is kept").first
        ).to_be_visible()
        assert has_gone(kernel), "The outage was shorter than the kernel waits."
        line.mend()
        said = saved_in_the_end(page, hall, "Into a cut line")
        assert not any("Everything so far is saved" in one for one in said)
        expect(field(page)).to_have_value("Not yet added")
        assert is_kept(hall, "Into a black hole")


def test_a_line_that_breaks_for_a_moment_is_taken_up_again_on_the_same_page(
    browser: Browser, server: Served, hall: Room, line: BadLine
) -> None:
    with board(browser, server, hall, line.url) as (page, kernel):
        began = page.evaluate("performance.timeOrigin")
        field(page).fill("Half a thought")
        # More often than a page may load itself anew.
        for _ in range(3):
            line.cut()
            page.wait_for_selector("html[data-ci-connection=lost]")
            line.mend()
            page.wait_for_selector("html[data-ci-connection=connected]")
        add(page, "Over a line that breaks")
        saved_in_the_end(page, hall, "Over a line that breaks")
        assert page.evaluate("performance.timeOrigin") == began
        assert kernel in _kernels()


@pytest.mark.parametrize("sign", [b'id="ci-page"', b'id="ci-whole"'])
def test_a_page_that_was_cut_short_says_so_and_comes_by_itself_when_the_line_is_back(
    browser: Browser, hall: Room, line: BadLine, sign: bytes
) -> None:
    context = browser.new_context(viewport=PHONE)
    # As it is, not packed, so that the line knows where to break.
    context.set_extra_http_headers({"Accept-Encoding": "identity"})
    line.cut_at(sign)
    page = context.new_page()
    page.goto(
        f"{line.url}needs_assessment#step={STEP}&team={hall.code('ash')}", wait_until="commit"
    )
    expect(page.get_by_text("Only a part of this page has come through")).to_be_visible()
    line.mend()
    expect(page.get_by_role("button", name="Join the team")).to_be_visible()
    context.close()


def test_a_kernel_killed_in_mid_edit_takes_nothing_along_and_nobody_else(
    browser: Browser, server: Served, hall: Room
) -> None:
    with (
        board(browser, server, hall) as (other, others),
        board(browser, server, hall) as (
            page,
            kernel,
        ),
    ):
        other.evaluate("window.isTheSame = true")
        # Where memory runs short, the system ends pages' kernels and lets the server be.
        assert Path(f"/proc/{kernel}/oom_score_adj").read_text() == "500\n"
        os.kill(kernel, signal.SIGKILL)
        add(page, "Added as the kernel died")
        field(page).fill("In mid-edit")
        saved_in_the_end(page, hall, "Added as the kernel died")
        expect(field(page)).to_have_value("In mid-edit")
        add(other, "Said beside it")
        saved_in_the_end(other, hall, "Said beside it")
        assert other.evaluate("window.isTheSame")
        assert others in _kernels()


def test_a_page_that_is_loaded_anew_or_closed_goes_on_where_it_was(
    browser: Browser, server: Served, hall: Room
) -> None:
    with board(browser, server, hall) as (page, _):
        for text in ("Before one reload", "Before another"):
            add(page, text)
            page.reload()
            saved_in_the_end(page, hall, text)
        field(page).fill("In a tab that is closed")
        page.close(run_before_unload=False)
        again = open_step(page.context, server, STEP)
        expect(field(again)).to_have_value("In a tab that is closed")
        add(again, "After it was closed")
        saved_in_the_end(again, hall, "After it was closed")


def test_a_facilitators_page_that_stands_still_holds_up_nobodys_save(
    browser: Browser, server: Served, hall: Room
) -> None:
    before = _kernels()
    context = browser.new_context()
    leads = open_step(context, server, "", hall.code(role=Role.FACILITATOR), "facilitator")
    lead(leads)
    expect(leads.get_by_label("Which exercise comes now?")).to_be_visible()
    [kernel] = _kernels() - before
    with board(browser, server, hall) as (page, _):
        os.kill(kernel, signal.SIGSTOP)
        try:
            for number in range(5):
                began = time.monotonic()
                add(page, f"While it stands still {number}")
                saved_in_the_end(page, hall, f"While it stands still {number}")
                assert time.monotonic() - began < 3
        finally:
            os.kill(kernel, signal.SIGCONT)
    context.close()


def test_odd_text_is_kept_as_it_was_typed_or_refused_and_left_where_it_stands(
    browser: Browser, server: Served, hall: Room
) -> None:
    with board(browser, server, hall) as (page, _):
        fine = "مساعدة ‏(24/7) 👩🏽‍🚒🧡 " + "🧡" * 200
        add(page, fine)
        saved_in_the_end(page, hall, fine)
        for code, reason in (
            ("'half ' + String.fromCharCode(0xd83e) + ' a heart'", "Half of an emoji"),
            ("'NUL ' + String.fromCharCode(0) + ' here'", "cannot be printed"),
            ("'x'.repeat(100_000)", "too long"),
        ):
            field(page).evaluate(
                f"""(field) => {{ field.value = {code};
                field.dispatchEvent(new Event("input", {{ bubbles: true }})) }}"""
            )
            page.get_by_role("button", name="Add this idea").click()
            expect(page.locator(f"#step-{STEP}")).to_contain_text(reason)
            assert field(page).evaluate(f"field => field.value === {code}")
        add(page, "And on")
        saved_in_the_end(page, hall, "And on")


def test_a_tab_of_an_older_build_loads_the_newer_one_and_loses_nothing(
    browser: Browser, server: Served, hall: Room, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with board(browser, server, hall) as (page, _):
        server.process.kill()
        server.process.wait(10)
        add(page, "Written before the upgrade")
        field(page).fill("And this was half written")
        expect(
            page.get_by_text("No connection. What you added or changed is kept").first
        ).to_be_visible()
        monkeypatch.setenv("TESTED_BUILD", str(_next_build(folder)))
        port = int(server.url.rsplit(":", 1)[1].strip("/"))
        url = f"sqlite:///{folder / 'forum.db'}"
        with served(url, folder, port=port, program=("-u", "impatient.py")):
            saved_in_the_end(page, hall, "Written before the upgrade")
            expect(field(page)).to_have_value("And this was half written")
            expect(page.locator("script[src*=host-NEXT]")).to_be_attached()


def _next_build(folder: Path) -> Path:
    """Make the built files of another version: the host has another hash in its name."""
    made = shutil.copytree(BUILT, folder / "next")
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    for name in (manifest["host"], manifest["host"] + ".gz"):
        if (made / name).exists():
            (made / name).rename(made / name.replace(manifest["host"], "host-NEXT.js"))
    manifest["host"] = "host-NEXT.js"
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return made
